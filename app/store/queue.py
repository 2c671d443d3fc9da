"""What waits for a reviewer: the records that the engine is least certain of come first."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from pydantic import Field
from sqlalchemy import Float, Select, SQLColumnExpression, and_, cast, func, or_, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import col

from app.db import Database
from app.errors import BadCursor
from app.models import AttributionRow, DocumentRow, ReviewRow
from app.store.cursor import Page
from app.store.decisions import Verdict
from app.store.documents import DOCUMENT_COLUMNS
from app.store.filters import AttributionFilter
from app.store.reviewed import Reviewed, join
from app.store.rows import document_of
from nlp.types import Document

_SEPARATOR = "~"


class QueueFilter(AttributionFilter):
    """What the queue can be narrowed to: as every list of attributions, by what the machine found, and by verdict."""

    verdict: list[Verdict] = Field(default=[], description="Where the record stands; by default open and unsure.")


@dataclass(frozen=True, slots=True)
class Queued:
    """A record as it stands, and its document."""

    document: Document
    record: Reviewed


def page(database: Database, filters: QueueFilter, limit: int, cursor: str | None = None) -> Page[Queued]:
    """Return the next `limit` records after `cursor` that `filters` let through, the least certain first.

    Records that reviewers added are never in the queue. Raises `BadCursor` and `NothingToSearch`.
    """
    certain = confidence(database.engine.dialect.name)
    statement: Select[Any] = (
        select(
            col(AttributionRow.number).label("attribution_number"),
            col(AttributionRow.record),
            certain.label("confidence"),
            ReviewRow,
            *DOCUMENT_COLUMNS,
        )
        .select_from(AttributionRow)
        .join(DocumentRow, col(DocumentRow.number) == col(AttributionRow.document_number))
        .join(ReviewRow, col(ReviewRow.record_id) == col(AttributionRow.id), isouter=True)
    )
    statement, number = filters.narrow(statement, database.engine.dialect.name)
    wanted = filters.verdict or [Verdict.OPEN, Verdict.UNSURE]
    verdict = func.coalesce(col(ReviewRow.verdict), Verdict.OPEN.value)
    statement = statement.where(verdict.in_([one.value for one in wanted]))
    if cursor is not None:
        least, last = _decode(cursor)
        statement = statement.where(or_(certain > least, and_(certain == least, number > last)))
    with database.reading() as session:
        rows = session.execute(statement.order_by(certain, number).limit(limit + 1)).mappings().all()
        items = [Queued(document_of(row), join(row["record"], row["ReviewRow"])) for row in rows[:limit]]
    more = len(rows) > limit
    return Page(items, _encode(rows[limit - 1]) if more else None)


def confidence(dialect: str) -> SQLColumnExpression[float]:
    """Return the machine's confidence in a record as an expression over its row."""
    if dialect == "sqlite":
        return func.json_extract(col(AttributionRow.record), "$.confidence", type_=Float)
    return cast(cast(col(AttributionRow.record), JSONB)["confidence"].astext, Float)


def _encode(row: Any) -> str:
    return f"{row['confidence']!r}{_SEPARATOR}{row['attribution_number']}"


def _decode(cursor: str) -> tuple[float, int]:
    least, _, last = cursor.partition(_SEPARATOR)
    try:
        found = float(least), int(last)
    except ValueError:
        raise BadCursor("This cursor does not come from here.") from None
    if not math.isfinite(found[0]) or not 0 <= found[1] < 1 << 63:
        raise BadCursor("This cursor does not come from here.")
    return found
