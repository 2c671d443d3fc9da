"""Sessions: a browser that has logged in with a key shows a token of its own, so that the key itself is not kept in it.

The token is 256 random bits and the database holds its digest, as for keys: whoever reads a copy of the database can
make neither. A signed cookie could not be ended, and would need a secret beside the digests whose leak undid them.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import delete
from sqlmodel import col, select

from app.db import Database
from app.models import KeyRow, SessionRow
from app.security.keys import Key, digest_of, key_of, note_use

# A working day: a browser left open somewhere is closed by the next morning.
LASTS: Final = timedelta(hours=12)


def begin(database: Database, key: Key) -> str:
    """Begin a session for the holder of `key`, and return its token. Sessions that have ended are forgotten."""
    token, now = secrets.token_urlsafe(32), datetime.now(UTC)
    with database.writing() as session:
        session.exec(delete(SessionRow).where(col(SessionRow.ends_at) <= now))
        number = session.exec(select(col(KeyRow.number)).where(col(KeyRow.id) == key.id)).one()
        assert number is not None
        session.add(SessionRow(digest=digest_of(token), key_number=number, ends_at=now + LASTS))
    return token


def find(database: Database, token: str) -> Key | None:
    """Return the key that a session was begun with, null when it has ended or its key was revoked."""
    with database.reading() as session:
        row = session.exec(
            select(KeyRow)
            .join(SessionRow, col(SessionRow.key_number) == col(KeyRow.number))
            .where(
                col(SessionRow.digest) == digest_of(token),
                col(SessionRow.ends_at) > datetime.now(UTC),
                col(KeyRow.revoked_at).is_(None),
            )
        ).one_or_none()
        key = None if row is None else key_of(row)
    if key is not None:
        note_use(database, key)
    return key


def end(database: Database, token: str) -> None:
    """End a session. Nothing happens when there is none."""
    with database.writing() as session:
        session.exec(delete(SessionRow).where(col(SessionRow.digest) == digest_of(token)))
