"""Jobs in the store: kept before anybody is told of them, taken up until they are finished, remembered afterwards."""

from __future__ import annotations

import secrets
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import RowMapping, Select, update
from sqlalchemy import select as select_columns
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from app.db import Database
from app.errors import Busy, NotFailed, NotFound
from app.limits import MAX_JOB_ATTEMPTS, MAX_KEPT_PROBLEMS, MAX_WAITING_JOBS
from app.models import JobRow
from app.store import cursor as paging
from app.store.cursor import Page
from app.store.job import Announced, Asked, Changes, Job, JobProblem, JobState, NewJob, Outcome, Stage

_ID_BYTES = 12

HandOut = Callable[[Session, str], None]
"""Hands a job, by its id, to the workers in the transaction that makes it theirs."""

_PROBLEMS = TypeAdapter(list[JobProblem])
_ANNOUNCED = TypeAdapter(list[Announced])
_NAMES = [name for name in JobRow.model_fields if name not in ("asked_key", "content")]
_COLUMNS: list[Any] = [col(getattr(JobRow, name)) for name in _NAMES]


def add(database: Database, new: NewJob, hand_out: HandOut) -> tuple[Job, bool]:
    """Keep a job and hand it out, both or neither. Returns the job, and whether it is under way only since now.

    Where the same is asked for already and not done, that job is returned; if it has failed it is tried again with what
    is asked for now. Raises `Busy` when too many are waiting.
    """
    try:
        with database.writing() as session:
            row = session.exec(select(JobRow).where(col(JobRow.asked_key) == new.key).with_for_update()).one_or_none()
            if row is not None and row.state != JobState.FAILED:
                return _one(session, row.id), False
            if row is None:
                row = _row(new)
                session.add(row)
            else:
                row.asked, row.content = _asked(new), _packed(new)
            return _handed_out(session, row, hand_out), True
    except IntegrityError:
        # Another process asked for the same between the look and the insertion: it is there now, or done already.
        return add(database, new, hand_out)


def get(database: Database, identifier: str) -> Job:
    """Return a job. Raises `NotFound`."""
    with database.reading() as session:
        return _one(session, identifier)


def page(database: Database, states: list[JobState], limit: int, cursor: str | None = None) -> Page[Job]:
    """Return the next `limit` jobs after `cursor` that are in one of `states` (in any, if there is none), the oldest
    first. Raises `BadCursor`."""
    statement: Select[Any] = select_columns(*_COLUMNS).where(col(JobRow.number) > paging.decode(cursor))
    if states:
        statement = statement.where(col(JobRow.state).in_([state.value for state in states]))
    with database.reading() as session:
        rows = session.execute(statement.order_by(col(JobRow.number)).limit(limit + 1)).mappings().all()
    more = len(rows) > limit
    return Page([_job(row) for row in rows[:limit]], paging.encode(rows[limit - 1]["number"]) if more else None)


def first_unfinished(database: Database) -> str | None:
    """Return the id of the first job that was begun and not finished, else of the first that waits, else null."""
    with database.reading() as session:
        for state in (JobState.RUNNING, JobState.QUEUED):
            statement = select(JobRow.id).where(col(JobRow.state) == state.value).order_by(col(JobRow.number))
            found = session.exec(statement.limit(1)).first()
            if found is not None:
                return found
    return None


def begin(database: Database, identifier: str) -> tuple[Job, bytes | None] | None:
    """Let a job run, and return it with its content. Null when there is nothing to be done: it is finished, or the
    process that was at it died too often, and it fails now."""
    with database.writing() as session:
        row = session.exec(select(JobRow).where(col(JobRow.id) == identifier).with_for_update()).one_or_none()
        if row is None or row.state not in (JobState.QUEUED, JobState.RUNNING):
            return None
        if row.attempts >= MAX_JOB_ATTEMPTS:
            detail = f"This job was begun {MAX_JOB_ATTEMPTS} times and never came to an end."
            _fail(row, JobProblem(status=500, code="gave_up", detail=detail))
            return None
        row.attempts += 1
        row.state, row.stage, row.progress = JobState.RUNNING.value, None, 0.0
        row.started_at = datetime.now(UTC)
        content = None if row.content is None else zlib.decompress(row.content)
        session.flush()
        return _one(session, identifier), content


def progress(database: Database, identifier: str, stage: Stage, share: float) -> None:
    """Write down how far a running job is."""
    _change(database, identifier, stage=stage.value, progress=share)


