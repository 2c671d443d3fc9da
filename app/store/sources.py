"""Where documents came from: the bytes as they were found, and the places where nothing could be read."""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, Field
from sqlalchemy import RowMapping, Select, delete
from sqlalchemy import select as select_columns
from sqlmodel import col, select

from app.db import Database
from app.errors import NotFound
from app.models import DocumentRow, SourceRow
from app.store import cursor as paging
from app.store.cursor import Page

_ID_LENGTH = 24  # hexadecimal digits, as of documents


class Origin(BaseModel):
    """A source as the world sees it. `document` is the id of what was read there; where there is a `problem`, there is
    none, and `message` says why in a sentence. `size` is in bytes, `sha256` their digest."""

    id: str
    place: str
    url: str | None
    kind: str | None
    media_type: str | None
    size: int
    sha256: str | None
    author: str | None
    quality: float | None
    notes: list[str]
    problem: str | None
    message: str | None
    tried_at: datetime
    document: str | None = Field(description="The id of the document that was read there.")


@dataclass(frozen=True, slots=True)
class Found:
    """What was found at a place: its bytes, or None when nothing could be had."""

    place: str
    content: bytes | None
    url: str | None = None
    kind: str | None = None
    media_type: str | None = None
    charset: str | None = None
    author: str | None = None
    quality: float | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The bytes that a document was read from."""

    origin: Origin
    content: bytes
    charset: str | None


_COLUMNS: list[Any] = [
    col(getattr(SourceRow, name))
    for name in ("number", "id", "place", "url", "kind", "media_type", "charset", "size", "sha256", "author", "quality",
                 "notes", "problem", "message", "tried_at")
]  # fmt: skip

_DOCUMENT: Any = col(DocumentRow.id).label("document")
_CONTENT: Any = col(SourceRow.content)


def digest_of(content: bytes | None) -> str:
    """Return the SHA-256 of the bytes in hexadecimal, empty when there are none."""
    return "" if content is None else hashlib.sha256(content).hexdigest()


def known(database: Database, place: str, content: bytes | None = None) -> str | None:
    """Return the id of the document that was read at `place`, from these bytes if they are given, or None."""
    statement = (
        select(DocumentRow.id)
        .join(SourceRow, col(SourceRow.document_number) == col(DocumentRow.number))
        .where(col(SourceRow.place_digest) == _place_digest(place))
    )
    if content is not None:
        statement = statement.where(col(SourceRow.sha256) == digest_of(content))
    with database.reading() as session:
        return session.exec(statement.limit(1)).first()


def keep(database: Database, found: Found, document: str) -> None:
    """Keep what a document was read from. Earlier failures at the same place are over with."""
    _write(database, found, document, None, None)


def keep_problem(database: Database, found: Found, problem: str, message: str) -> str:
    """Keep a place where no document could be read, and return its id. It replaces earlier failures there."""
    return _write(database, found, None, problem, message)


def forget_problem(database: Database, place: str) -> None:
    """Let earlier failures at a place be over with, after its text was taken in without its bytes being kept."""
    problems = (col(SourceRow.place_digest) == _place_digest(place)) & (col(SourceRow.problem).is_not(None))
    with database.reading() as session:
        failed = session.exec(select(SourceRow.number).where(problems).limit(1)).first()
    if failed is not None:
        with database.writing() as session:
            session.execute(delete(SourceRow).where(problems))


def page(database: Database, *, failed: bool | None, limit: int, cursor: str | None = None) -> Page[Origin]:
    """Return the next `limit` sources after `cursor`, the oldest first: those with a problem if `failed` is true,
    those without if it is false. Raises `BadCursor`."""
    statement: Select[Any] = select_columns(*_COLUMNS, _DOCUMENT).join(
        DocumentRow, col(SourceRow.document_number) == col(DocumentRow.number), isouter=True
    )
    statement = statement.where(col(SourceRow.number) > paging.decode(cursor))
    if failed is not None:
        problem = col(SourceRow.problem)
        statement = statement.where(problem.is_not(None) if failed else problem.is_(None))
    with database.reading() as session:
        rows = session.execute(statement.order_by(col(SourceRow.number)).limit(limit + 1)).mappings().all()
    more = len(rows) > limit
    return Page([_origin(row) for row in rows[:limit]], paging.encode(rows[limit - 1]["number"]) if more else None)


def get(database: Database, identifier: str) -> Evidence:
    """Return a source by its own id with its bytes (empty when nothing could be had). Raises `NotFound`."""
    return _evidence(database, col(SourceRow.id) == identifier)


def of_document(database: Database, identifier: str) -> Evidence:
    """Return what the document with this id was first read from. Raises `NotFound`: it may have come as plain text."""
    return _evidence(database, col(DocumentRow.id) == identifier)


def _evidence(database: Database, condition: Any) -> Evidence:
    statement: Select[Any] = (
        select_columns(*_COLUMNS, _CONTENT, _DOCUMENT)
        .join(DocumentRow, col(SourceRow.document_number) == col(DocumentRow.number), isouter=True)
        .where(condition)
        .order_by(col(SourceRow.number))
        .limit(1)
    )
    with database.reading() as session:
        row = session.execute(statement).mappings().first()
    if row is None:
        raise NotFound("There is no source with this id.")
    content = b"" if row["content"] is None else zlib.decompress(row["content"])
    return Evidence(_origin(row), content, row["charset"])


def _write(database: Database, found: Found, document: str | None, problem: str | None, message: str | None) -> str:
    digest = digest_of(found.content)
    identifier = hashlib.sha256(f"{found.place}\0{digest}".encode()).hexdigest()[:_ID_LENGTH]
    packed = None if found.content is None else zlib.compress(found.content)
    with database.writing() as session:
        number = None
        if document is not None:
            number = session.exec(select(DocumentRow.number).where(col(DocumentRow.id) == document)).one_or_none()
            if number is None:
                return identifier  # deleted again in the meantime, and its source with it
        # A row of an earlier try at this place, and the row of the same bytes: this one takes their place.
        over = (col(SourceRow.place_digest) == _place_digest(found.place)) & (col(SourceRow.problem).is_not(None))
        session.execute(delete(SourceRow).where(over | (col(SourceRow.id) == identifier)))
        session.add(
            SourceRow(
                id=identifier,
                place=found.place,
                place_digest=_place_digest(found.place),
                sha256=digest,
                kind=found.kind,
                media_type=found.media_type,
                charset=found.charset,
                url=found.url,
                size=len(found.content or b""),
                author=found.author,
                quality=found.quality,
                notes=json.dumps(found.notes, ensure_ascii=False),
                problem=problem,
                message=message,
                tried_at=datetime.now(UTC),
                document_number=number,
                content=packed,
            )
        )
    return identifier


def _place_digest(place: str) -> str:
    return hashlib.sha256(place.encode()).hexdigest()


def _origin(row: RowMapping) -> Origin:
    values = {name: row[name] for name in Origin.model_fields}
    return Origin(**{**values, "sha256": row["sha256"] or None, "notes": json.loads(row["notes"])})
