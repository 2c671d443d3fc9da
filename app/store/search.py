"""The search index in its two forms: FTS5 on SQLite, an index over lexemes (GIN) on PostgreSQL.

Both are given ready terms (`app.store.terms`) and split them at spaces only, so both answer alike. The tables and
indexes are made by the migrations; this is the one place that asks them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, cast, column, func, literal, literal_column, or_, select, table
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlmodel import col

from app.models import ListedRow, SearchedRow

# Of each group any term must be there.
Terms = Sequence[Sequence[str]]


def numbers(terms: Terms, dialect: str) -> Select[Any]:
    """Return a statement that gives the number of every listed record with `terms`, on SQLite in their order.

    Terms hold letters, digits and the signs of their marks, so that quoting them is enough in both query languages.
    """
    if dialect == "sqlite":
        index = table("searched_terms", column("rowid"), column("searched_terms"))
        question = _question(terms, '"', " AND ", " OR ")
        return select(index.c.rowid.label("number")).where(
            index.c.searched_terms.op("MATCH", is_comparison=True)(question)
        )
    lexemes = func.array_to_tsvector(func.string_to_array(col(SearchedRow.terms), literal_column("' '")))
    query = cast(_question(terms, "'", " & ", " | "), TSQUERY)
    return select(col(SearchedRow.number)).where(lexemes.op("@@", is_comparison=True)(query))


def found(terms: Terms, row: type[ListedRow]) -> ColumnElement[bool]:
    """Return the condition that a listed record has `terms`, to be asked of few: it reads the record's own.

    As a subquery of a single value it cannot become the start of a statement's way on either database.
    """
    words = literal(" ") + col(SearchedRow.terms) + literal(" ")
    own = select(words).where(col(SearchedRow.number) == col(row.number)).scalar_subquery()
    return and_(*(or_(*(own.contains(f" {term} ", autoescape=True) for term in group)) for group in terms))


def _question(terms: Terms, quote: str, every: str, some: str) -> str:
    return every.join("(" + some.join(f"{quote}{term}{quote}" for term in group) + ")" for group in terms)
