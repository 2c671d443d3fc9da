"""Exports over a real socket: clients that leave early, and clients that read slowly."""

from __future__ import annotations

import time

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy.pool import QueuePool

from app.db import Database
from app.limits import MAX_EXPORTS_AT_ONCE
from app.store import documents
from tests.app.samples import Said, record_of

LONG = "word " * 100_000
DOCUMENTS = 16
PATIENCE = 300  # seconds, for a machine that is busy with something else


@pytest.fixture
def much(database: Database) -> None:
    """More than sockets and their buffers take in one go: about 8 MB of records."""
    for number in range(DOCUMENTS):
        text = f"Person {number} said {LONG}"
        record = record_of(text, Said("said", LONG, speaker=f"Person {number}"))
        documents.save(database, record, text)


def _all_given_back(app: FastAPI) -> bool:
    pool = app.state.database.engine.pool
    assert isinstance(pool, QueuePool)
    return app.state.export_places.borrowed_tokens == 0 and pool.checkedout() == 0


@pytest.mark.usefixtures("much")
def test_clients_that_leave_give_back_their_place_and_connection(app: FastAPI, address: str) -> None:
    for _ in range(3 * MAX_EXPORTS_AT_ONCE):
        with httpx.stream("GET", f"{address}/v1/export", timeout=PATIENCE) as response:
            assert response.status_code == 200
            next(response.iter_raw(100))
        for _ in range(1_000):
            if _all_given_back(app):
                break
            time.sleep(0.05)
        assert _all_given_back(app)
    assert httpx.get(f"{address}/v1/export", timeout=PATIENCE).text.count("\n") == DOCUMENTS


@pytest.mark.usefixtures("much")
def test_slow_readers_leave_the_store_to_others(app: FastAPI, address: str) -> None:
    with httpx.stream("GET", f"{address}/v1/export", timeout=PATIENCE) as slow:
        portions = slow.iter_raw(100)
        next(portions)
        assert not _all_given_back(app)
        known = httpx.get(f"{address}/v1/documents?limit=1", timeout=PATIENCE).json()["items"][0]["id"]
        assert httpx.delete(f"{address}/v1/documents/{known}", timeout=PATIENCE).status_code == 204
        # The export is the state of the store when it began.
        assert sum(portion.count(b"\n") for portion in portions) == DOCUMENTS
