"""Reviewers' decisions in the store: added, never changed, and taken back by another decision.

What the machine found stays as it was found. Where a record stands is the outcome of its decisions in order; a decision
names the revision it was taken on, so that the second of two reviewers is told of the first one's instead of
overwriting it (optimistic concurrency: Kung and Robinson, "On Optimistic Methods for Concurrency Control", 1981).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict
from sqlalchemy import func
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from app.db import Database
from app.errors import ChangedMeanwhile, NotFound
from app.models import AttributionRow, DecisionRow, DocumentRow, ReviewRow
from app.store import listing
from nlp.types import Attribution


class Verdict(StrEnum):
    """What reviewers say of a record. `open` is one that nobody has settled."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    UNSURE = "unsure"


class Action(StrEnum):
    """What a decision does: a verdict, a correction, two speakers made one, a record that the machine missed, or taking
    one of these back."""

    VERDICT = "verdict"
    CORRECT = "correct"
    MERGE = "merge"
    ADD = "add"
    UNDO = "undo"


class State(BaseModel):
    """Where a record stands. `corrected` is the whole record as reviewers have it, null while the machine's stands."""

    model_config = ConfigDict(frozen=True)

    verdict: Verdict = Verdict.OPEN
    corrected: Attribution | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision as it was taken. `before` and `after` are null where the record does not exist."""

    number: int
    record: str
    revision: int
    action: Action
    reviewer: str
    decided_at: datetime
    before: State | None
    after: State | None
    undoes: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """What is to become of a record. `revision` is the number of decisions about it that the reviewer had seen."""

    record: str
    revision: int
    after: State


def decide(database: Database, document: str, change: Change, action: Action, reviewer: str) -> Decision:
    """Add a decision about a record of `document`.

    Raises `ChangedMeanwhile` when there are more decisions by now than the reviewer had seen, and `NotFound` for an
    unknown document or, unless it is being added, record.
    """
    return decide_together(database, document, [change], action, reviewer)[0]


def decide_together(
    database: Database, document: str, changes: list[Change], action: Action, reviewer: str
) -> list[Decision]:
    """Add a decision about each of several records, all or none; they are taken back together. Raises as `decide`."""
    with _writing_once(database) as session:
        # Held: the document is not analysed again while somebody decides about what the engine found.
        held = select(DocumentRow.number).where(col(DocumentRow.id) == document).with_for_update(read=True)
        number = session.exec(held).one_or_none()
        if number is None:
            raise NotFound("There is no document with this id.")
        batch: int | None = None
        taken: list[Decision] = []
        for change in changes:
            before, present = _present(session, number, change.record)
            if (before is None) != (action is Action.ADD):
                raise NotFound("There is no record with this id.") if before is None else ChangedMeanwhile(_CHANGED)
            if present != change.revision:
                raise ChangedMeanwhile(_CHANGED)
            row = _row(number, change.record, present, action, reviewer, before, change.after)
            row.batch = batch
            taken.append(_append(session, row, change.after))
            if batch is None and len(changes) > 1:
                batch = row.batch = row.number
        return taken


def undo(database: Database, number: int, reviewer: str) -> Decision:
    """Take the decision with this number back, and those taken together with it: each record stands as it did before.

    Returns the decision that took this one back. Raises `NotFound` for an unknown decision, and `ChangedMeanwhile`
    unless each is the last of its record that is still in force: what was decided on top of it would go with it.
    """
    with _writing_once(database) as session:
        row = session.get(DecisionRow, number)
        if row is None:
            raise NotFound("There is no such decision.")
        together = [row]
        if row.batch is not None:
            together = list(session.exec(select(DecisionRow).where(col(DecisionRow.batch) == row.batch)))
            together.sort(key=lambda one: one.number != number)
        undone = [_undo(session, one, reviewer) for one in together]
        return undone[0]


def history(database: Database, record: str) -> list[Decision]:
    """Return every decision about a record, the first one first."""
    with database.reading() as session:
        return _of_record(session, record)


def find(database: Database, document: str, number: int) -> Decision | None:
    """Return the decision about a record of `document` with this number, null for none."""
    with database.reading() as session:
        row = session.exec(
            select(DecisionRow)
            .join(DocumentRow, col(DocumentRow.number) == col(DecisionRow.document_number))
            .where(col(DecisionRow.number) == number, col(DocumentRow.id) == document)
        ).one_or_none()
        return None if row is None else _decision(row)


def in_force(decisions: list[Decision]) -> list[Decision]:
    """Return those of a record's decisions that nobody has taken back."""
    undone = {decision.undoes for decision in decisions}
    return [one for one in decisions if one.action is not Action.UNDO and one.number not in undone]


