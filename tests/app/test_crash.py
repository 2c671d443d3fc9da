"""Server and worker are killed in the middle of their work, over and over: nothing is lost, nothing is there twice."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
from sqlalchemy import func
from sqlmodel import col, select

from app.db import Database
from app.models import JobRow
from app.store import document_list, documents, jobs
from app.store.document_list import DocumentFilter
from app.store.job import JobState
from nlp.types import Article
from tests.app.conftest import load_engine_once

TEXTS = [f"The minister of roads said on Monday that road {number} would be closed." for number in range(200)]
KILLS = 10
EACH = len(TEXTS) // KILLS
# Seconds, for a machine that is busy with something else: loading the models takes two of them on an idle one.
PATIENCE = 300


@contextmanager
def killed(*command: str | Path, environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A process that is killed at the end of the block, by the signal that it can do nothing about."""
    process = subprocess.Popen(command, env={**os.environ, **environment, "OMP_NUM_THREADS": "1"})
    try:
        yield process
        assert process.poll() is None, "it ended by itself"
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


@contextmanager
def service(database_url: str) -> Iterator[str]:
    """A server in a process of its own, and on PostgreSQL a worker in another: where it listens. All are killed."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    apart = database_url.startswith("postgresql")
    environment = {"DATABASE_URL": database_url, "WORKER": str(not apart)}
    server = (sys.executable, "-m", "uvicorn", "--factory", "app.main:create_app", "--log-level", "error")
    with ExitStack() as processes:
        processes.enter_context(killed(*server, "--port", str(port), environment=environment))
        if apart:
            worker = Path(sys.executable).with_name("isnad")
            processes.enter_context(killed(worker, "worker", environment=environment))
        yield f"http://127.0.0.1:{port}"


def post(address: str, texts: list[str], acknowledged: dict[str, str], stop: threading.Event) -> None:
    """Post texts until the service is gone, as a client would who notes what was taken."""
    with httpx.Client(timeout=PATIENCE) as client:
        for text in texts:
            while not stop.is_set():
                try:
                    response = client.post(f"{address}/v1/documents", json={"text": text})
                except httpx.TransportError:
                    time.sleep(0.05)  # not up yet, or killed
                    continue
                assert response.status_code in (200, 202), response.text
                acknowledged[text] = response.headers["location"]
                break


def finished(database: Database) -> int:
    with database.reading() as session:
        statement = select(func.count()).where(col(JobRow.state).in_([JobState.DONE.value, JobState.FAILED.value]))
        return session.exec(statement).one()


def wait_until_finished(database: Database, count: int) -> None:
    until = time.monotonic() + PATIENCE
    while finished(database) < count:
        assert time.monotonic() < until, f"{finished(database)} jobs of {count} are finished"
        time.sleep(0.01)


def test_ten_kills_in_the_middle_of_two_hundred_documents(database_url: str) -> None:
    database = Database(database_url)
    acknowledged: dict[str, str] = {}
    for kill in range(KILLS + 1):
        due = [text for text in TEXTS[: (kill + 1) * EACH] if text not in acknowledged]
        stop = threading.Event()
        with service(database_url) as address:
            client = threading.Thread(target=post, args=(address, due, acknowledged, stop))
            client.start()
            if kill < KILLS:
                # Half of what was just posted: the rest is being posted, waits, or is being analysed.
                wait_until_finished(database, kill * EACH + EACH // 2)
            else:
                client.join(PATIENCE)
                wait_until_finished(database, len(TEXTS))
        stop.set()
        client.join(PATIENCE)

    assert set(acknowledged) == set(TEXTS)
    every = jobs.page(database, [], 500).items
    assert [job.state for job in every] == [JobState.DONE] * len(TEXTS)
    known = {job.id: job.document for job in every}
    listed = [document.id for document in document_list.page(database, DocumentFilter(), 500).items]
    assert sorted(listed) == sorted(known.values(), key=str)
    engine = load_engine_once()
    for text, location in acknowledged.items():
        kind, identifier = location.removeprefix("/v1/").split("/")
        record, stored = documents.get(database, str(known[identifier]) if kind == "jobs" else identifier)
        assert stored == text
        if text in TEXTS[:: len(TEXTS) // 4]:
            assert record == engine.analyse(Article(text=text))
    database.close()
