"""Calls that nobody means well with, made up by schemathesis from the API's description (`make fuzz`).

The service is the real one on a real socket, with its engine and a database of its own: SQLite in a temporary folder,
or whatever DATABASE_URL names. Only the way to the network is closed, since addresses that are made up belong to
somebody. Each answer is held against the description: no 5xx, and status, media type, headers and body as described.
"""

from __future__ import annotations

import os

os.environ["OMP_NUM_THREADS"] = "1"  # read by torch when it is imported

import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

import httpx
import typer
import uvicorn

from app.api import examples
from app.db import Database
from app.ingest.fetch.network import Address, PublicNetwork
from app.main import create_app
from app.settings import Settings
from app.store.migrate import upgrade

CHECKS: Final = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "unsupported_method",
    "allow_header_conformance",
)
_ROOT: Final = Path(__file__).parents[1]
_GENERATED = re.compile(r"(\d[\d,]*) generated")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to: whether every answer was as described, the number of calls, and what schemathesis printed."""

    clean: bool
    calls: int
    printed: str


def fuzz(address: str, examples_each: int, seed: int, phases: str = "examples,coverage,fuzzing,stateful") -> Outcome:
    """Call the service at `address`, in each phase at most `examples_each` times for each operation."""
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"{address}/openapi.json", "--no-color"]
    command += ["--checks", ",".join(CHECKS), "--phases", phases, "--max-examples", str(examples_each)]
    command += ["--seed", str(seed), "--continue-on-failure", "--generation-database", "none"]
    # The service is open to its own machine: made up keys would only ever be refused.
    command += ["--generation-with-security-parameters", "false"]
    command += ["--suppress-health-check", "all", "--request-timeout", "60"]
    with tempfile.TemporaryDirectory() as folder:  # it leaves notes where it runs
        done = subprocess.run(
            command, cwd=folder, env={**os.environ, "SCHEMATHESIS_HOOKS": "bench.fuzz_hooks", "PYTHONPATH": str(_ROOT)},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False,
        )  # fmt: skip
    calls = sum(int(number.replace(",", "")) for number in _GENERATED.findall(done.stdout))
    return Outcome(done.returncode == 0, calls, done.stdout)


@contextmanager
def served(database_url: str) -> Iterator[str]:
    """Give the address of the service with the example document in it."""
    app = create_app(Settings(database_url=database_url))
    app.state.network = no_network()
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            if not thread.is_alive():
                raise RuntimeError("the service did not start")
        address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        new = {"text": examples.TEXT}
        httpx.post(f"{address}/v1/documents", json=new, headers={"Prefer": "wait=60"}, timeout=120).raise_for_status()
        yield address
    finally:
        server.should_exit = True
        thread.join()


def no_network() -> PublicNetwork:
    """Return a network in which no name has an address."""

    async def nowhere(_host: str, _port: int) -> list[Address]:
        return []

    return PublicNetwork(lookup=nowhere)


def main(
    examples_each: Annotated[int, typer.Option("--examples", help="Calls of each operation in each phase.")] = 600,
    seed: Annotated[int, typer.Option(help="The same seed makes the same calls.")] = 1,
) -> None:
    """Print what schemathesis found, and end with 1 if it was anything."""
    with tempfile.TemporaryDirectory() as folder:
        url = os.environ.get("DATABASE_URL", f"sqlite:///{Path(folder) / 'fuzz.sqlite3'}")
        database = Database(url)
        upgrade(database)
        database.close()
        with served(url) as address:
            outcome = fuzz(address, examples_each, seed)
    print(outcome.printed)
    print(f"{outcome.calls:,} calls on {url.partition(':')[0]}: {'all' if outcome.clean else 'NOT all'} as described")
    raise typer.Exit(not outcome.clean)


if __name__ == "__main__":
    typer.run(main)
