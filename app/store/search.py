"""The search index in its two forms: FTS5 on SQLite, an index over lexemes (GIN) on PostgreSQL.

Both are given ready terms (`app.store.terms`) and split them at spaces only, so both answer alike. The tables and
indexes are made by the migrations; this is the one place that asks them.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, cast, column, func, literal_column, select, table
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlmodel import col

from app.models import AttributionRow


def has_terms(terms: list[str], dialect: str) -> ColumnElement[bool]:
    """Return the condition that an attribution has all of `terms`.

    Terms hold letters, digits and the colon of their mark, so that quoting them is enough in both query languages.
    """
    if dialect == "sqlite":
        index = table("attribution_search", column("rowid"), column("attribution_search"))
        question = " AND ".join(f'"{term}"' for term in terms)
        return col(AttributionRow.number).in_(
            select(index.c.rowid).where(index.c.attribution_search.op("MATCH")(question))
        )
    lexemes = func.array_to_tsvector(func.string_to_array(col(AttributionRow.terms), literal_column("' '")))
    condition: ColumnElement[bool] = lexemes.op("@@", is_comparison=True)(
        cast(" & ".join(f"'{term}'" for term in terms), TSQUERY)
    )
    return condition
