"""From a record to the rows of the tables, and back. A record that does not fit its text is refused here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime

from pydantic import TypeAdapter
from sqlalchemy import RowMapping

from app.errors import RecordDoesNotFit
from app.models import AboutRow, AttributionRow, DocumentRow, EntityRow, SpeakerRow
from nlp.limits import MAX_TEXT_LENGTH
from nlp.types import Attribution, Document, DocumentRecord, Language, Repair, Span

_REPAIRS = TypeAdapter(list[Repair])

# Places for records in one document. Every record has a cue of its own, and a cue takes a code point at least.
_PLACES = 1 << 21
assert _PLACES > MAX_TEXT_LENGTH


def first_number(document_number: int) -> int:
    """Return the number of the first record of a document; each of the others has one more than the record before."""
    return document_number * _PLACES


def digest(text: str) -> str:
    """Return the SHA-256 of `text` in UTF-8, in hexadecimal: what makes two texts the same."""
    return hashlib.sha256(text.encode()).hexdigest()


def check_fits(record: DocumentRecord, text: str) -> None:
    """Raise `RecordDoesNotFit` unless the record is of this text and each of its spans stands there."""
    if record.document.sha256 != digest(text) or record.document.text_length != len(text):
        raise RecordDoesNotFit("The record belongs to another text.")
    for repair in record.document.repairs:
        if text[repair.start : repair.end] != repair.text:
            raise RecordDoesNotFit(f"A repair does not have the text's words at {repair.start}.")
    for attribution in record.attributions:
        span = misplaced(attribution, text)
        if span is not None:
            raise RecordDoesNotFit(f"Record {attribution.id} does not have the text's words at {span.start}.")


def misplaced(attribution: Attribution, text: str) -> Span | None:
    """Return a span of the attribution that does not stand in `text`; null when each does."""
    return next((span for span in _spans(attribution) if text[span.start : span.end] != span.text), None)


def document_row(document: Document, text: str) -> DocumentRow:
    """Return the row of a document that is new to the store."""
    return DocumentRow(
        id=document.id,
        sha256=document.sha256,
        language=document.language.value,
        title=document.title,
        publisher=document.publisher,
        outlet=document.outlet,
        url=document.url,
        published_at=document.published_at,
        added_at=datetime.now(UTC),
        text_length=document.text_length,
        repairs=_REPAIRS.dump_json(document.repairs).decode(),
        text=text,
    )


def speaker_rows(record: DocumentRecord, document_number: int) -> dict[str, SpeakerRow]:
    """Return a row for each speaker of the document, by the speaker's id."""
    speakers = (attribution.speaker for attribution in record.attributions if attribution.speaker)
    return {
        speaker.id: SpeakerRow(
            document_number=document_number,
            id=speaker.id,
            name=speaker.name,
            kind=speaker.kind.value,
            outlet=speaker.outlet,
        )
        for speaker in speakers
    }


def entity_rows(record: DocumentRecord, document_number: int) -> dict[str, EntityRow]:
    """Return a row for each entity that the document's contents are about, by the entity's id."""
    entities = (mention.entity for attribution in record.attributions for mention in attribution.about)
    return {
        entity.id: EntityRow(document_number=document_number, id=entity.id, name=entity.name, kind=entity.kind.value)
        for entity in entities
    }


def attribution_rows(
    record: DocumentRecord, document_number: int, speakers: dict[str, SpeakerRow]
) -> Iterator[AttributionRow]:
    """Give the row of each attribution; `speakers` are the document's, with their numbers."""
    for place, attribution in enumerate(record.attributions):
        speaker = speakers[attribution.speaker.id].number if attribution.speaker else None
        yield AttributionRow(
            number=first_number(document_number) + place,
            id=attribution.id,
            document_number=document_number,
            speaker_number=speaker,
            type=attribution.type and attribution.type.value,
            act=attribution.act.value,
            level=attribution.level.value,
            via_outlet=attribution.via_outlet,
            said_on=attribution.said_at.first_day().isoformat() if attribution.said_at else None,
            record=attribution.model_dump_json(),
        )


def about_rows(record: DocumentRecord, document_number: int, entities: dict[str, EntityRow]) -> Iterator[AboutRow]:
    """Give a row for each attribution and each entity it is about; `entities` are the document's, numbered."""
    for place, attribution in enumerate(record.attributions):
        for identifier in dict.fromkeys(mention.entity.id for mention in attribution.about):
            number = entities[identifier].number
            assert number is not None
            yield AboutRow(attribution_number=first_number(document_number) + place, entity_number=number)


def document_of(row: RowMapping) -> Document:
    """Return the document that a row holds."""
    return Document(
        id=row["id"],
        language=Language(row["language"]),
        title=row["title"],
        publisher=row["publisher"],
        outlet=row["outlet"],
        url=row["url"],
        published_at=row["published_at"],
        sha256=row["sha256"],
        text_length=row["text_length"],
        repairs=_REPAIRS.validate_json(row["repairs"]),
    )


def _spans(attribution: Attribution) -> Iterator[Span]:
    yield attribution.cue
    if attribution.source:
        yield attribution.source
    if attribution.via:
        yield attribution.via
    if attribution.said_at:
        yield attribution.said_at
    yield from attribution.content
    yield from attribution.about
    yield from attribution.sourcing.evidence
