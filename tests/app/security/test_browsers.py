"""What every answer tells a browser, and which requests of other sites' pages are not answered."""

from __future__ import annotations

import httpx
import pytest
from fastapi import FastAPI

from app.security import keys
from app.security.scope import Scope
from app.store import documents
from tests.app.api.test_problems import problem
from tests.app.samples import BRIDGE, bridge
from tests.app.security.conftest import Client

DOCUMENT = f"/v1/documents/{bridge().document.id}"
FORM = {"content": "text=x", "headers": {"Content-Type": "application/x-www-form-urlencoded"}}


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/review",
        "/login",
        "/v1/documents",
        "/v1/nothing",
        "/healthz",
        "/openapi.json",
        "/review/static/review.css",
    ],
)
async def test_every_answer_has_the_headers(client: httpx.AsyncClient, path: str) -> None:
    headers = (await client.get(path)).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert "strict-transport-security" not in headers
    if path.startswith(("/v1", "/review")) and "static" not in path:
        assert headers["cache-control"] == "private, no-cache"


@pytest.mark.usefixtures("without_tables")
async def test_refusals_and_defects_have_them_too(client: httpx.AsyncClient) -> None:
    too_large = await client.post("/v1/documents", headers={"Content-Length": "99999999999"}, content=b"")
    assert too_large.status_code == 413
    defect = await client.get("/v1/documents")
    assert problem(defect, 500, "internal_error")
    refused = await client.get("/v1/documents", headers={"Authorization": "Bearer x"})
    assert refused.status_code == 401
    for response in (too_large, defect, refused):
        assert "frame-ancestors 'none'" in response.headers["content-security-policy"]


async def test_https_is_kept_to_once_it_is_there(app: FastAPI) -> None:
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="https://localhost") as client:
        assert (await client.get("/review")).headers["strict-transport-security"] == "max-age=31536000"


FOREIGN = [
    {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"},
    {
        "Sec-Fetch-Site": "cross-site",
        "Sec-Fetch-Mode": "no-cors",
        "Sec-Fetch-Dest": "empty",
        "Origin": "http://localhost",
    },
    {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"},
    {"Origin": "http://evil.example"},
    {"Origin": "http://localhost:8001"},
    {"Origin": "null"},
    {"Origin": "http://[::1"},
]


@pytest.mark.parametrize("headers", FOREIGN)
@pytest.mark.parametrize("closed", [False, True], ids=["open", "with a cookie"])
async def test_another_sites_page_changes_nothing(
    app: FastAPI, client_at: Client, headers: dict[str, str], closed: bool
) -> None:
    """A form or a script elsewhere, in the browser of somebody who is logged in, or who runs an open service."""
    documents.save(app.state.database, bridge(), BRIDGE)
    async with client_at() as browser:
        if closed:
            key = keys.make(app.state.database, "Huda", [Scope.ADMIN])
            assert (await browser.post("/login", data={"key": key})).status_code == 303
        for path in ("/v1/documents", "/review/new", "/login", "/logout"):
            refused = await browser.post(path, content="key=x", headers={**FORM["headers"], **headers})  # type: ignore[dict-item]
            problem(refused, 403, "from_another_site")
        problem(await browser.delete(DOCUMENT, headers=headers), 403, "from_another_site")
        assert (await browser.get(DOCUMENT)).status_code == 200, "it is still there, and the session too"


async def test_our_own_pages_and_programs_may(app: FastAPI, client_at: Client) -> None:
    documents.save(app.state.database, bridge(), BRIDGE)
    async with client_at("localhost:8000") as client:
        for headers in (
            {},
            {"Sec-Fetch-Site": "same-origin"},
            {"Sec-Fetch-Site": "none"},
            {"Origin": "http://localhost:8000"},
        ):
            assert (await client.post("/v1/documents", json={}, headers=headers)).status_code == 422
        key = keys.make(app.state.database, "Huda", [Scope.ADMIN])
        strange = {"Sec-Fetch-Site": "cross-site", "Authorization": f"Bearer {key}"}
        assert (await client.delete(DOCUMENT, headers=strange)).status_code == 204


async def test_links_from_elsewhere_are_followed_and_nothing_is_embedded(client: httpx.AsyncClient) -> None:
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert (await client.get("/review", headers=link)).status_code == 200
    for mode, dest in (("no-cors", "image"), ("no-cors", "script"), ("navigate", "iframe"), ("cors", "empty")):
        headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest}
        problem(await client.get("/v1/export", headers=headers), 403, "from_another_site")
