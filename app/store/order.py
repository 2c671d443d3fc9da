"""The orders of a list of attributions, and where in one of them a page ends, as an opaque string."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, SQLColumnExpression, tuple_
from sqlmodel import col

from app.models import ListedRow
from app.store import cursor as plain


class Order(StrEnum):
    """By what a list is sorted, ties in the order of their numbers; a hyphen means all of it the other way round, as in
    JSON:API. What has no date is taken as older than all."""

    DOCUMENT = "document"
    LAST_DOCUMENT = "-document"
    CONFIDENCE = "confidence"
    MOST_CONFIDENT = "-confidence"
    PUBLISHED = "published_at"
    LAST_PUBLISHED = "-published_at"

    @property
    def descending(self) -> bool:
        """Whether it runs from the greatest to the least, the order of ties too."""
        return self.value.startswith("-")

    def columns(self, row: type[ListedRow]) -> list[SQLColumnExpression[Any]]:
        """Return the columns of a listed row that are compared, one after the other: the last tells every two apart."""
        named = {"confidence": row.confidence, "published_at": row.published}
        return [*(col(column) for name, column in named.items() if name == self.value.lstrip("-")), col(row.number)]

    def by(self, row: type[ListedRow]) -> list[ColumnElement[Any]]:
        """Return what a statement is to be ordered by."""
        return [column.desc() if self.descending else column.asc() for column in self.columns(row)]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands in an order: its values of the order's columns."""

    values: tuple[Any, ...]

    def before(self, order: Order, row: type[ListedRow]) -> ColumnElement[bool]:
        """Return the condition that a row comes after this place in `order`."""
        columns, values = tuple_(*order.columns(row)), tuple_(*self.values)
        return columns < values if order.descending else columns > values


# What a cursor begins with, never to be changed: one that was given stays good.
_SIGNS: Final = {
    Order.LAST_DOCUMENT: 2,
    Order.CONFIDENCE: 3,
    Order.MOST_CONFIDENT: 4,
    Order.PUBLISHED: 5,
    Order.LAST_PUBLISHED: 6,
}


def encode(order: Order, place: Place) -> str:
    """Return the cursor of a place in an order."""
    if order is Order.DOCUMENT:
        return plain.encode(*place.values)
    key, number = place.values if len(place.values) > 1 else (0, *place.values)
    return plain.encode_key(_SIGNS[order], key, number)


def decode(order: Order, cursor: str) -> Place:
    """Return the place of a cursor. Raises `BadCursor` for one of another order, and for any other string."""
    if order is Order.DOCUMENT:
        return Place((plain.decode(cursor),))
    if order in (Order.CONFIDENCE, Order.MOST_CONFIDENT):
        return Place(plain.decode_key(cursor, _SIGNS[order], float))
    key, number = plain.decode_key(cursor, _SIGNS[order], int)
    return Place((number,) if order is Order.LAST_DOCUMENT else (key, number))
