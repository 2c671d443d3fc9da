"""Attributions in the store as they stand: read by id, listed by filters, each together with its document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping, Select, select
from sqlmodel import Session, col

from app.db import Database
from app.errors import NotFound
from app.models import AttributionRow, DocumentRow, ListedRow, ReviewRow
from app.store import order as orders
from app.store.cursor import Page
from app.store.document_list import DOCUMENT_COLUMNS
from app.store.filters import AttributionFilter
from app.store.finding import Finding
from app.store.linked_filters import linked_ids
from app.store.order import Order
from app.store.reviewed import Reviewed, join
from app.store.rows import document_of
from nlp.types import Attribution, Document, Level

_STANDING: Select[Any] = (
    select(
        col(ListedRow.number).label("listed_number"),
        col(AttributionRow.record),
        col(AttributionRow.speaker_number),
        ReviewRow,
        *DOCUMENT_COLUMNS,
    )
    .select_from(ListedRow)
    .join(DocumentRow, col(DocumentRow.number) == col(ListedRow.document_number))
    .join(AttributionRow, col(AttributionRow.number) == col(ListedRow.number), isouter=True)
    .join(ReviewRow, col(ReviewRow.record_id) == col(ListedRow.id), isouter=True)
)


@dataclass(frozen=True, slots=True)
class Attributed:
    """An attribution as it stands, and the document it was read from. `linked_speaker` is the id across documents of
    the speaker that the engine found, null for an anonymous one and for a record that a reviewer added."""

    document: Document
    record: Reviewed
    linked_speaker: str | None = None

    @property
    def attribution(self) -> Attribution:
        """The record as it stands."""
        return self.record.attribution


def get(database: Database, identifier: str) -> Attributed:
    """Return one attribution, found by the engine or added by a reviewer, by its id. Raises `NotFound`."""
    found = select(col(AttributionRow.document_number)).where(col(AttributionRow.id) == identifier)
    added = select(col(ReviewRow.document_number)).where(col(ReviewRow.record_id) == identifier)
    with database.reading() as session:
        row = (
            session.execute(
                _STANDING.where(
                    col(ListedRow.id) == identifier, col(ListedRow.document_number).in_(found.union_all(added))
                )
            )
            .mappings()
            .one_or_none()
        )
        if row is None:
            raise NotFound("There is no attribution with this id.")
        return _attributed(session, [row])[0]


def page(
    database: Database,
    filters: AttributionFilter,
    limit: int,
    cursor: str | None = None,
    order: Order = Order.DOCUMENT,
    *,
    unsettled: bool = False,
) -> Page[Attributed]:
    """Return the next `limit` attributions after `cursor` that `filters` let through, in `order`; with `unsettled`
    none that is accepted or rejected. Raises `BadCursor` and `NothingToSearch`."""
    after = None if cursor is None else orders.decode(order, cursor)
    with database.reading() as session:
        places = Finding(session, filters, order, unsettled=unsettled).page(after, limit + 1)
        items = _at(session, [place.values[-1] for place in places[:limit]])
    return Page(items, orders.encode(order, places[limit - 1]) if len(places) > limit else None)


def _at(session: Session, numbers: Sequence[int]) -> list[Attributed]:
    """Return the listed records of these numbers, in their order."""
    rows = session.execute(_STANDING.where(col(ListedRow.number).in_(numbers))).mappings().all()
    by_number = dict(zip((row["listed_number"] for row in rows), _attributed(session, rows), strict=True))
    return [by_number[number] for number in numbers if number in by_number]


def _attributed(session: Session, rows: Sequence[RowMapping]) -> list[Attributed]:
    """Return the attributions of these rows; the ids of their speakers across documents are read together."""
    linked = linked_ids(session, {row["speaker_number"] for row in rows if row["speaker_number"] is not None})
    items = []
    for row in rows:
        record = join(row["record"], row["ReviewRow"])
        named = record.machine is not None and record.machine.level is not Level.ANONYMOUS
        items.append(Attributed(document_of(row), record, linked.get(row["speaker_number"]) if named else None))
    return items
