"""The table of jobs: work that was asked for, kept until it is done and remembered afterwards."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, LargeBinary, Text
from sqlmodel import Field, SQLModel

from app.models.column import Number


class JobRow(SQLModel, table=True):
    """One piece of work. `number` orders jobs as they came; `id` is what the world knows.

    `asked` says in JSON what is to be done (`app.store.job.Asked`), and `content`, compressed with zlib, holds the text
    or the bytes for it until it is done: whoever was told of the job can lose nothing any more.
    `asked_key` stands for the same and is null once it is done. That it is unique makes two who ask for the same thing
    at the same time wait for one job. `problems` are the failures of all attempts, in JSON,
    `changes` what analysing again has changed (`app.store.job.Changes`), `announced`
    what its feed announces. `content` stands last: lists never read it.
    """

    __tablename__ = "job"
    __table_args__ = (Index("ix_job_state", "state", "number"), {"sqlite_autoincrement": True})

    number: int | None = Field(default=None, primary_key=True, sa_type=Number)
    id: str = Field(unique=True)
    kind: str
    state: str
    stage: str | None
    progress: float
    asked: str = Field(sa_type=Text)
    asked_key: str | None = Field(unique=True)
    document_id: str | None
    new_document: bool | None
    changes: str | None = Field(sa_type=Text)
    announced: str | None = Field(default=None, sa_type=Text)
    problems: str = Field(sa_type=Text)
    attempts: int
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    content: bytes | None = Field(sa_type=LargeBinary)