def finish(database: Database, identifier: str, outcome: Outcome) -> None:
    """Let a running job be done. What it was done with is in the store by now, and is not kept twice."""
    _change(
        database,
        identifier,
        state=JobState.DONE.value,
        stage=None,
        progress=1.0,
        asked_key=None,
        content=None,
        document_id=outcome.document,
        new_document=outcome.new_document,
        changes=None if outcome.changes is None else outcome.changes.model_dump_json(),
        announced=None if outcome.announced is None else _ANNOUNCED.dump_json(outcome.announced).decode(),
        finished_at=datetime.now(UTC),
    )


def fail(database: Database, identifier: str, problem: JobProblem) -> None:
    """Let a running job fail. It keeps what it was to be done with, so that it can be tried again."""
    with database.writing() as session:
        row = session.exec(select(JobRow).where(col(JobRow.id) == identifier).with_for_update()).one_or_none()
        if row is not None and row.state == JobState.RUNNING:
            _fail(row, problem)


def retry(database: Database, identifier: str, hand_out: HandOut) -> Job:
    """Have a failed job tried again. Raises `NotFound`, `NotFailed` and `Busy`."""
    with database.writing() as session:
        row = session.exec(select(JobRow).where(col(JobRow.id) == identifier).with_for_update()).one_or_none()
        if row is None:
            raise NotFound("There is no job with this id.")
        if row.state != JobState.FAILED:
            raise NotFailed("Only a job that has failed can be tried again.")
        return _handed_out(session, row, hand_out)


def _handed_out(session: Session, row: JobRow, hand_out: HandOut) -> Job:
    """Let a job wait for the workers."""
    row.state, row.progress, row.attempts, row.finished_at = JobState.QUEUED.value, 0.0, 0, None
    session.flush()
    waiting = select(JobRow.number).where(col(JobRow.state) == JobState.QUEUED.value).order_by(col(JobRow.number))
    if session.exec(waiting.offset(MAX_WAITING_JOBS).limit(1)).first() is not None:
        raise Busy("Too many jobs are waiting to be done.")
    hand_out(session, row.id)
    return _one(session, row.id)


def _row(new: NewJob) -> JobRow:
    return JobRow(
        id=secrets.token_hex(_ID_BYTES),
        kind=new.kind.value,
        state=JobState.QUEUED.value,
        stage=None,
        progress=0.0,
        asked=_asked(new),
        asked_key=new.key,
        document_id=None,
        new_document=None,
        changes=None,
        problems="[]",
        attempts=0,
        created_at=datetime.now(UTC),
        started_at=None,
        finished_at=None,
        content=_packed(new),
    )


def _asked(new: NewJob) -> str:
    return new.asked.model_dump_json(exclude_none=True)


def _packed(new: NewJob) -> bytes | None:
    return None if new.content is None else zlib.compress(new.content, 1)


def _fail(row: JobRow, problem: JobProblem) -> None:
    now = datetime.now(UTC)
    earlier = _PROBLEMS.validate_json(row.problems)
    problems = [*earlier, problem.model_copy(update={"at": now})][-MAX_KEPT_PROBLEMS:]
    row.problems = _PROBLEMS.dump_json(problems).decode()
    row.state, row.stage, row.finished_at = JobState.FAILED.value, None, now


def _change(database: Database, identifier: str, **values: Any) -> None:
    running = (col(JobRow.id) == identifier) & (col(JobRow.state) == JobState.RUNNING.value)
    with database.writing() as session:
        session.execute(update(JobRow).where(running).values(**values))


def _one(session: Session, identifier: str) -> Job:
    found = _find(session, col(JobRow.id) == identifier)
    if found is None:
        raise NotFound("There is no job with this id.")
    return found


def _find(session: Session, condition: Any) -> Job | None:
    row = session.execute(select_columns(*_COLUMNS).where(condition)).mappings().one_or_none()
    return None if row is None else _job(row)


def _job(row: RowMapping) -> Job:
    problems = _PROBLEMS.validate_json(row["problems"])
    return Job(
        **{name: row[name] for name in _NAMES if name in Job.model_fields and name not in _IN_JSON},
        asked=Asked.model_validate_json(row["asked"]),
        document=row["document_id"],
        changes=None if row["changes"] is None else Changes.model_validate_json(row["changes"]),
        announced=None if row["announced"] is None else _ANNOUNCED.validate_json(row["announced"]),
        problems=problems,
        problem=problems[-1] if row["state"] == JobState.FAILED and problems else None,
    )


_IN_JSON = ("asked", "changes", "announced", "problems")
