"""Requests that are done once however often they are sent, each known by a key of its sender's choosing."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, CursorResult, delete, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from app.db import Database
from app.errors import KeyReused, UnderWay
from app.limits import ANSWER_KEPT_HOURS, UNDER_WAY_MINUTES
from app.models import IdempotencyRow


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: who sent it, by which key, and a digest of what it asks."""

    holder: str
    key: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


def begin(database: Database, asked: Asked) -> Answer | None:
    """Return what was answered to this request before; null when it is to be done now, by whoever asks here.

    Raises `KeyReused` when the key belongs to another request, and `UnderWay` while somebody is still at this one.
    Whoever has been at it for longer than a request can take is taken for dead.
    """
    now = datetime.now(UTC)
    try:
        with database.writing() as session:
            _forget(session, now - timedelta(hours=ANSWER_KEPT_HOURS))
            row = session.get(IdempotencyRow, (asked.holder, asked.key))
            if row is not None:
                return _again(session, row, asked, now)
            session.add(
                IdempotencyRow(
                    holder=asked.holder,
                    key=asked.key,
                    fingerprint=asked.fingerprint,
                    started_at=now,
                    status=None,
                    headers=None,
                    body=None,
                )
            )
    except IntegrityError:
        # Another process began the same request between the look and the insertion.
        raise UnderWay(_UNDER_WAY) from None
    return None


def finish(database: Database, asked: Asked, answer: Answer) -> None:
    """Keep what was answered."""
    with database.writing() as session:
        session.execute(
            update(IdempotencyRow)
            .where(*_is(asked))
            .values(status=answer.status, headers=json.dumps(answer.headers), body=zlib.compress(answer.body))
        )


def abandon(database: Database, asked: Asked) -> None:
    """Let go of a request that has changed nothing: it can be sent again with the same key, mended or not."""
    with database.writing() as session:
        session.execute(delete(IdempotencyRow).where(*_is(asked), col(IdempotencyRow.status).is_(None)))


_UNDER_WAY = "This request is still being answered; send it again later."


def _again(session: Session, row: IdempotencyRow, asked: Asked, now: datetime) -> Answer | None:
    if row.fingerprint != asked.fingerprint:
        raise KeyReused("This Idempotency-Key was used for another request; every request needs one of its own.")
    if row.status is not None and row.headers is not None and row.body is not None:
        return Answer(row.status, [(name, value) for name, value in json.loads(row.headers)], zlib.decompress(row.body))
    if row.started_at > now - timedelta(minutes=UNDER_WAY_MINUTES):
        raise UnderWay(_UNDER_WAY)
    # Only one of those who find it abandoned takes it over.
    taken = session.execute(
        update(IdempotencyRow)
        .where(*_is(asked), col(IdempotencyRow.started_at) == row.started_at, col(IdempotencyRow.status).is_(None))
        .values(started_at=now)
    )
    assert isinstance(taken, CursorResult)
    if taken.rowcount != 1:
        raise UnderWay(_UNDER_WAY)
    return None


def _forget(session: Session, before: datetime) -> None:
    session.execute(delete(IdempotencyRow).where(col(IdempotencyRow.started_at) < before))


def _is(asked: Asked) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return col(IdempotencyRow.holder) == asked.holder, col(IdempotencyRow.key) == asked.key
