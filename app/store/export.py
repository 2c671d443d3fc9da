"""Everything that matches, in order, from a cursor of the database."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import sqlmodel
from sqlalchemy import RowMapping, Select, func, select
from sqlmodel import Session, col

from app.db import Database
from app.limits import EXPORT_PORTION, EXPORT_TEXTS
from app.models import AttributionRow, DocumentRow, ListedRow, ReviewRow
from app.store import search
from app.store.document_list import DOCUMENT_COLUMNS
from app.store.filters import AttributionFilter
from app.store.rows import document_of
from nlp.types import Document


@dataclass(frozen=True, slots=True)
class Exported:
    """A document and one of its attributions in JSON; null for a document that has none. `text` is the document's
    original text where it was asked for."""

    document: Document
    attribution: str | None
    text: str | None = None


def records_in_json(database: Database, filters: AttributionFilter, *, with_text: bool = False) -> Generator[Exported]:
    """Give every attribution that `filters` let through with its document, documents one after the other.

    Without a filter, documents without attributions come too. All is one state of the database, read by portions; the
    connection is kept until the iterator ends or is closed. Raises `NothingToSearch`.
    """
    statement = _statement(filters, database.engine.dialect.name)
    portions = {"yield_per": EXPORT_PORTION}
    with database.streaming() as session, session.execute(statement, execution_options=portions) as rows:
        document: Document | None = None
        for row, text in _with_texts(session, rows.mappings()) if with_text else _without(rows.mappings()):
            if document is None or document.id != row["id"]:
                document = document_of(row)
            yield Exported(document, row["record"], text)


def _without(rows: Iterable[RowMapping]) -> Iterator[tuple[RowMapping, None]]:
    for row in rows:
        yield row, None


def _with_texts(session: Session, rows: Iterable[RowMapping]) -> Iterator[tuple[RowMapping, str]]:
    """Give rows with their documents' texts, which are read once for each portion: a text beside each of its rows
    would be sent as many times as it has attributions."""
    for portion in _portions(rows):
        numbers = {row["number"] for row in portion}
        found = session.exec(
            sqlmodel.select(DocumentRow.number, DocumentRow.text).where(col(DocumentRow.number).in_(numbers))
        )
        texts = dict(found.all())
        for row in portion:
            yield row, texts[row["number"]]


def _portions(rows: Iterable[RowMapping]) -> Iterator[list[RowMapping]]:
    """Group rows so that no group has more than `EXPORT_PORTION`, nor, beyond its first document, more text than
    `EXPORT_TEXTS`."""
    portion: list[RowMapping] = []
    length = 0
    for row in rows:
        added = 0 if portion and portion[-1]["number"] == row["number"] else row["text_length"]
        if portion and (len(portion) == EXPORT_PORTION or length + added > EXPORT_TEXTS):
            yield portion
            portion, length, added = [], 0, row["text_length"]
        portion.append(row)
        length += added
    if portion:
        yield portion


def _statement(filters: AttributionFilter, dialect: str) -> Select[Any]:
    """Return the statement that gives each record as it stands, in JSON, with its document."""
    record = func.coalesce(col(ReviewRow.record), col(AttributionRow.record)).label("record")
    listed = col(ListedRow.document_number) == col(DocumentRow.number)
    statement: Select[Any] = select(col(DocumentRow.number), *DOCUMENT_COLUMNS, record)
    if filters.is_empty():
        statement = statement.select_from(DocumentRow).join(ListedRow, listed, isouter=True)
        statement = statement.order_by(col(DocumentRow.number), col(ListedRow.number))
    else:
        # The number of a record begins with its document's: this is the same order.
        statement = statement.select_from(ListedRow).join(DocumentRow, listed).order_by(col(ListedRow.number))
        statement = statement.where(*filters.conditions(ListedRow))
        words = [*filters.words(), *filters.identities()]
        if words:
            statement = statement.where(col(ListedRow.number).in_(search.numbers(words, dialect)))
    return statement.join(AttributionRow, col(AttributionRow.number) == col(ListedRow.number), isouter=True).join(
        ReviewRow, col(ReviewRow.record_id) == col(ListedRow.id), isouter=True
    )
