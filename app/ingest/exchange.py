"""What the sandbox and its child say to each other."""

from __future__ import annotations

from pydantic import BaseModel

from app.ingest.problem import Problem
from app.ingest.reading import Kind, Reading


class Request(BaseModel):
    """What is to be read: the bytes that follow, of this kind, fetched from `address`."""

    kind: Kind
    charset: str | None = None
    address: str | None = None


class Answer(BaseModel):
    """A reading, or the problem that there is none."""

    reading: Reading | None = None
    problem: Problem | None = None
    message: str = ""
