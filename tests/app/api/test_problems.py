from __future__ import annotations

from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from app.api.problems import MEDIA_TYPE
from app.db import Database
from app.limits import MAX_BODY_BYTES, MAX_EXPORTS_AT_ONCE, MAX_REPORTED_ERRORS
from app.main import create_app
from app.settings import Settings
from nlp.limits import MAX_TEXT_LENGTH


def problem(response: httpx.Response, status: int, code: str) -> dict[str, Any]:
    """Check that the response is a problem document, and return it."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == MEDIA_TYPE
    body: dict[str, Any] = response.json()
    assert (body["type"], body["status"], body["code"]) == ("about:blank", status, code)
    assert body["title"]
    assert body["detail"]
    return body


@pytest.mark.parametrize("path", ["/v1", "/v2/documents", "/v1/documents/unheard-of", "/v1/attributions/x.y:z-1"])
async def test_what_is_not_there(client: httpx.AsyncClient, path: str) -> None:
    problem(await client.get(path), 404, "not_found")


async def test_a_method_that_is_not_offered(client: httpx.AsyncClient) -> None:
    response = await client.put("/v1/documents")
    problem(response, 405, "method_not_allowed")
    assert response.headers["allow"] == "GET, POST"


@pytest.mark.parametrize(
    "query",
    [
        "level=famous",
        "act=dance",
        "type=",
        "language=fr",
        "said_until=0",
        "published_from=2026",
        "limit=0",
        "limit=501",
        "limit=many",
        "levle=named",
        "q=" + "x" * 501,
        "q=a%00b",
        "speaker=%00",
        "document=%00",
        "speaker_id=" + "x" * 101,
    ],
)
@pytest.mark.parametrize("path", ["/v1/attributions", "/v1/export"])
async def test_parameters_that_make_no_sense(client: httpx.AsyncClient, path: str, query: str) -> None:
    body = problem(await client.get(f"{path}?{query}"), 422, "invalid_request")
    name = query.partition("=")[0]
    assert name in body["errors"][0]["parameter"]


@pytest.mark.parametrize("path", ["/v1/attributions", "/v1/export"])
@pytest.mark.parametrize("query", ["q=", "q=%C2%AB", "about=...", "speaker=%ED%A0%80"])
async def test_questions_without_a_word(client: httpx.AsyncClient, path: str, query: str) -> None:
    problem(await client.get(f"{path}?{query}"), 422, "nothing_to_search")


@pytest.mark.parametrize("cursor", ["", "%00", "zzz", "__________8", "a" * 64])
async def test_cursors_that_were_never_given(client: httpx.AsyncClient, cursor: str) -> None:
    problem(await client.get(f"/v1/attributions?cursor={cursor}"), 422, "bad_cursor")


@pytest.mark.parametrize("identifier", ["a%00b", "a%20b", "x" * 101, "%ED%A0%80"])
async def test_identifiers_that_cannot_be_ours(client: httpx.AsyncClient, identifier: str) -> None:
    problem(await client.get(f"/v1/documents/{identifier}"), 422, "invalid_request")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        (b"{}", "#"),
        (b"[]", "#"),
        (b'"text"', "#"),
        (b"null", "#"),
        (b'{"text": ""}', "#/text"),
        (b'{"text": 5}', "#/text"),
        (b'{"text": "a\\u0000b"}', "#/text"),
        (b'{"text": "a\\ud800b"}', "#/text"),
        (b'{"text": "x", "title": "\\udc00"}', "#/title"),
        (b'{"text": "x", "title": "' + b"t" * 1001 + b'"}', "#/title"),
        (b'{"text": "x", "url": "javascript:alert(1)"}', "#/url"),
        (b'{"text": "x", "url": "not a url"}', "#/url"),
        (b'{"text": "x", "language": "fr"}', "#/language"),
        (b'{"text": "x", "published_at": "yesterday"}', "#/published_at"),
        (b'{"text": "x", "published_at": "9999-12-31T23:59:59-12:00"}', "#/published_at"),
        (b'{"text": "x", "published_at": 1e300}', "#/published_at"),
        (b'{"text": "x", "published_at": 1772440200}', "#/published_at"),
        (b'{"text": "x", "published_at": "1772440200"}', "#/published_at"),
        (b'{"text": "x", "a/b~c": 1}', "#/a~1b~0c"),
        (b'{"text": "x", "\\ud800": 1}', "#"),
    ],
)
async def test_bodies_that_make_no_sense(client: httpx.AsyncClient, body: bytes, pointer: str) -> None:
    response = await client.post("/v1/documents", content=body, headers={"Content-Type": "application/json"})
    assert problem(response, 422, "invalid_request")["errors"][0]["pointer"] == pointer


@pytest.mark.parametrize(
    "body", [b"{", b"\xff\xfe", b'{"text": "x"', b"[" * 100_000, b'{"text": ' + b"9" * 5_000 + b"}"]
)
async def test_bodies_that_are_not_json(client: httpx.AsyncClient, body: bytes) -> None:
    response = await client.post("/v1/documents", content=body, headers={"Content-Type": "application/json"})
    problem(response, 400, "malformed_request")


async def test_a_text_beyond_the_limit(client: httpx.AsyncClient) -> None:
    response = await client.post("/v1/documents", json={"text": "x" * (MAX_TEXT_LENGTH + 1)})
    assert problem(response, 422, "invalid_request")["errors"][0]["pointer"] == "#/text"


async def test_only_the_first_of_many_errors_are_told(client: httpx.AsyncClient) -> None:
    response = await client.post("/v1/documents", json={f"field{number}": 1 for number in range(10_000)})
    assert len(problem(response, 422, "invalid_request")["errors"]) == MAX_REPORTED_ERRORS


async def test_a_body_announced_as_too_large(client: httpx.AsyncClient) -> None:
    response = await client.post("/v1/documents", content=b"x", headers={"Content-Length": str(MAX_BODY_BYTES + 1)})
    problem(response, 413, "body_too_large")


async def test_a_body_that_turns_out_too_large(client: httpx.AsyncClient) -> None:
    async def endless() -> Any:
        while True:
            yield b" " * 1_000_000

    problem(await client.post("/v1/documents", content=endless()), 413, "body_too_large")


async def test_more_exports_than_places(client: httpx.AsyncClient, app: FastAPI) -> None:
    slow_readers = [object() for _ in range(MAX_EXPORTS_AT_ONCE)]
    for reader in slow_readers:
        app.state.export_places.acquire_on_behalf_of_nowait(reader)
    response = await client.get("/v1/export")
    problem(response, 503, "busy")
    assert response.headers["retry-after"] == "5"
    app.state.export_places.release_on_behalf_of(slow_readers[0])
    assert (await client.get("/v1/export")).status_code == 200


async def test_a_defect_tells_nothing_of_the_inside(empty: Database) -> None:
    """Nobody made the tables: each query fails."""
    app = create_app(Settings(database_url=empty.engine.url.render_as_string(hide_password=False)))
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        body = problem(await client.get("/v1/documents"), 500, "internal_error")
    assert "document" not in str(body)
    app.state.database.close()
