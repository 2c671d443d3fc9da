"""Speakers across documents in the store: listed, found by what somebody types, and one with all its names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, and_, false, func, or_
from sqlmodel import Session, col, select

from app.db import Database
from app.errors import NotFound
from app.models import (
    AttributionRow,
    DocumentRow,
    LinkedSpeakerRow,
    SpeakerKeyRow,
    SpeakerLinkRow,
    SpeakerNameRow,
    SpeakerRow,
)
from app.store import key_cursor
from app.store.cursor import Page
from app.store.filters import Question
from nlp.link.lookup import beginning, begins_alike, sound_keys, words_of
from nlp.types import Level, SpeakerKind

MOST_FOUND = 1_000
"""Names that a question is answered from. Whoever looks for more types another letter."""


class SpeakerSort(StrEnum):
    """What a list of speakers is ordered by."""

    RECORDS = "records"
    LAST_SEEN = "last_seen"
    NAME = "name"


class SpeakerFilter(BaseModel):
    """What a list of speakers can be narrowed to; each filter that is set must hold."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    q: Question | None = Field(
        default=None, description="Beginnings of words of a name, in either script, or as they sound in the other."
    )
    kind: list[SpeakerKind] = Field(default=[], description="What the speaker is; may be given several times.")
    level: list[Level] = Field(default=[], description="A level at which it was quoted; may be given several times.")
    sort: SpeakerSort = Field(
        default=SpeakerSort.RECORDS, description="By number of records or day last seen, the most first, or by name."
    )


@dataclass(frozen=True, slots=True)
class Listed:
    """A speaker across documents. `named` and `outlet` count its records at each level, as the engine found them."""

    id: str
    name: str
    kind: str
    named: int
    outlet: int
    first_seen: datetime
    last_seen: datetime


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of a speaker. `said_as` are the ways in which documents write it, with office and title."""

    id: str
    name: str
    kind: str
    records: int
    said_as: list[str]


@dataclass(frozen=True, slots=True)
class Counts:
    """Records by level, and the documents that they stand in."""

    named: int
    outlet: int
    documents: int


@dataclass(frozen=True, slots=True)
class LinkedSpeaker:
    """A speaker with all its names. `once` counts as if of each story only its first document were there in which the
    speaker says something."""

    id: str
    name: str
    kind: str
    aliases: list[Alias]
    counts: Counts
    once: Counts
    first_seen: datetime
    last_seen: datetime


def page(database: Database, filters: SpeakerFilter, limit: int, cursor: str | None = None) -> Page[Listed]:
    """Return the next `limit` speakers after `cursor` that say something and that `filters` let through.

    Raises `BadCursor`.
    """
    column: Any = col(getattr(LinkedSpeakerRow, filters.sort.value))
    number = col(LinkedSpeakerRow.number)
    rising = filters.sort is SpeakerSort.NAME
    statement = select(LinkedSpeakerRow).where(col(LinkedSpeakerRow.records) > 0, *_narrowed(filters))
    if cursor is not None:
        value, last = key_cursor.decode(cursor, _TYPES[filters.sort])
        further = column > value if rising else column < value
        statement = statement.where(or_(further, and_(column == value, number > last if rising else number < last)))
    order = (column, number) if rising else (column.desc(), number.desc())
    with database.reading() as session:
        if filters.q is not None:
            statement = statement.where(number.in_(found_by(session, filters.q)))
        rows = session.exec(statement.order_by(*order).limit(limit + 1)).all()
        items = [_listed(row) for row in rows[:limit]]
        if len(rows) <= limit:
            return Page(items, None)
        last_row = rows[limit - 1]
        return Page(items, key_cursor.encode(getattr(last_row, filters.sort.value), last_row.number))


def get(database: Database, identifier: str) -> LinkedSpeaker:
    """Return a speaker by its id or that of any of its names. Raises `NotFound`."""
    with database.reading() as session:
        speaker = linked(session, identifier)
        names = session.exec(
            select(SpeakerNameRow)
            .where(col(SpeakerNameRow.linked_number) == speaker.number)
            .order_by((col(SpeakerNameRow.named) + col(SpeakerNameRow.outlet)).desc(), col(SpeakerNameRow.number))
        ).all()
        numbers = [name.number or 0 for name in names]
        written = _written(session, numbers)
        return LinkedSpeaker(
            id=speaker.id,
            name=speaker.name,
            kind=speaker.kind,
            aliases=[
                Alias(name.id, name.name, name.kind, name.named + name.outlet, written.get(name.number or 0, []))
                for name in names
            ],
            counts=_counts(session, numbers, once=False),
            once=_counts(session, numbers, once=True),
            first_seen=speaker.first_seen,
            last_seen=speaker.last_seen,
        )


def present(database: Database, identifier: str) -> str:
    """Return the id of the speaker that a name with this id belongs to by now. Raises `NotFound`."""
    with database.reading() as session:
        return linked(session, identifier).id


def linked(session: Session, identifier: str) -> LinkedSpeakerRow:
    """Return the speaker that a name's id leads to. Raises `NotFound`."""
    row = session.exec(
        select(LinkedSpeakerRow)
        .join(SpeakerNameRow, col(SpeakerNameRow.linked_number) == col(LinkedSpeakerRow.number))
        .where(col(SpeakerNameRow.id) == identifier)
    ).one_or_none()
    if row is None:
        raise NotFound("There is no speaker with this id.")
    return row


