"""Keys: made once, shown once, kept as a digest.

A key reads `isnad_{id}_{secret}`. The secret is 256 random bits, so a fast hash is the right one for it: nobody gets
through that many guesses, at whatever speed, and no list of likely ones exists, which is all that salt and slow hashes
(scrypt, Argon2) defend against. They would only make every request dear, and a flood of wrong keys a way to stop us.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import delete
from sqlalchemy.exc import OperationalError
from sqlmodel import col, select

from app.db import Database
from app.errors import InvalidRequest, NotFound
from app.models import KeyRow, SessionRow
from app.security.scope import Scope

_PREFIX: Final = "isnad"  # what scanners for leaked secrets look for
_LONGEST_NAME: Final = 60
# When a key was last used is kept this exactly: writing it for every request would make readers wait for each other.
_USED_WITHIN: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Key:
    """What is known of a key. Times are in UTC; null means never."""

    id: str
    name: str
    scopes: frozenset[Scope]
    made_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None


def make(database: Database, name: str, scopes: Iterable[Scope]) -> str:
    """Make a key and return it, this once. Raises `InvalidRequest` for a name that is none, or without a scope."""
    name, allowed = " ".join(name.split()), sorted(set(scopes))
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise InvalidRequest(f"The name of a key has 1 to {_LONGEST_NAME} printable characters.")
    if not allowed:
        raise InvalidRequest("A key needs a scope.")
    identifier, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    with database.writing() as session:
        session.add(
            KeyRow(
                id=identifier,
                name=name,
                scopes=" ".join(allowed),
                digest=digest_of(secret),
                made_at=datetime.now(UTC),
                last_used_at=None,
                revoked_at=None,
            )
        )
    return f"{_PREFIX}_{identifier}_{secret}"


def every(database: Database) -> list[Key]:
    """Return all keys, revoked ones too, in the order they were made."""
    with database.reading() as session:
        return [key_of(row) for row in session.exec(select(KeyRow).order_by(col(KeyRow.number)))]


def any_made(database: Database) -> bool:
    """Tell whether there ever was a key. Revoking the last one does not open the service again."""
    with database.reading() as session:
        return session.exec(select(KeyRow.number).limit(1)).first() is not None


def revoke(database: Database, identifier: str) -> Key:
    """End a key and every session that was begun with it. A revoked key stays as it is. Raises `NotFound`."""
    with database.writing() as session:
        row = session.exec(select(KeyRow).where(col(KeyRow.id) == identifier)).one_or_none()
        if row is None:
            raise NotFound("There is no key with this id.")
        row.revoked_at = row.revoked_at or datetime.now(UTC)
        session.exec(delete(SessionRow).where(col(SessionRow.key_number) == row.number))
        session.flush()
        return key_of(row)


def find(database: Database, presented: str) -> Key | None:
    """Return the key that somebody presents, null unless it is one of ours and in force."""
    prefix, _, rest = presented.partition("_")
    identifier, _, secret = rest.partition("_")
    if prefix != _PREFIX or not identifier.isalnum() or not secret:
        return None
    with database.reading() as session:
        row = session.exec(select(KeyRow).where(col(KeyRow.id) == identifier)).one_or_none()
        # How long the comparison takes tells nothing of how much was right.
        if row is None or not hmac.compare_digest(row.digest, digest_of(secret)) or row.revoked_at is not None:
            return None
        key = key_of(row)
    note_use(database, key)
    return key


def note_use(database: Database, key: Key) -> None:
    """Note that a key is in use, once a minute."""
    now = datetime.now(UTC)
    if key.last_used_at is not None and now - key.last_used_at < _USED_WITHIN:
        return
    try:
        with database.writing() as session:
            row = session.exec(select(KeyRow).where(col(KeyRow.id) == key.id)).one()
            row.last_used_at = now
    except OperationalError:
        return  # a database too busy to take a note need not refuse the request: the next one takes it


def digest_of(secret: str) -> str:
    """Return what is kept of a secret of 256 random bits: its SHA-256 in hexadecimal."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def key_of(row: KeyRow) -> Key:
    """Return what a row says of its key."""
    scopes = frozenset(Scope(scope) for scope in row.scopes.split())
    return Key(row.id, row.name, scopes, row.made_at, row.last_used_at, row.revoked_at)
