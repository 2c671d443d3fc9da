"""Documents through the whole way in: fetched from a real server, read in the sandbox, analysed by the real engine,
kept with their bytes in a real database; what fails is kept with its problem and tried again."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from app.db import Database
from app.ingest import items
from app.ingest.problem import Problem
from app.ingest.sandbox import Sandbox
from app.jobs.analyse import Analysis
from app.jobs.take import Intake, links_of
from app.store import documents, sources
from tests.app.conftest import load_engine_once
from tests.app.ingest.test_html import ENGLISH, page, paragraphs
from tests.hostile.pdfs import WORDS, drawing, pdf
from tests.hostile.test_fetching import network, server

PAGE = page(paragraphs(ENGLISH))
TEXT = "\n\n".join(["Dam to open", *ENGLISH])


@pytest.fixture
def intake(database: Database, sandbox: Sandbox) -> Intake:
    return Intake(database, Analysis(database, load_engine_once), sandbox, network())


@pytest.fixture
def open_app(app: FastAPI, sandbox: Sandbox) -> FastAPI:
    """The service, with 127.0.0.2 for the internet and the tests' own sandbox."""
    app.state.network = network()
    app.state.sandbox = sandbox
    return app


def warc_record(url: str, kind: str, body: str) -> bytes:
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n{body}".encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response"
    )
    return f"{head}\r\nContent-Length: {len(answer)}\r\n\r\n".encode() + answer + b"\r\n\r\n"


def answered(content: bytes, kind: str = "text/html") -> Iterator[bytes]:
    yield f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(content)}\r\n\r\n".encode()
    yield content


async def test_an_address_is_posted(open_app: FastAPI, client: httpx.AsyncClient, database: Database) -> None:
    with server(lambda _path: answered(PAGE.encode())) as (root, asked):
        first = await client.post("/v1/documents", json={"url": f"{root}/story/7?x=1", "title": "Mine"})
        assert first.status_code == 201, first.text
        second = await client.post("/v1/documents", json={"url": f"{root}/story/7?x=1"})
    assert second.status_code == 200
    assert len(asked) == 2
    document = first.json()["document"]
    assert (document["title"], document["publisher"], document["url"]) == ("Mine", "Sample Post", f"{root}/story/7")
    assert document["published_at"] == "2026-03-02T08:30:00Z"
    kept = sources.of_document(database, document["id"])
    assert kept.content == PAGE.encode()
    assert (kept.origin.url, kept.origin.author, kept.origin.kind) == (f"{root}/story/7?x=1", "Lina Reed", "html")
    (listed,) = (await client.get("/v1/sources", params={"failed": False})).json()["items"]
    assert listed["document"] == document["id"]
    content = await client.get(f"/v1/sources/{listed['id']}/content")
    assert (content.content, content.headers["content-disposition"][:10]) == (PAGE.encode(), "attachment")


async def test_files_are_posted_as_bodies_and_as_forms(open_app: FastAPI, client: httpx.AsyncClient) -> None:
    content = pdf(drawing(WORDS))
    whole = await client.post("/v1/documents", content=content, headers={"Content-Type": "application/pdf"})
    assert whole.status_code == 201, whole.text
    form = await client.post("/v1/documents", files={"file": ("a.html", PAGE.encode())}, data={"publisher": "P"})
    assert form.status_code == 201, form.text
    assert form.json()["document"]["publisher"] == "P"
    stored = (await client.get(form.headers["location"])).json()
    assert stored["text"] == TEXT


async def test_what_fails_is_listed_and_can_be_tried_again(open_app: FastAPI, client: httpx.AsyncClient) -> None:
    answers = [b"<html><body></body></html>", PAGE.encode()]
    with server(lambda _path: answered(answers.pop(0))) as (root, _):
        failed = await client.post("/v1/documents", json={"url": f"{root}/1"})
        assert (failed.status_code, failed.json()["code"]) == (422, "no_article")
        (listed,) = (await client.get("/v1/sources", params={"failed": True})).json()["items"]
        assert (listed["place"], listed["problem"], listed["document"]) == (f"{root}/1", "no_article", None)
        assert (await client.post("/v1/documents", json={"url": f"{root}/1"})).status_code == 201
    assert (await client.get("/v1/sources", params={"failed": True})).json()["items"] == []


@pytest.mark.parametrize(
    ("body", "kind", "status", "code"),
    [
        (b'{"url": "http://127.0.0.1/"}', "application/json", 422, "forbidden_address"),
        (b'{"url": "javascript:alert(1)"}', "application/json", 422, "invalid_request"),
        (b'{"title": "no text"}', "application/json", 422, "invalid_request"),
        (b"\x89PNG....", "application/octet-stream", 422, "unknown_kind"),
        (b"%PDF-1.7 nothing", "application/pdf", 422, "damaged"),
        (b"x", "image/png", 415, "http_error"),
        (b"--b\r\n\r\n--b--", "multipart/form-data; boundary=b", 400, "malformed_request"),
    ],
)
async def test_what_is_refused(
    open_app: FastAPI, client: httpx.AsyncClient, body: bytes, kind: str, status: int, code: str
) -> None:
    response = await client.post("/v1/documents", content=body, headers={"Content-Type": kind})
    assert (response.status_code, response.json()["code"]) == (status, code), response.text


def test_a_feed_stands_for_its_articles(intake: Intake, database: Database) -> None:
    entries = "".join(f"<item><link>{{0}}/{number}</link></item>" for number in (1, 2))
    feed = f"<rss version='2.0'><channel><title>F</title>{entries}</channel></rss>"
    pages = {"/1": PAGE, "/2": "<html><body></body></html>"}
    with server(lambda path: answered((feed.format(root) if path == "/feed" else pages[path]).encode())) as (root, _):
        taken = intake.take(items.Link(f"{root}/feed", f"{root}/feed"))
        results = [intake.take(link) for link in links_of(taken)]
        again = intake.take(items.Link(f"{root}/1", f"{root}/1"))
    assert results[0].stored is not None
    assert results[0].stored.new
    assert again.stored is not None
    assert not again.stored.new
    assert getattr(results[1].refusal, "problem", None) is Problem.NO_ARTICLE


def test_collections_on_disk(intake: Intake, database: Database, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('title,text\nOne,"A line,\nand one more."\nTwo,\n', encoding="utf-8")
    (tmp_path / "b.html").write_bytes(PAGE.encode())
    records = [
        warc_record("https://news.example/w", "text/html; charset=utf-8", PAGE),
        warc_record("https://news.example/p", "image/png", "x"),
    ]
    (tmp_path / "c.warc.gz").write_bytes(b"".join(map(gzip.compress, records)))
    (tmp_path / "d.warc").write_bytes(b"nothing of the kind")
    named = items.places([str(tmp_path)])
    taken = [intake.take(item) for item in items.items(named)]
    assert [result.place.removeprefix(f"{tmp_path}/") for result in taken] == [
        "a.csv:2", "a.csv:3", "b.html", "https://news.example/w", "d.warc",
    ]  # fmt: skip
    assert [result.refusal is None for result in taken] == [True, False, True, True, False]
    kept = taken[0].stored
    assert kept is not None
    assert documents.get(database, kept.id)[1] == "A line,\nand one more."
    assert len(sources.page(database, failed=True, limit=10).items) == 2