def found_by(session: Session, typed: str) -> set[int]:
    """Return the numbers of speakers who have a name in which each typed word begins a word, or sounds as it begins."""
    words = words_of(typed)
    if not words:
        return set()
    longest = max(words, key=len)
    begins = _starts(beginning(longest))
    condition = or_(begins, *map(_starts, sound_keys(longest)))
    rows = session.execute(
        select(SpeakerNameRow.linked_number, SpeakerNameRow.name)
        .join(SpeakerKeyRow, col(SpeakerKeyRow.name_number) == col(SpeakerNameRow.number))
        .where(condition)
        .order_by(begins.desc(), col(SpeakerNameRow.number))
        .limit(MOST_FOUND)
    )
    return {number for number, name in rows if number is not None and _answers(words, words_of(name))}


def _starts(start: str) -> ColumnElement[bool]:
    """The condition that a key begins so: a stretch of the index."""
    key = col(SpeakerKeyRow.key)
    return and_(key >= start, key < start + "\U0010ffff")


def _answers(typed: list[str], words: list[str]) -> bool:
    return all(any(word.startswith(one) or begins_alike(one, word) for word in words) for one in typed)


def _narrowed(filters: SpeakerFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if filters.kind:
        conditions.append(col(LinkedSpeakerRow.kind).in_([kind.value for kind in filters.kind]))
    if filters.level:
        columns = {Level.NAMED: LinkedSpeakerRow.named, Level.OUTLET: LinkedSpeakerRow.outlet}
        # Anonymous sources are nobody's across documents: asking for them alone finds none.
        conditions.append(or_(false(), *(col(columns[one]) > 0 for one in filters.level if one in columns)))
    return conditions


_TYPES: dict[SpeakerSort, type[int] | type[str] | type[datetime]] = {
    SpeakerSort.RECORDS: int,
    SpeakerSort.LAST_SEEN: datetime,
    SpeakerSort.NAME: str,
}

_MOST_WAYS = 12
"""Ways of writing one name that are shown: enough to see who is meant."""


def _listed(row: LinkedSpeakerRow) -> Listed:
    return Listed(row.id, row.name, row.kind, row.named, row.outlet, row.first_seen, row.last_seen)


def _written(session: Session, names: list[int]) -> dict[int, list[str]]:
    """Return how documents write each name, the most frequent ways first."""
    rows = session.execute(
        select(SpeakerLinkRow.name_number, SpeakerRow.name)
        .join(SpeakerRow, col(SpeakerRow.number) == col(SpeakerLinkRow.speaker_number))
        .where(col(SpeakerLinkRow.name_number).in_(names))
        .group_by(col(SpeakerLinkRow.name_number), col(SpeakerRow.name))
        .order_by(func.count().desc(), col(SpeakerRow.name))
        .limit(_MOST_WAYS * max(len(names), 1))
    )
    found: dict[int, list[str]] = {}
    for number, name in rows:
        ways = found.setdefault(number, [])
        if len(ways) < _MOST_WAYS:
            ways.append(name)
    return found


def _counts(session: Session, names: list[int], *, once: bool) -> Counts:
    """Count the records of a speaker's names; `once`, those in the first document of each story that has any."""
    level, document = col(AttributionRow.level), col(AttributionRow.document_number)
    of_speaker = (
        select(level, document)
        .join(SpeakerLinkRow, col(SpeakerLinkRow.speaker_number) == col(AttributionRow.speaker_number))
        .where(col(SpeakerLinkRow.name_number).in_(names), level != Level.ANONYMOUS.value)
    )
    said = of_speaker.subquery()
    statement = select(
        func.count().filter(said.c.level == Level.NAMED.value),
        func.count().filter(said.c.level == Level.OUTLET.value),
        func.count(said.c.document_number.distinct()),
    )
    if once:
        firsts = (
            select(func.min(said.c.document_number))
            .select_from(said)
            .join(DocumentRow, col(DocumentRow.number) == said.c.document_number)
            .group_by(col(DocumentRow.story_number))
        )
        statement = statement.where(said.c.document_number.in_(firsts))
    return Counts(*session.exec(statement).one())
