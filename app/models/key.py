"""The tables of those who may come in: keys, and the sessions of browsers that have logged in with one."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from app.models.column import Number


class KeyRow(SQLModel, table=True):
    """A key. It is never deleted, only revoked: decisions name it, and one key that was ever made closes the service.

    `id` is the part of the key that is no secret; of the secret there is only `digest`. `scopes` are words with a space
    between them.
    """

    __tablename__ = "access_key"

    number: int | None = Field(default=None, primary_key=True, sa_type=Number)
    id: str = Field(unique=True)
    name: str
    scopes: str
    digest: str
    made_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None


class SessionRow(SQLModel, table=True):
    """A browser that has logged in with a key. Of the token in its cookie there is only `digest`."""

    __tablename__ = "access_session"

    digest: str = Field(primary_key=True)
    key_number: int = Field(foreign_key="access_key.number", ondelete="CASCADE", index=True, sa_type=Number)
    ends_at: datetime = Field(index=True)
