"""Two servers over one database: on PostgreSQL both work, on SQLite one does and the other takes over when it ends."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from app.db import Database
from app.ingest.read import Told
from app.jobs.analyse import Analysis, Observer
from app.jobs.queue import JobQueue, Ticket
from app.jobs.take import Intake
from app.limits import MAX_WAIT_SECONDS
from app.store import jobs
from app.store.job import JobState
from nlp.types import Article, DocumentRecord
from tests.app.samples import BRIDGE, HARBOUR, SILENT, bridge, harbour, silent

RECORDS = {HARBOUR: harbour(), BRIDGE: bridge(), SILENT: silent()}


class GatedEngine:
    """Knows the records of the samples by heart, and gives them when the gate is open: what is tested is who works."""

    def __init__(self) -> None:
        self.gate = threading.Event()

    def analyse(self, article: Article, observe: Observer | None = None) -> DocumentRecord:  # noqa: ARG002
        assert self.gate.wait(MAX_WAIT_SECONDS)
        return RECORDS[article.text]


@pytest.fixture
def engine() -> GatedEngine:
    return GatedEngine()


@pytest.fixture
def queues(database_url: str, engine: GatedEngine) -> Iterator[list[JobQueue]]:
    databases = [Database(database_url) for _ in range(2)]
    queues = [_queue(database, engine) for database in databases]
    yield queues
    engine.gate.set()
    for queue, database in zip(queues, databases, strict=True):
        queue.close()
        database.close()


def _queue(database: Database, engine: GatedEngine) -> JobQueue:
    intake = Intake(database, Analysis(database, lambda: engine))
    return JobQueue(database, lambda: intake)


def ask(queue: JobQueue, text: str) -> str:
    asked = queue.ask(Article(text=text), Told())
    assert isinstance(asked, Ticket)
    return asked.job.id


def wait_for(database: Database, state: JobState, count: int) -> None:
    until = time.monotonic() + MAX_WAIT_SECONDS
    while len(jobs.page(database, [state], 10).items) < count:
        assert time.monotonic() < until
        time.sleep(0.02)


def test_jobs_are_shared(database: Database, queues: list[JobQueue], engine: GatedEngine) -> None:
    for queue in queues:
        queue.start()
    for text in RECORDS:
        ask(queues[0], text)
    at_once = 2 if database.engine.dialect.name == "postgresql" else 1
    wait_for(database, JobState.RUNNING, at_once)
    time.sleep(0.5)
    assert len(jobs.page(database, [JobState.RUNNING], 10).items) == at_once
    engine.gate.set()
    wait_for(database, JobState.DONE, len(RECORDS))
    assert [job.attempts for job in jobs.page(database, [], 10).items] == [1] * len(RECORDS)


def test_another_takes_over_from_one_that_ends(database: Database, queues: list[JobQueue], engine: GatedEngine) -> None:
    engine.gate.set()
    first, second = queues
    ask(first, HARBOUR)
    wait_for(database, JobState.DONE, 1)
    second.start()
    first.close()
    ask(second, BRIDGE)
    wait_for(database, JobState.DONE, 2)


def test_what_nobody_works_on_waits(database: Database, engine: GatedEngine, queues: list[JobQueue]) -> None:
    engine.gate.set()
    intake = Intake(database, Analysis(database, lambda: engine))
    takes_only = JobQueue(database, lambda: intake, working=False)
    takes_only.start()
    identifier = ask(takes_only, HARBOUR)
    time.sleep(0.3)
    assert jobs.get(database, identifier).state is JobState.QUEUED
    queues[0].start()
    wait_for(database, JobState.DONE, 1)
    takes_only.close()
