"""Everything that one speaker said, over time."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, select
from sqlmodel import Session, col

from app.db import Database
from app.errors import NotFound
from app.models import (
    AttributionRow,
    DocumentRow,
    LinkedSpeakerRow,
    ReviewRow,
    SpeakerLinkRow,
    SpeakerNameRow,
    SpeakerRow,
)
from app.store.attributions import Attributed
from app.store.document_list import DOCUMENT_COLUMNS
from app.store.reviewed import join
from app.store.rows import document_of
from nlp.types import Level, Speaker, SpeakerKind


@dataclass(frozen=True, slots=True)
class Sayings:
    """A speaker and their records, the oldest document first. `more` tells that there are more than were read."""

    speaker: Speaker
    records: list[Attributed]
    more: bool


def linked_id(database: Database, identifier: str) -> str | None:
    """Return the id across documents of a speaker, by any of its ids or that of a speaker of one document; null for
    one who is not known across documents, or not at all."""
    of_document = (
        select(col(SpeakerLinkRow.name_number))
        .join(SpeakerRow, col(SpeakerRow.number) == col(SpeakerLinkRow.speaker_number))
        .where(col(SpeakerRow.id) == identifier)
    )
    named = (col(SpeakerNameRow.id) == identifier) | col(SpeakerNameRow.number).in_(of_document)
    with database.reading() as session:
        return session.scalars(
            select(col(LinkedSpeakerRow.id))
            .join(SpeakerNameRow, col(SpeakerNameRow.linked_number) == col(LinkedSpeakerRow.number))
            .where(named)
        ).first()


def of(database: Database, identifier: str, limit: int) -> Sayings:
    """Return what a speaker across documents says where they are named, or what a speaker of one document says, by
    their id: at most `limit` records. Who is not named is never taken for somebody in another document.

    Raises `NotFound`.
    """
    with database.reading() as session:
        linked = session.scalars(select(LinkedSpeakerRow).where(col(LinkedSpeakerRow.id) == identifier)).one_or_none()
        if linked is not None:
            names = select(col(SpeakerNameRow.number)).where(col(SpeakerNameRow.linked_number) == linked.number)
            speakers = select(col(SpeakerLinkRow.speaker_number)).where(col(SpeakerLinkRow.name_number).in_(names))
            named = col(AttributionRow.level) != Level.ANONYMOUS.value
            records = _records(session, and_(col(AttributionRow.speaker_number).in_(speakers), named), limit)
            return Sayings(_speaker(linked), records[:limit], len(records) > limit)
        speaker = session.scalars(select(SpeakerRow).where(col(SpeakerRow.id) == identifier)).first()
        if speaker is None:
            raise NotFound("There is no speaker with this id.")
        records = _records(session, col(AttributionRow.speaker_number) == speaker.number, limit)
        return Sayings(_speaker(speaker), records[:limit], len(records) > limit)


def _speaker(row: LinkedSpeakerRow | SpeakerRow) -> Speaker:
    # A place that is only spoken about, and says nothing, is a body by now.
    kind = SpeakerKind(row.kind) if row.kind in set(SpeakerKind) else SpeakerKind.ORGANIZATION
    return Speaker(id=row.id, name=row.name, kind=kind)


def _records(session: Session, condition: ColumnElement[bool], limit: int) -> list[Attributed]:
    """Return the records that pass, one more than `limit` if there are more."""
    dated = col(DocumentRow.published_at)
    rows = session.execute(
        select(col(AttributionRow.record), ReviewRow, *DOCUMENT_COLUMNS)
        .select_from(AttributionRow)
        .join(DocumentRow, col(DocumentRow.number) == col(AttributionRow.document_number))
        .join(ReviewRow, col(ReviewRow.record_id) == col(AttributionRow.id), isouter=True)
        .where(condition)
        .order_by(dated.is_(None), dated, col(AttributionRow.number))
        .limit(limit + 1)
    ).mappings()
    return [Attributed(document_of(row), join(row["record"], row["ReviewRow"])) for row in rows]
