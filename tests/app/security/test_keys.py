"""Keys and sessions in a real database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import col, select

from app.db import Database
from app.errors import InvalidRequest, NotFound
from app.models import KeyRow, SessionRow
from app.security import keys, sessions
from app.security.scope import Scope


def made(database: Database, name: str = "Huda", *scopes: Scope) -> str:
    return keys.make(database, name, scopes or [Scope.READ])


def test_a_key_is_found_by_itself_and_by_nothing_else(database: Database) -> None:
    presented = made(database, " Huda  Salem ", Scope.REVIEW, Scope.READ)
    key = keys.find(database, presented)
    assert key is not None
    assert (key.name, set(key.scopes)) == ("Huda Salem", {Scope.READ, Scope.REVIEW})
    _, identifier, secret = presented.split("_", 2)
    assert len(secret) == 43  # 256 bits in base64
    other = made(database).split("_", 2)
    for wrong in (
        "",
        "isnad",
        identifier,
        secret,
        f"isnad_{identifier}_",
        f"isnad_{identifier}",
        f"isnad_{identifier}_{secret[:-1]}",
        f"isnad_{identifier}_{secret}x",
        f"isnad_{identifier}_{other[2]}",
        f"isnad_{other[1]}_{secret}",
        f"other_{identifier}_{secret}",
        f"isnad_\0_{secret}",
        f"isnad_{identifier}_\ud800",
        presented.upper(),
    ):
        assert keys.find(database, wrong) is None, wrong


def test_the_database_holds_no_secret(database: Database) -> None:
    presented = made(database)
    key = keys.find(database, presented)
    assert key is not None
    token = sessions.begin(database, key)
    with database.reading() as session:
        rows = [*session.exec(select(KeyRow)), *session.exec(select(SessionRow))]
        held = " ".join(row.model_dump_json() for row in rows)
    assert key.id in held
    assert presented.split("_", 2)[2] not in held
    assert token not in held


def test_a_revoked_key_and_its_sessions_are_over(database: Database) -> None:
    presented = made(database)
    key = keys.find(database, presented)
    assert key is not None
    token = sessions.begin(database, key)
    found = sessions.find(database, token)
    assert found is not None
    assert found.id == key.id
    first = keys.revoke(database, key.id).revoked_at
    assert first is not None
    assert keys.find(database, presented) is None
    assert sessions.find(database, token) is None
    assert keys.revoke(database, key.id).revoked_at == first
    assert keys.any_made(database), "revoking the last key must not open the service"
    with pytest.raises(NotFound):
        keys.revoke(database, "unknown")


def test_a_session_ends_by_itself_and_by_logging_out(database: Database) -> None:
    key = keys.find(database, made(database))
    assert key is not None
    token, late = sessions.begin(database, key), sessions.begin(database, key)
    sessions.end(database, token)
    assert sessions.find(database, token) is None
    assert sessions.find(database, late) is not None
    with database.writing() as session:
        row = session.exec(select(SessionRow)).one()
        row.ends_at = datetime.now(UTC) - timedelta(seconds=1)
    assert sessions.find(database, late) is None
    sessions.begin(database, key)
    with database.reading() as session:
        assert len(session.exec(select(SessionRow)).all()) == 1, "ended sessions are forgotten"


def test_use_is_noted_once_a_minute(database: Database) -> None:
    presented = made(database)
    assert keys.every(database)[0].last_used_at is None
    keys.find(database, presented)
    first = keys.every(database)[0].last_used_at
    assert first is not None
    assert datetime.now(UTC) - first < timedelta(minutes=1)
    keys.find(database, presented)
    assert keys.every(database)[0].last_used_at == first
    with database.writing() as session:
        row = session.exec(select(KeyRow).where(col(KeyRow.last_used_at).is_not(None))).one()
        row.last_used_at = first - timedelta(hours=1)
    keys.find(database, presented)
    last = keys.every(database)[0].last_used_at
    assert last is not None
    assert last >= first


@pytest.mark.parametrize("name", ["", " ", "x" * 61, "a\0b", "a\u202eb", "\ud800"])
def test_names_that_are_none(database: Database, name: str) -> None:
    with pytest.raises(InvalidRequest):
        keys.make(database, name, [Scope.READ])
    with pytest.raises(InvalidRequest):
        keys.make(database, "Huda", [])
    assert not keys.any_made(database)
