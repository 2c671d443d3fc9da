"""Finding the records of one page among a million: in two ways, of which one is always quick.

*Walk*: read the list in its order from where the page begins, and keep what passes. Quick where much passes. *Gather*:
fetch from the search index everything that has the words and values asked for, and sort it. Quick where little passes.
Which of the two it is, nobody knows beforehand: words follow Zipf's law, cluster in time and go with some filters and
not with others. So a page is walked for a few thousand rows, which costs milliseconds; then on, where they filled part
of it; and gathered where they did not: then all that passes is not much.

Neither database finds this way by itself. SQLite does not know how often a word occurs; PostgreSQL does, but takes two
words for independent, and would walk the whole list for an Arabic word in English documents. What pins each statement
to its way is marked below.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import ColumnElement, FromClause, Select, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.limits import GATHERED_BY_RANGE, STRETCH, WALKED, WALKED_ON
from app.models import ListedRow
from app.models.listed import COVERED
from app.store import search
from app.store.filters import AttributionFilter
from app.store.order import Order, Place

# The index of each order on SQLite, which would otherwise choose without knowing how often a value occurs.
_INDEXES: Final = {"confidence": "ix_listed_confidence", "published_at": "ix_listed_published"}
_ROWS_ONLY: Final = "NOT INDEXED"
_SAID: Final = "ix_listed_said"
_UNSETTLED: Final = "ix_listed_unsettled"
# A page is expected within so many times the rows in which, at the pace so far, it would be full.
_MORE_THAN_ENOUGH: Final = 1.5
_COLUMNS: Final = ("number", "confidence", "published", *COVERED)


class Finding:
    """One question to the list of records: filters, an order, and whether settled records are left out."""

    def __init__(self, session: Session, filters: AttributionFilter, order: Order, *, unsettled: bool = False) -> None:
        """Prepare; nothing is asked yet. Raises `NothingToSearch`."""
        self._session = session
        self._filters = filters
        self._order = order
        self._unsettled = unsettled
        self._dialect = session.get_bind().dialect.name
        # What no column can answer, and all that the search index can.
        self._words = [*filters.words(), *filters.identities()]
        self._terms = [*self._words, *filters.values()]

    def page(self, after: Place | None, limit: int) -> list[Place]:
        """Return where the first `limit` records stand that pass and come after a place, null for the beginning."""
        if self._filters.linked(ListedRow):
            return self._of_linked(after, limit)
        # Without a filter the first stretch is the page; with one that much passes it mostly holds it.
        for length in (STRETCH * limit, max(WALKED, limit)):
            found = self._walk(after, limit, length)
            if len(found) == limit:
                return found
        if (end := self._end(after, length)) is None:
            return found
        if (longer := length * limit * _MORE_THAN_ENOUGH // max(len(found), 1)) <= WALKED_ON:
            found += self._walk(end, limit - len(found), int(longer))
            if len(found) == limit:
                return found
        by_range = self._by_range(after, limit)
        if by_range is not None:
            return by_range
        return self._gather(after, limit) if self._terms else self._walk(after, limit, None)

    def _walk(self, after: Place | None, limit: int, length: int | None) -> list[Place]:
        stretch = self._stretch(after).limit(length).subquery()
        row = aliased(ListedRow, stretch)
        statement = select(*self._order.columns(row)).where(*self._filters.conditions(row), *self._found(row))
        return self._places(statement.order_by(*self._order.by(row)).limit(limit))

    def _of_linked(self, after: Place | None, limit: int) -> list[Place]:
        """Take what one speaker says, or what is said about one, and sort: that is not much."""
        statement = select(*self._order.columns(ListedRow)).where(
            *self._bounds(after), *self._filters.conditions(ListedRow), *self._found(ListedRow)
        )
        return self._places(self._hinted(self._first(statement, limit), _ROWS_ONLY))

    def _end(self, after: Place | None, length: int) -> Place | None:
        """Return the last place of what was walked, null where the list does not go on behind it."""
        stretch = self._stretch(after).offset(length - 1).limit(2).subquery()
        row = aliased(ListedRow, stretch)
        ends = self._places(select(*self._order.columns(row)).order_by(*self._order.by(row)))
        return ends[0] if len(ends) > 1 else None

    def _stretch(self, after: Place | None) -> Select[Any]:
        """Return the next rows in order, whether they pass or not. With a limit around this and nothing else, both
        databases keep to the index that has the order."""
        columns = [col(getattr(ListedRow, name)) for name in _COLUMNS]
        statement = select(*columns).where(*self._bounds(after)).order_by(*self._order.by(ListedRow))
        index = _INDEXES.get(self._order.value.lstrip("-"))
        if self._unsettled and index == _INDEXES["confidence"]:
            index = _UNSETTLED
        return self._hinted(statement, f"INDEXED BY {index}" if index else _ROWS_ONLY)

    def _bounds(self, after: Place | None) -> list[ColumnElement[bool]]:
        """Return what bounds the list in its own order: where the page begins, and the range of its sort."""
        bounds = [] if after is None else [after.before(self._order, ListedRow)]
        if self._unsettled:
            bounds.append(~col(ListedRow.settled))
        if self._order in (Order.PUBLISHED, Order.LAST_PUBLISHED):
            bounds += self._filters.dates(ListedRow)
        if self._order in (Order.CONFIDENCE, Order.MOST_CONFIDENT):
            bounds += self._filters.confidences(ListedRow)
        return bounds

    def _gather(self, after: Place | None, limit: int) -> list[Place]:
        """Fetch from the search index, and sort."""
        matches = search.numbers(self._terms, self._dialect)
        # Materialised, or PostgreSQL would walk its own way through all records instead.
        gathered = matches.cte("gathered").prefix_with("MATERIALIZED")
        beyond = self._filters.beyond_terms(ListedRow)
        if not beyond and not self._unsettled and self._order in (Order.DOCUMENT, Order.LAST_DOCUMENT):
            # SQLite's index gives the numbers in order, and need not give them all.
            numbers = matches.subquery() if self._dialect == "sqlite" else gathered
            return self._places(self._only_matches(numbers, after, limit))
        statement = select(*self._order.columns(ListedRow)).where(
            col(ListedRow.number).in_(select(gathered.c.number)), *self._bounds(after), *beyond
        )
        return self._places(self._hinted(self._first(statement, limit), _ROWS_ONLY))

    def _only_matches(self, matches: FromClause, after: Place | None, limit: int) -> Select[Any]:
        """Return the statement of a page that the search index alone can give, and on SQLite in order."""
        number = matches.c.number
        statement = select(number).order_by(number.desc() if self._order.descending else number).limit(limit)
        if after is None:
            return statement
        last = after.values[-1]
        return statement.where(number < last if self._order.descending else number > last)

    def _by_range(self, after: Place | None, limit: int) -> list[Place] | None:
        """Read a range of dates or of confidence, and sort. Returns null where that is not the shorter way."""
        for ranges, index in (
            (self._filters.dates(ListedRow), _INDEXES["published_at"]),
            (self._filters.confidences(ListedRow), _INDEXES["confidence"]),
            (self._filters.days(ListedRow), _SAID),
        ):
            if ranges and (not self._terms or self._is_narrow(ranges, index)):
                statement = select(*self._order.columns(ListedRow)).where(
                    *ranges, *self._bounds(after), *self._filters.conditions(ListedRow), *self._found(ListedRow)
                )
                return self._places(self._hinted(self._first(statement, limit), f"INDEXED BY {index}"))
        return None

    def _is_narrow(self, ranges: list[ColumnElement[bool]], index: str) -> bool:
        within = self._hinted(select(col(ListedRow.number)).where(*ranges), f"INDEXED BY {index}")
        return self._session.execute(within.offset(GATHERED_BY_RANGE).limit(1)).first() is None

    def _found(self, row: type[ListedRow]) -> list[ColumnElement[bool]]:
        return [search.found(self._words, row)] if self._words else []

    def _first(self, statement: Select[Any], limit: int) -> Select[Any]:
        return statement.order_by(*self._order.by(ListedRow)).limit(limit)

    def _hinted(self, statement: Select[Any], hint: str) -> Select[Any]:
        return statement.with_hint(ListedRow, hint, "sqlite")

    def _places(self, statement: Select[Any]) -> list[Place]:
        return [Place(tuple(row)) for row in self._session.execute(statement)]
