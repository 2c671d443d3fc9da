"""A job in the shape in which the store gives it and the API serves it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from nlp.types import Attribution, Language


class Kind(StrEnum):
    """What is to be done: take in a text, the bytes of a file or what stands at an address, or analyse again."""

    TEXT = "text"
    FILE = "file"
    LINK = "link"
    AGAIN = "again"


class JobState(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Stage(StrEnum):
    """What a running job is at."""

    FETCHING = "fetching"
    READING = "reading"
    ANALYSING = "analysing"
    STORING = "storing"


class Asked(BaseModel):
    """What was asked for, besides the text or the bytes themselves. `place` names where they come from; `document` is
    what is to be analysed again."""

    model_config = ConfigDict(frozen=True)

    place: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published_at: datetime | None = None
    language: Language | None = None
    name: str | None = Field(default=None, description="The name of the file.")
    media_type: str | None = None
    charset: str | None = None
    document: str | None = Field(default=None, description="The id of the document that is to be analysed again.")
    feed: str | None = Field(default=None, description="The feed that announces what stands at the address.")


class JobProblem(BaseModel):
    """Why an attempt failed, as the API tells every problem: `code` for programs, `detail` for people."""

    status: int
    code: str
    detail: str
    at: datetime | None = Field(default=None, description="When it was.")


class Changed(BaseModel):
    """An attribution that is no longer what it was. `parts` are the keys of the record that differ."""

    id: str
    parts: list[str]
    before: Attribution


class Changes(BaseModel):
    """What analysing again has changed. `kept` are records that the engine finds otherwise by now, and that stayed as
    they are because a person has decided about them."""

    added: list[str]
    removed: list[Attribution]
    changed: list[Changed]
    kept: list[str]


class Announced(BaseModel):
    """An article that a feed announces: the job of taking it in, or the document when it was read at this address
    before."""

    url: str
    title: str | None
    published_at: datetime | None
    job: str | None
    document: str | None


class Job(BaseModel):
    """A job as the world sees it."""

    id: str
    kind: Kind
    state: JobState
    stage: Stage | None = Field(description="What a running job is at.")
    progress: float = Field(ge=0, le=1, description="The estimated share of the work that is done.")
    asked: Asked
    document: str | None = Field(description="The id of the document, once the job is done.")
    new_document: bool | None = Field(description="Whether the document was new; false when its text was known.")
    changes: Changes | None = Field(description="What analysing again has changed.")
    announced: list[Announced] | None = Field(description="What a feed announces; each article is a job of its own.")
    problem: JobProblem | None = Field(description="Why the job failed.")
    problems: list[JobProblem] = Field(description="The failures of all attempts, the first one first.")
    attempts: int = Field(description="How often it was begun since it was asked for, or last tried again.")
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None

    @property
    def finished(self) -> bool:
        """Whether nothing more will happen, unless somebody has it tried again."""
        return self.state in (JobState.DONE, JobState.FAILED)


@dataclass(frozen=True, slots=True)
class NewJob:
    """What is to be done. `key` is the same for those who ask for the same."""

    kind: Kind
    key: str
    asked: Asked
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a job came to: its document by its id, and what was new of it; or what its feed announces."""

    document: str | None = None
    new_document: bool | None = None
    changes: Changes | None = None
    announced: list[Announced] | None = None
