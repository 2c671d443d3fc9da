"""What was done to a garbled text, and what it has lost, is told by its document wherever that is served."""

from __future__ import annotations

import httpx

from app.db import Database
from app.jobs.analyse import Analysis
from app.store import documents
from nlp.types import Article, RepairKind
from tests.app.conftest import load_engine_once
from tests.nlp.normalise.test_repair import GARBLED, LOSSES


def kept(database: Database) -> str:
    return Analysis(database, load_engine_once).ingest(Article(text=GARBLED + LOSSES)).id


def test_the_store_keeps_repairs(database: Database) -> None:
    record, text = documents.get(database, kept(database))
    found = record.document.repairs
    assert [repair.kind for repair in found] == [RepairKind.REORDERED, *[RepairKind.LOST] * 3]
    assert all(text[repair.start : repair.end] == repair.text for repair in found)


async def test_the_api_and_the_page_tell_them(client: httpx.AsyncClient, database: Database) -> None:
    identifier = kept(database)
    (listed,) = (await client.get("/v1/documents")).json()["items"]
    assert [repair["kind"] for repair in listed["repairs"]] == ["reordered", "lost", "lost", "lost"]
    page = (await client.get(f"/review/documents/{identifier}", params={"lang": "en"})).text
    assert "Places where characters are missing: 3." in page
