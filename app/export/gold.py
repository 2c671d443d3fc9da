"""Reviewed documents as gold: the files that the engine is trained on and measured by, made by using it.

The format is that of the gold sets (`make score`): for each document its text, and its records with numbers for ids,
the speaker and those spoken about by name. It is kept by documents whose every record has been settled, since a record
that nobody has looked at is neither right nor wrong.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterable
from typing import IO

from pydantic import BaseModel, ConfigDict, Field

from app.store.decisions import Verdict
from app.store.reviewed import ReviewedDocument
from nlp.types import Act, Attribution, Level, Span, Type

_IN_MEMORY = 8 << 20  # bytes; a longer archive waits on disk


class GoldRecord(BaseModel):
    """One record as the gold sets have it. `id` and `parent` are numbers within the document; `speaker_mentions` are
    all ways in which the document calls the speaker, the full name among them; `about` are the names in the content."""

    model_config = ConfigDict(extra="forbid")

    id: int = Field(ge=0)
    cue: Span
    source: Span | None
    content: list[Span]
    via: Span | None
    speaker: str | None
    speaker_mentions: list[str]
    about: list[str]
    type: Type | None
    level: Level
    act: Act
    parent: int | None


class GoldDocument(BaseModel):
    """What a gold file holds: the name of the text's file, and its records."""

    model_config = ConfigDict(extra="forbid")

    doc: str
    records: list[GoldRecord]


def is_settled(page: ReviewedDocument) -> bool:
    """Tell whether every record of the document, and there is one, was accepted or rejected."""
    return bool(page.records) and all(one.verdict in (Verdict.ACCEPTED, Verdict.REJECTED) for one in page.records)


def gold_of(page: ReviewedDocument) -> GoldDocument:
    """Return the accepted records of a document, as corrected, in the format of the gold sets."""
    kept = [one.attribution for one in page.records if one.verdict is Verdict.ACCEPTED]
    numbers = {record.id: number for number, record in enumerate(kept)}
    mentions = _mentions(kept)
    return GoldDocument(doc=f"{page.document.id}.txt", records=[_record(record, numbers, mentions) for record in kept])


def archive(pages: Iterable[ReviewedDocument]) -> IO[bytes]:
    """Return a ZIP archive, open at its beginning, with a text and a JSON file for each document."""
    file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  the response closes it
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for page in pages:
            name = page.document.id
            packed.writestr(f"{name}.txt", page.text.encode())
            packed.writestr(f"{name}.json", gold_of(page).model_dump_json(indent=1).encode())
    file.seek(0)
    return file


def _record(record: Attribution, numbers: dict[str, int], mentions: dict[str, list[str]]) -> GoldRecord:
    speaker = record.speaker
    return GoldRecord(
        id=numbers[record.id],
        cue=_span(record.cue),
        source=_span(record.source) if record.source else None,
        content=[_span(piece) for piece in record.content],
        via=_span(record.via) if record.via else None,
        speaker=speaker.name if speaker else None,
        speaker_mentions=mentions[speaker.id] if speaker else [],
        about=list(dict.fromkeys(mention.text for mention in record.about)),
        type=record.type,
        level=record.level,
        act=record.act,
        parent=numbers.get(record.parent or ""),
    )


def _mentions(records: Iterable[Attribution]) -> dict[str, list[str]]:
    """Return by the speaker's id the ways in which the document calls them as a source, the full name among them."""
    found: dict[str, dict[str, None]] = {}
    for record in records:
        if record.speaker:
            names = found.setdefault(record.speaker.id, {record.speaker.name: None})
            if record.source:
                names[record.source.text] = None
    return {speaker: list(names) for speaker, names in found.items()}


def _span(span: Span) -> Span:
    """Return the bare span: a cue carries more than gold does."""
    return Span(text=span.text, start=span.start, end=span.end)
