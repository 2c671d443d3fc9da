"""Linking the documents that were stored before their speakers could be linked: after a migration that may be all."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, exists, select
from sqlmodel import Session, col

from app.db import Database
from app.limits import LISTED_AT_ONCE
from app.models import AttributionRow, DocumentRow, EntityRow, SpeakerLinkRow, SpeakerRow
from app.store import linking
from nlp.types import Attribution, Level


def fill(database: Database) -> None:
    """Link every document that names a speaker and has none linked, some at a time."""
    speakers, entities = select(SpeakerRow), select(EntityRow)
    while True:
        with database.writing() as session:
            rows = session.execute(_missing()).all()
            for number, published_at, added_at in rows:
                linking.link(
                    session,
                    published_at or added_at,
                    _attributions(session, number),
                    {row.id: row for row in session.scalars(speakers.where(col(SpeakerRow.document_number) == number))},
                    {row.id: row for row in session.scalars(entities.where(col(EntityRow.document_number) == number))},
                )
        if not rows:
            return


def _missing() -> Select[Any]:
    number = col(DocumentRow.number)
    named = exists().where(
        col(AttributionRow.document_number) == number,
        col(AttributionRow.speaker_number).is_not(None),
        col(AttributionRow.level) != Level.ANONYMOUS.value,
    )
    linked = exists().where(
        col(SpeakerRow.document_number) == number, col(SpeakerLinkRow.speaker_number) == col(SpeakerRow.number)
    )
    columns: list[Any] = [number, col(DocumentRow.published_at), col(DocumentRow.added_at)]
    return select(*columns).where(named, ~linked).order_by(number).limit(LISTED_AT_ONCE)


def _attributions(session: Session, number: int) -> list[Attribution]:
    records = session.scalars(
        select(col(AttributionRow.record))
        .where(col(AttributionRow.document_number) == number)
        .order_by(col(AttributionRow.number))
    )
    return [Attribution.model_validate_json(record) for record in records]
