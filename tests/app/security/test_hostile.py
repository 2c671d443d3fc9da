"""Requests that nobody means well with, at the door and at the pages: refused or answered, never a 5xx.

`tests/app/api/test_hostile.py` does the same for the queries and bodies of the API.
"""

from __future__ import annotations

from urllib.parse import quote

import httpx
import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.db import Database
from app.security import keys
from app.security.scope import Scope
from app.store import documents
from tests.app.samples import BRIDGE, bridge

shared = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

DOCUMENT = f"/review/documents/{bridge().document.id}"
RECORD = f"{DOCUMENT}/records/{bridge().attributions[0].id}"
PAGES = [
    "/review",
    "/review.json",
    "/review/documents",
    DOCUMENT,
    "/review/pairs",
    "/review/new",
    "/review/names",
    "/login",
]
FORMS = {
    "/login": ["key", "next"],
    "/review/name": ["name"],
    "/review/new": ["text", "title", "publisher", "url", "language"],
    f"{DOCUMENT}/records": ["cue", "source", "content", "cue_start", "speaker", "kind"],
    f"{DOCUMENT}/undo": ["number"],
    f"{RECORD}/verdict": ["revision", "verdict"],
    f"{RECORD}/span": ["revision", "move"],
    f"{RECORD}/fields": ["revision", "detail", "act", "type"],
    f"{RECORD}/speaker": ["revision", "name", "kind"],
    f"{RECORD}/merge": ["revision", "into"],
}
# What breaks things: no text at all, text that ends text, and text that turns text around.
NASTY = st.sampled_from(
    [
        *(b"\0", b"%00", b"\xff\xfe", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\xe2\x81\xa6", b"\r\nX: 1"),
        *(b"'", b'"', b"<script>", b"{{7*7}}", b"%", b"../..", b"0", b"-1", b"99999999999999999999", b"x" * 5_000),
        *(b"accepted", b"content.0.end.later", b"isnad_"),
    ]
)
VALUES = st.lists(NASTY | st.binary(max_size=12), min_size=1, max_size=3).map(b"".join)
NAMES = st.sampled_from(
    ["q", "speaker", "about", "level", "verdict", "limit", "cursor", "lang", "record", "add", "next", "done"]
)


def check(response: httpx.Response) -> None:
    assert response.status_code < 500, response.text
    assert response.headers["content-security-policy"]


@pytest.fixture
def known(app: FastAPI) -> FastAPI:
    database: Database = app.state.database
    documents.save(database, bridge(), BRIDGE)
    return app


@pytest.mark.usefixtures("known")
@given(path=st.sampled_from(PAGES), pairs=st.lists(st.tuples(NAMES, VALUES), max_size=3))
@shared
async def test_any_question_of_a_page(client: httpx.AsyncClient, path: str, pairs: list[tuple[str, bytes]]) -> None:
    check(await client.get(f"{path}?" + "&".join(f"{name}={quote(value)}" for name, value in pairs)))


@pytest.mark.usefixtures("known")
@given(path=st.sampled_from(sorted(FORMS)), values=st.lists(VALUES, min_size=6, max_size=6), raw=st.booleans())
@shared
async def test_any_form(client: httpx.AsyncClient, path: str, values: list[bytes], raw: bool) -> None:
    """URL-encoded and as it is, the way no browser would send it."""
    fields = zip(FORMS[path], values, strict=False)
    pairs = [f"{name}=".encode() + (value if raw else quote(value).encode()) for name, value in fields]
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    check(await client.post(path, content=b"&".join(pairs), headers=headers))


@pytest.mark.usefixtures("known")
@given(name=VALUES, filename=VALUES, content=VALUES, path=st.sampled_from(["/review/new", "/login", "/v1/documents"]))
@shared
async def test_any_upload(client: httpx.AsyncClient, name: bytes, filename: bytes, content: bytes, path: str) -> None:
    body = (
        b'--x\r\nContent-Disposition: form-data; name="' + name + b'"; filename="' + filename + b'"\r\n\r\n' + content
    )
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    check(await client.post(path, content=body + b"\r\n--x--\r\n", headers=headers))


HEADERS = [
    *(b"Authorization", b"Cookie", b"Host", b"Origin", b"Sec-Fetch-Site", b"X-Forwarded-For", b"Referer"),
    *(b"Accept", b"Accept-Language", b"Content-Type", b"Content-Length", b"If-None-Match", b"If-Match", b"Prefer"),
    *(b"X-Request-ID", b"HX-Current-URL", b"HX-Request-Type"),
]


@pytest.mark.parametrize("closed", [False, True])
@given(
    path=st.sampled_from(["/v1/documents", "/review", DOCUMENT, "/healthz", "/nothing"]),
    method=st.sampled_from(["GET", "POST", "DELETE", "OPTIONS", "BREW"]),
    headers=st.lists(st.tuples(st.sampled_from(HEADERS), VALUES.filter(lambda value: b"\n" not in value)), max_size=3),
)
@shared
async def test_any_header(
    known: FastAPI, client: httpx.AsyncClient, closed: bool, path: str, method: str, headers: list[tuple[bytes, bytes]]
) -> None:
    if closed and not keys.any_made(known.state.database):
        keys.make(known.state.database, "Huda", [Scope.READ])
    for prefix in (b"", b"Bearer isnad_", b"isnad_session="):
        sent = [(name, prefix + value) for name, value in headers]
        response = await client.request(method, path, headers=sent)
        check(response)
        assert not closed or path == "/healthz" or response.status_code >= 300
