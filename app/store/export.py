"""Everything that matches, in order, from a cursor of the database."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import col

from app.db import Database
from app.limits import EXPORT_PORTION
from app.models import AttributionRow, DocumentRow
from app.store.documents import DOCUMENT_COLUMNS
from app.store.filters import AttributionFilter
from app.store.rows import document_of
from nlp.types import Document


@dataclass(frozen=True, slots=True)
class Exported:
    """A document and one of its attributions in JSON; null for a document that has none."""

    document: Document
    attribution: str | None


def records_in_json(database: Database, filters: AttributionFilter) -> Generator[Exported]:
    """Give every attribution that `filters` let through with its document, documents one after the other.

    Without a filter, documents without attributions come too. All is one state of the database, read by portions; the
    connection is kept until the iterator ends or is closed. Raises `NothingToSearch`.
    """
    belongs = col(AttributionRow.document_number) == col(DocumentRow.number)
    statement: Select[Any] = select(*DOCUMENT_COLUMNS, col(AttributionRow.record))
    if filters.is_empty():
        statement = statement.select_from(DocumentRow).join(AttributionRow, belongs, isouter=True)
        statement = statement.order_by(col(DocumentRow.number), col(AttributionRow.number))
    else:
        # The number of an attribution begins with its document's: this is the same order.
        statement = statement.select_from(AttributionRow).join(DocumentRow, belongs)
        statement, number = filters.narrow(statement, database.engine.dialect.name)
        statement = statement.order_by(number)
    portions = {"yield_per": EXPORT_PORTION}
    with database.reading() as session, session.execute(statement, execution_options=portions) as rows:
        document: Document | None = None
        for row in rows.mappings():
            if document is None or document.id != row["id"]:
                document = document_of(row)
            yield Exported(document, row["record"])
