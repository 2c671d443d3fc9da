"""Lists of documents: what they can be narrowed to, their orders, and their pages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, RowMapping, Select, literal, select, tuple_
from sqlmodel import col

from app.db import Database
from app.errors import BadCursor
from app.models import DocumentRow
from app.store import cursor as paging
from app.store.cursor import Page
from app.store.filters import Identifier, Moment
from app.store.listing import UNDATED, microseconds
from app.store.rows import document_of
from nlp.types import Document, Language

# The columns of `nlp.types.Document`: lists never read a text.
DOCUMENT_COLUMNS = [col(getattr(DocumentRow, name)) for name in Document.model_fields]

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class DocumentFilter(BaseModel):
    """What a list of documents can be narrowed to; each filter that is set must hold."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: Language | None = Field(default=None, description="The language of the document.")
    publisher: Identifier | None = Field(default=None, description="Exactly this publisher.")
    outlet: Identifier | None = Field(default=None, description="Published by the known outlet of this id.")
    published_from: Moment | None = Field(default=None, description="Published then or later.")
    published_to: Moment | None = Field(default=None, description="Published before then.")
    copies: bool = Field(default=True, description="False leaves out copies of an earlier document.")

    def conditions(self) -> list[ColumnElement[bool]]:
        """Return what a document must be to pass, as conditions on its row."""
        found: list[ColumnElement[bool]] = []
        for name in ("language", "publisher", "outlet"):
            value = getattr(self, name)
            if value is not None:
                found.append(col(getattr(DocumentRow, name)) == str(value))
        if self.published_from is not None:
            found.append(col(DocumentRow.published_at) >= _in_utc(self.published_from))
        if self.published_to is not None:
            found.append(col(DocumentRow.published_at) < _in_utc(self.published_to))
        if not self.copies:
            found.append(col(DocumentRow.story_number) == col(DocumentRow.number))
        return found


class DocumentOrder(StrEnum):
    """By what documents are sorted; a hyphen means the other way round. What has no date is older than all."""

    ADDED = "added"
    LAST_ADDED = "-added"
    PUBLISHED = "published_at"
    LAST_PUBLISHED = "-published_at"


# What a cursor begins with, never to be changed: one that was given stays good.
_SIGNS: Final = {DocumentOrder.LAST_ADDED: 7, DocumentOrder.PUBLISHED: 8, DocumentOrder.LAST_PUBLISHED: 9}
_BACKWARDS: Final = (DocumentOrder.LAST_ADDED, DocumentOrder.LAST_PUBLISHED)
_BY_DATE: Final = (DocumentOrder.PUBLISHED, DocumentOrder.LAST_PUBLISHED)


def page(
    database: Database,
    filters: DocumentFilter,
    limit: int,
    cursor: str | None = None,
    order: DocumentOrder = DocumentOrder.ADDED,
) -> Page[Document]:
    """Return the next `limit` documents after `cursor`, by default the oldest first. Raises `BadCursor`."""
    after = None if cursor is None else _decode(order, cursor)
    rows: list[RowMapping] = []
    with database.reading() as session:
        # The databases put what has no value at opposite ends of an index; each of the two parts is in order on both.
        for dated in _parts(order, after):
            statement = _part(order, dated, after).where(*filters.conditions()).limit(limit + 1 - len(rows))
            rows += session.execute(statement).mappings()
            if len(rows) > limit:
                break
    documents = [document_of(row) for row in rows[:limit]]
    return Page(documents, _encode(order, rows[limit - 1]) if len(rows) > limit else None)


def _parts(order: DocumentOrder, after: tuple[int, int] | None) -> list[bool | None]:
    """Return whether the documents of each part of the list have a date, null for all in one; past parts left out."""
    if order not in _BY_DATE:
        return [None]
    parts: list[bool | None] = [True, False] if order in _BACKWARDS else [False, True]
    return parts if after is None else parts[parts.index(after[0] != UNDATED) :]


def _part(order: DocumentOrder, dated: bool | None, after: tuple[int, int] | None) -> Select[Any]:
    """Return the statement that reads a part of the list in its order from where the page begins."""
    number, published = col(DocumentRow.number), col(DocumentRow.published_at)
    keys: list[Any] = [published, number] if dated else [number]
    statement = select(number, *DOCUMENT_COLUMNS).order_by(
        *(key.desc() if order in _BACKWARDS else key for key in keys)
    )
    if dated is not None:
        statement = statement.where(published.is_not(None) if dated else published.is_(None))
    if after is None or (dated is not None and dated != (after[0] != UNDATED)):
        return statement
    values = [_EPOCH + timedelta(microseconds=after[0]), after[1]] if dated else [after[1]]
    here, place = tuple_(*keys), tuple_(*(literal(value, key.type) for key, value in zip(keys, values, strict=True)))
    return statement.where(here < place if order in _BACKWARDS else here > place)


def _encode(order: DocumentOrder, row: RowMapping) -> str:
    if order is DocumentOrder.ADDED:
        return paging.encode(row["number"])
    dated = order in _BY_DATE and row["published_at"] is not None
    return paging.encode_key(_SIGNS[order], microseconds(row["published_at"]) if dated else UNDATED, row["number"])


def _decode(order: DocumentOrder, cursor: str) -> tuple[int, int]:
    if order is DocumentOrder.ADDED:
        return UNDATED, paging.decode(cursor)
    key, number = paging.decode_key(cursor, _SIGNS[order], int)
    if key != UNDATED and not _in_calendar(key):
        raise BadCursor("This cursor does not come from here.")
    return key, number


def _in_calendar(key: int) -> bool:
    return microseconds(datetime.min) <= key <= microseconds(datetime.max)


def _in_utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
