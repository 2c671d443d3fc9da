"""The search index in its two forms: FTS5 on SQLite, an index over lexemes (GIN) on PostgreSQL.

Both are given ready terms (`app.store.terms`) and split them at spaces only, so both answer alike. The tables and
indexes are made by the migrations; this is the one place that asks them.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, SQLColumnExpression, cast, column, func, literal_column, table
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlmodel import col

from app.models import AttributionRow


def with_terms(statement: Select[Any], terms: list[str], dialect: str) -> tuple[Select[Any], SQLColumnExpression[int]]:
    """Narrow a statement over attributions to those that have all of `terms`.

    Returns it with the column that holds the attribution's number for this search: a statement that is ordered and
    continued by it reads the matches from the index in order, and stops when a page is full. Terms hold letters,
    digits and the colon of their mark, so that quoting them is enough in both query languages.
    """
    number = col(AttributionRow.number)
    if dialect == "sqlite":
        index = table("attribution_search", column("rowid"), column("attribution_search"))
        question = " AND ".join(f'"{term}"' for term in terms)
        matches = index.c.attribution_search.op("MATCH", is_comparison=True)(question)
        return statement.join(index, index.c.rowid == number).where(matches), index.c.rowid
    lexemes = func.array_to_tsvector(func.string_to_array(col(AttributionRow.terms), literal_column("' '")))
    question = " & ".join(f"'{term}'" for term in terms)
    return statement.where(lexemes.op("@@", is_comparison=True)(cast(question, TSQUERY))), number
