"""Requests that nobody means well with: whatever comes, the answer is no 5xx, and errors are problem documents."""

from __future__ import annotations

import json
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.api.problems import MEDIA_TYPE
from app.store.filters import AttributionFilter

pytestmark = pytest.mark.usefixtures("filled")
shared = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

NAMES = st.sampled_from([*AttributionFilter.model_fields, "limit", "cursor", "publisher"]) | st.text(max_size=5)
VALUES = st.one_of(
    st.binary(max_size=20),
    st.text(max_size=20).map(str.encode),
    st.integers().map(str).map(str.encode),
    st.sampled_from(
        [b"named", b"ar", b"statement", b"direct", b"'", b'"', b"NEAR(a b)", b"a AND", b"%", b"a:b", b"\\"]
    ),
)
QUERIES = st.lists(st.tuples(NAMES, VALUES), max_size=4).map(
    lambda pairs: "&".join(f"{quote(name)}={quote(value)}" for name, value in pairs)
)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=()), max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(["title", "url", "publisher", "published_at", "language"]) | st.text(max_size=4)


def check(response: httpx.Response) -> None:
    assert response.status_code < 500, response.text
    if response.status_code >= 400:
        assert response.headers["content-type"] == MEDIA_TYPE
        assert response.json()["status"] == response.status_code


@given(path=st.sampled_from(["documents", "attributions", "export"]), query=QUERIES)
@shared
async def test_any_query(client: httpx.AsyncClient, path: str, query: str) -> None:
    check(await client.get(f"/v1/{path}?{query}"))


@given(kind=st.sampled_from(["documents", "attributions"]), identifier=st.binary(min_size=1, max_size=120))
@shared
async def test_any_identifier(client: httpx.AsyncClient, kind: str, identifier: bytes) -> None:
    check(await client.get(f"/v1/{kind}/{quote(identifier, safe='')}"))


@given(body=st.dictionaries(FIELDS, JSON, min_size=1, max_size=4) | JSON)
@shared
async def test_any_body_without_a_text(client: httpx.AsyncClient, body: object) -> None:
    content = json.dumps(body)
    check(await client.post("/v1/documents", content=content, headers={"Content-Type": "application/json"}))


@given(
    content=st.binary(max_size=200), media=st.sampled_from(["application/json", "text/plain", "multipart/form-data"])
)
@shared
async def test_any_bytes(client: httpx.AsyncClient, content: bytes, media: str) -> None:
    check(await client.post("/v1/documents", content=content, headers={"Content-Type": media}))