_CHANGED = "Somebody has decided about this record in the meantime."


@contextmanager
def _writing_once(database: Database) -> Iterator[Session]:
    """Give a writing session in which losing a race to the same revision is `ChangedMeanwhile`, on either database."""
    try:
        with database.writing() as session:
            yield session
    except IntegrityError:
        raise ChangedMeanwhile(_CHANGED) from None


def _present(session: Session, document_number: int, record: str) -> tuple[State | None, int]:
    """Return a record's state, null if there is no such record, and its revision."""
    count = session.exec(select(func.max(DecisionRow.revision)).where(col(DecisionRow.record_id) == record)).one() or 0
    review = session.get(ReviewRow, record)
    if review is not None and review.document_number == document_number:
        return _state(review), count
    machine = select(AttributionRow.number).where(
        col(AttributionRow.id) == record, col(AttributionRow.document_number) == document_number
    )
    return (None if session.exec(machine).one_or_none() is None else State()), count


def _state(review: ReviewRow) -> State:
    corrected = None if review.record is None else Attribution.model_validate_json(review.record)
    return State(verdict=Verdict(review.verdict), corrected=corrected)


def _undo(session: Session, row: DecisionRow, reviewer: str) -> Decision:
    decisions = _of_record(session, row.record_id)
    standing = in_force(decisions)
    if not standing or standing[-1].number != row.number:
        raise ChangedMeanwhile(_CHANGED)
    before, after = decisions[-1].after, standing[-1].before
    revision = decisions[-1].revision
    undoing = _row(row.document_number, row.record_id, revision, Action.UNDO, reviewer, before, after)
    undoing.undoes = row.number
    return _append(session, undoing, after)


def _row(
    document_number: int,
    record: str,
    revision: int,
    action: Action,
    reviewer: str,
    before: State | None,
    after: State | None,
) -> DecisionRow:
    return DecisionRow(
        document_number=document_number,
        record_id=record,
        revision=revision + 1,
        action=action.value,
        reviewer=reviewer,
        decided_at=datetime.now(UTC),
        before=None if before is None else before.model_dump_json(),
        after=None if after is None else after.model_dump_json(),
        undoes=None,
    )


def _append(session: Session, row: DecisionRow, after: State | None) -> Decision:
    """Add a decision's row and let the record stand as it says."""
    session.add(row)
    review = session.get(ReviewRow, row.record_id)
    if after is None:
        if review is not None:
            session.delete(review)
    else:
        review = review or ReviewRow(
            record_id=row.record_id,
            document_number=row.document_number,
            revision=0,
            verdict=Verdict.OPEN.value,
            added=row.action == Action.ADD.value,
            record=None,
        )
        review.revision = row.revision
        review.verdict = after.verdict.value
        review.record = None if after.corrected is None else after.corrected.model_dump_json()
        session.add(review)
    session.flush()
    listing.restate(session, row.document_number, row.record_id)
    return _decision(row)


def _of_record(session: Session, record: str) -> list[Decision]:
    rows = session.exec(
        select(DecisionRow).where(col(DecisionRow.record_id) == record).order_by(col(DecisionRow.revision))
    )
    return [_decision(row) for row in rows]


def _decision(row: DecisionRow) -> Decision:
    assert row.number is not None
    return Decision(
        number=row.number,
        record=row.record_id,
        revision=row.revision,
        action=Action(row.action),
        reviewer=row.reviewer,
        decided_at=row.decided_at,
        before=None if row.before is None else State.model_validate_json(row.before),
        after=None if row.after is None else State.model_validate_json(row.after),
        undoes=row.undoes,
    )
