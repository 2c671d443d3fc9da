"""Reviewed documents as gold: the files that the engine is trained on and measured by, made by using it.

The format is that of the gold sets (`make score`): for each document its text, and its records with numbers for ids,
the speaker and those spoken about by name. It is kept by documents whose every record has been settled, since a record
that nobody has looked at is neither right nor wrong.
"""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterable
from typing import IO, Any

from app.store.decisions import Verdict
from app.store.reviewed import ReviewedDocument
from nlp.types import Attribution, Span

_IN_MEMORY = 8 << 20  # bytes; a longer archive waits on disk


def is_settled(page: ReviewedDocument) -> bool:
    """Tell whether every record of the document, and there is one, was accepted or rejected."""
    return bool(page.records) and all(one.verdict in (Verdict.ACCEPTED, Verdict.REJECTED) for one in page.records)


def gold_of(page: ReviewedDocument) -> dict[str, Any]:
    """Return the accepted records of a document, as corrected, in the format of the gold sets."""
    kept = [one.attribution for one in page.records if one.verdict is Verdict.ACCEPTED]
    numbers = {record.id: number for number, record in enumerate(kept)}
    mentions = _mentions(kept)
    return {"doc": f"{page.document.id}.txt", "records": [_record(record, numbers, mentions) for record in kept]}


def archive(pages: Iterable[ReviewedDocument]) -> IO[bytes]:
    """Return a ZIP archive, open at its beginning, with a text and a JSON file for each document."""
    file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  the response closes it
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for page in pages:
            name = page.document.id
            packed.writestr(f"{name}.txt", page.text.encode())
            packed.writestr(f"{name}.json", json.dumps(gold_of(page), ensure_ascii=False, indent=1).encode())
    file.seek(0)
    return file


def _record(record: Attribution, numbers: dict[str, int], mentions: dict[str, list[str]]) -> dict[str, Any]:
    speaker = record.speaker
    return {
        "id": numbers[record.id],
        "cue": _span(record.cue),
        "source": record.source and _span(record.source),
        "content": [_span(piece) for piece in record.content],
        "via": record.via and _span(record.via),
        "speaker": speaker and speaker.name,
        "speaker_mentions": mentions[speaker.id] if speaker else [],
        "about": list(dict.fromkeys(mention.text for mention in record.about)),
        "type": record.type,
        "level": record.level,
        "act": record.act,
        "parent": numbers.get(record.parent or ""),
    }


def _mentions(records: Iterable[Attribution]) -> dict[str, list[str]]:
    """Return by the speaker's id the ways in which the document calls them as a source, the full name among them."""
    found: dict[str, dict[str, None]] = {}
    for record in records:
        if record.speaker:
            names = found.setdefault(record.speaker.id, {record.speaker.name: None})
            if record.source:
                names[record.source.text] = None
    return {speaker: list(names) for speaker, names in found.items()}


def _span(span: Span) -> dict[str, Any]:
    return {"text": span.text, "start": span.start, "end": span.end}
