"""The table of requests that must not be done twice, with what was answered to each."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary, Text
from sqlmodel import Field, SQLModel


class IdempotencyRow(SQLModel, table=True):
    """A request by its sender and the key that the sender gave it.

    `holder` is the id of the sender's access key, empty for an open service. `fingerprint` is a digest of what was
    asked. `status`, `headers` (in JSON) and `body` (compressed with zlib) are the answer, null while it is under way.
    """

    __tablename__ = "idempotency"

    holder: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    fingerprint: str
    started_at: datetime = Field(index=True)
    status: int | None
    headers: str | None = Field(sa_type=Text)
    body: bytes | None = Field(sa_type=LargeBinary)
