"""The server is killed in the middle of its work: what it acknowledged is there, nothing is there twice or in half."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import httpx

from app.db import Database
from app.store import document_list, documents
from app.store.document_list import DocumentFilter
from nlp.types import Article, DocumentRecord
from tests.app.conftest import load_engine_once

TEXTS = [f"قال الوزير رقم {number} إن الطريق سيُغلق غدا. وأضاف أن الجسر سيبقى مفتوحا." for number in range(24)]
KILLS = 2
# Seconds, for a machine that is busy with something else: loading the models takes two of them on an idle one.
PATIENCE = 300


@contextmanager
def server(database_url: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A server in a process of its own, killed at the end if it still lives."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "--factory", "app.main:create_app", "--port", str(port)]
    process = subprocess.Popen(
        [*command, "--log-level", "error"], env={**os.environ, "DATABASE_URL": database_url, "OMP_NUM_THREADS": "1"}
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, process)
        yield address, process
    finally:
        process.kill()
        process.wait()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    start = time.monotonic()
    while True:
        try:
            httpx.get(f"{address}/healthz").raise_for_status()
        except httpx.TransportError:
            assert process.poll() is None
            assert time.monotonic() - start < PATIENCE
            time.sleep(0.2)
        else:
            return


def test_kill_in_the_middle(database_url: str) -> None:
    acknowledged: dict[str, DocumentRecord] = {}
    client = httpx.Client(timeout=PATIENCE, headers={"Prefer": "wait=60"})

    def post(address: str, text: str) -> None:
        try:
            response = client.post(f"{address}/v1/documents", json={"text": text})
        except httpx.TransportError:
            return
        assert response.is_success
        acknowledged[text] = DocumentRecord.model_validate(response.json())

    for kill in range(1, KILLS + 1):
        with server(database_url) as (address, process), ThreadPoolExecutor(4) as clients:
            wanted = len(TEXTS) * kill // (KILLS + 1)

            def assassin(wanted: int = wanted, process: subprocess.Popen[bytes] = process) -> None:
                while len(acknowledged) < wanted:
                    time.sleep(0.001)
                process.send_signal(signal.SIGKILL)

            threading.Thread(target=assassin, daemon=True).start()
            list(clients.map(post, [address] * len(TEXTS), TEXTS))
            assert process.wait(PATIENCE) == -signal.SIGKILL
        assert len(acknowledged) < len(TEXTS)

    database = Database(database_url)
    for record in acknowledged.values():
        assert documents.get(database, record.document.id)[0] == record
    with server(database_url) as (address, _):
        for text in TEXTS:
            post(address, text)
    assert len(acknowledged) == len(TEXTS)
    listed = document_list.page(database, DocumentFilter(), 500).items
    assert sorted(document.sha256 for document in listed) == sorted(
        record.document.sha256 for record in acknowledged.values()
    )
    engine = load_engine_once()
    for text in TEXTS[:: len(TEXTS) // 4]:
        assert documents.get(database, acknowledged[text].document.id)[0] == engine.analyse(Article(text=text))
    database.close()
    client.close()
