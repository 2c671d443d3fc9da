"""Attributions in the store: read by id, listed by filters, each together with its document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import col

from app.db import Database
from app.errors import NotFound
from app.models import AttributionRow, DocumentRow, ReviewRow
from app.store import cursor as paging
from app.store.cursor import Page
from app.store.documents import DOCUMENT_COLUMNS
from app.store.filters import AttributionFilter
from app.store.reviewed import Reviewed, join
from app.store.rows import document_of
from nlp.types import Attribution, Document

_WITH_DOCUMENT: Select[Any] = (
    select(
        col(AttributionRow.number).label("attribution_number"),
        col(AttributionRow.record),
        ReviewRow,
        *DOCUMENT_COLUMNS,
    )
    .select_from(AttributionRow)
    .join(DocumentRow, col(DocumentRow.number) == col(AttributionRow.document_number))
    .join(ReviewRow, col(ReviewRow.record_id) == col(AttributionRow.id), isouter=True)
)
_ADDED: Select[Any] = (
    select(ReviewRow, *DOCUMENT_COLUMNS)
    .select_from(ReviewRow)
    .join(DocumentRow, col(DocumentRow.number) == col(ReviewRow.document_number))
    .where(col(ReviewRow.added))
)


@dataclass(frozen=True, slots=True)
class Attributed:
    """An attribution as it stands, and the document it was read from."""

    document: Document
    record: Reviewed

    @property
    def attribution(self) -> Attribution:
        """The record as it stands."""
        return self.record.attribution


def get(database: Database, identifier: str) -> Attributed:
    """Return one attribution, found by the engine or added by a reviewer, by its id. Raises `NotFound`."""
    with database.reading() as session:
        row = session.execute(_WITH_DOCUMENT.where(col(AttributionRow.id) == identifier)).mappings().one_or_none()
        if row is not None:
            return Attributed(document_of(row), join(row["record"], row["ReviewRow"]))
        row = session.execute(_ADDED.where(col(ReviewRow.record_id) == identifier)).mappings().one_or_none()
        if row is None:
            raise NotFound("There is no attribution with this id.")
        return Attributed(document_of(row), join(None, row["ReviewRow"]))


def page(database: Database, filters: AttributionFilter, limit: int, cursor: str | None = None) -> Page[Attributed]:
    """Return the next `limit` attributions after `cursor` that `filters` let through, in the order of their documents
    and in them of their cues. Raises `BadCursor` and `NothingToSearch`."""
    statement, number = filters.narrow(_WITH_DOCUMENT, database.engine.dialect.name)
    statement = statement.where(number > paging.decode(cursor)).order_by(number).limit(limit + 1)
    with database.reading() as session:
        rows = session.execute(statement).mappings().all()
        items = [Attributed(document_of(row), join(row["record"], row["ReviewRow"])) for row in rows[:limit]]
    return Page(items, paging.encode(rows[limit - 1]["attribution_number"]) if len(rows) > limit else None)
