"""Everything that one speaker said, over time."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from app.db import Database
from app.errors import NotFound
from app.models import AttributionRow, DocumentRow, ReviewRow, SpeakerRow
from app.store.attributions import Attributed
from app.store.documents import DOCUMENT_COLUMNS
from app.store.reviewed import join
from app.store.rows import document_of
from nlp.types import Level, Speaker, SpeakerKind


@dataclass(frozen=True, slots=True)
class Sayings:
    """A speaker and their records, the oldest document first. `more` tells that there are more than were read."""

    speaker: Speaker
    records: list[Attributed]
    more: bool


def of(database: Database, identifier: str, limit: int) -> Sayings:
    """Return the records of a speaker of one document and, where the speaker is named, of every speaker of the same
    name and kind: at most `limit` of them. Who is not named is never taken for somebody in another document.

    Raises `NotFound`.
    """
    dated = col(DocumentRow.published_at)
    with database.reading() as session:
        speaker = session.scalars(select(SpeakerRow).where(col(SpeakerRow.id) == identifier)).first()
        if speaker is None:
            raise NotFound("There is no speaker with this id.")
        same = (col(SpeakerRow.name) == speaker.name) & (col(SpeakerRow.kind) == speaker.kind)
        alike = (col(SpeakerRow.id) == identifier) | (same & (col(AttributionRow.level) != Level.ANONYMOUS.value))
        rows = session.execute(
            select(col(AttributionRow.record), ReviewRow, *DOCUMENT_COLUMNS)
            .select_from(AttributionRow)
            .join(SpeakerRow, col(SpeakerRow.number) == col(AttributionRow.speaker_number))
            .join(DocumentRow, col(DocumentRow.number) == col(AttributionRow.document_number))
            .join(ReviewRow, col(ReviewRow.record_id) == col(AttributionRow.id), isouter=True)
            .where(alike)
            .order_by(dated.is_(None), dated, col(AttributionRow.number))
            .limit(limit + 1)
        ).mappings()
        records = [Attributed(document_of(row), join(row["record"], row["ReviewRow"])) for row in rows]
        found = Speaker(id=speaker.id, name=speaker.name, kind=SpeakerKind(speaker.kind))
    return Sayings(found, records[:limit], len(records) > limit)
