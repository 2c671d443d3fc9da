"""Judgements that two speakers are one, or two: taken by people, listed with the machine's, and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import or_
from sqlmodel import Session, col, select

from app.db import Database
from app.errors import InvalidRequest, NotFound
from app.models import SpeakerKeyRow, SpeakerLinkRow, SpeakerMergeRow, SpeakerNameRow, SpeakerRow
from app.store import clusters, unlinking
from app.store import cursor as paging
from app.store.cursor import Page
from app.store.linking import judgement_row, new_id
from app.store.speakers import linked
from nlp.link.speaker import Verdict


@dataclass(frozen=True, slots=True)
class Named:
    """A name by its id, and the speaker that it belongs to by now."""

    id: str
    name: str
    speaker: str


@dataclass(frozen=True, slots=True)
class Merge:
    """A judgement. `decided_by` is null for the machine's; one with `deleted_at` was taken back and counts no more."""

    id: str
    left: Named
    right: Named
    judgement: str
    decided_by: str | None
    decided_at: datetime
    deleted_at: datetime | None
    deleted_by: str | None


def judge(database: Database, first: str, second: str, judgement: Verdict, user: str) -> Merge:
    """Judge that two speakers are the same, or different.

    Each is named by the id of a speaker, of one of its names, or of a speaker of one document: to tell such a one apart
    from what it is known by, it gets a name of its own. Raises `NotFound`, and `InvalidRequest` for a pair that is one.
    """
    with database.writing() as session:
        clusters.wait_for_turn(session)
        left, right = _name(session, first), _name(session, second)
        if left.number == right.number:
            if judgement is Verdict.SAME:
                raise InvalidRequest("These are one speaker already.")
            right = _set_apart(session, right, second)
        elif judgement is Verdict.DIFFERENT and not _is_name(session, second):
            right = _set_apart(session, right, second)
        assert left.number is not None
        assert right.number is not None
        row = judgement_row(left.number, right.number, judgement, user)
        session.add(row)
        clusters.form(session, [left.number, right.number])
        return _merges(session, [row])[0]


def undo(database: Database, identifier: str, user: str) -> Merge:
    """Take a judgement back, a person's or the machine's; one that was taken back stays so. Raises `NotFound`."""
    with database.writing() as session:
        clusters.wait_for_turn(session)
        row = session.exec(select(SpeakerMergeRow).where(col(SpeakerMergeRow.id) == identifier)).one_or_none()
        if row is None:
            raise NotFound("There is no such judgement.")
        if row.deleted_at is None:
            row.deleted_at, row.deleted_by = datetime.now(UTC), user
            session.add(row)
            clusters.form(session, [row.left_number, row.right_number])
        return _merges(session, [row])[0]


def page(database: Database, speaker: str | None, limit: int, cursor: str | None = None) -> Page[Merge]:
    """Return the next `limit` judgements after `cursor`, of all or of one speaker, the oldest first.

    Raises `BadCursor` and `NotFound`.
    """
    statement = select(SpeakerMergeRow).where(col(SpeakerMergeRow.number) > paging.decode(cursor))
    with database.reading() as session:
        if speaker is not None:
            number = linked(session, speaker).number
            names = select(SpeakerNameRow.number).where(col(SpeakerNameRow.linked_number) == number)
            statement = statement.where(
                or_(col(SpeakerMergeRow.left_number).in_(names), col(SpeakerMergeRow.right_number).in_(names))
            )
        rows = session.exec(statement.order_by(col(SpeakerMergeRow.number)).limit(limit + 1)).all()
        items = _merges(session, list(rows[:limit]))
        return Page(items, paging.encode(rows[limit - 1].number or 0) if len(rows) > limit else None)


def _name(session: Session, identifier: str) -> SpeakerNameRow:
    """Return the name with this id, or under which the document's speaker with this id is known. Raises `NotFound`."""
    row = session.exec(select(SpeakerNameRow).where(col(SpeakerNameRow.id) == identifier)).one_or_none()
    row = (
        row
        or session.exec(
            select(SpeakerNameRow)
            .join(SpeakerLinkRow, col(SpeakerLinkRow.name_number) == col(SpeakerNameRow.number))
            .join(SpeakerRow, col(SpeakerRow.number) == col(SpeakerLinkRow.speaker_number))
            .where(col(SpeakerRow.id) == identifier)
        ).one_or_none()
    )
    if row is None:
        raise NotFound("There is no speaker with this id.")
    return row


def _is_name(session: Session, identifier: str) -> bool:
    return session.exec(select(SpeakerNameRow.id).where(col(SpeakerNameRow.id) == identifier)).one_or_none() is not None


def _set_apart(session: Session, name: SpeakerNameRow, identifier: str) -> SpeakerNameRow:
    """Give a document's speaker a name of its own. The machine's judgement that both are one is kept beside it, so that
    taking the person's back brings them together again. Raises `InvalidRequest` for what is no document's speaker."""
    links = session.exec(
        select(SpeakerLinkRow)
        .join(SpeakerRow, col(SpeakerRow.number) == col(SpeakerLinkRow.speaker_number))
        .where(col(SpeakerRow.id) == identifier)
    ).all()
    if not links:
        raise InvalidRequest("A name cannot be told apart from itself: name the speaker of a document.")
    own = SpeakerNameRow(**name.model_dump(exclude={"number", "id", "linked_number"}), id=new_id(), linked_number=None)
    session.add(own)
    session.flush()
    assert own.number is not None
    assert name.number is not None
    keys = session.exec(select(SpeakerKeyRow.key).where(col(SpeakerKeyRow.name_number) == name.number)).all()
    session.add_all(SpeakerKeyRow(key=key, name_number=own.number) for key in keys)
    for link in links:
        link.name_number = own.number
        session.add(link)
    session.add(judgement_row(name.number, own.number, Verdict.SAME, None))
    unlinking.settle(session, [name.number, own.number])
    return own


def _merges(session: Session, rows: list[SpeakerMergeRow]) -> list[Merge]:
    numbers = {number for row in rows for number in (row.left_number, row.right_number)}
    names = session.exec(select(SpeakerNameRow).where(col(SpeakerNameRow.number).in_(numbers))).all()
    first = session.exec(
        select(SpeakerNameRow).where(col(SpeakerNameRow.number).in_({name.linked_number for name in names}))
    ).all()
    ids = {name.number: name.id for name in first}
    named = {name.number: Named(name.id, name.name, ids[name.linked_number]) for name in names}
    return [
        Merge(
            id=row.id,
            left=named[row.left_number],
            right=named[row.right_number],
            judgement=row.judgement,
            decided_by=row.decided_by,
            decided_at=row.decided_at,
            deleted_at=row.deleted_at,
            deleted_by=row.deleted_by,
        )
        for row in rows
    ]
