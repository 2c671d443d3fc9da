"""Logging in with a key, as a browser does it."""

from __future__ import annotations

from urllib.parse import quote

import httpx
import pytest
from fastapi import FastAPI

from app.db import Database
from app.security import keys
from app.security.scope import Scope
from app.store import documents
from tests.app.samples import BRIDGE, bridge
from tests.app.security.conftest import Client

PAGE = f"/review/documents/{bridge().document.id}"
RECORD = bridge().attributions[0].id
HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.fixture
def key(app: FastAPI) -> str:
    database: Database = app.state.database
    documents.save(database, bridge(), BRIDGE)
    return keys.make(database, "هدى سالم", [Scope.READ, Scope.REVIEW])


async def log_in(browser: httpx.AsyncClient, key: str, after: str = PAGE) -> httpx.Response:
    return await browser.post("/login", data={"key": key, "next": after})


async def test_a_page_leads_to_the_form_and_back(client_at: Client, key: str) -> None:
    async with client_at("isnad.example", "203.0.113.9", **HTML) as browser:
        turned = await browser.get(f"{PAGE}?record={RECORD}&lang=ar")
        assert turned.status_code == 303
        form = await browser.get(turned.headers["location"])
        assert '<html lang="ar" dir="rtl">' in form.text
        assert f'value="{PAGE}?record={RECORD}&amp;lang=ar"' in form.text
        entered = await log_in(browser, f" {key}\n")
        assert (entered.status_code, entered.headers["location"]) == (303, PAGE)
        cookie = entered.headers["set-cookie"]
        assert all(word in cookie for word in ("HttpOnly", "SameSite=lax", "Max-Age=43200", "Path=/"))
        assert "Secure" not in cookie
        assert key not in cookie
        assert (await browser.get(PAGE)).status_code == 200
        assert (await browser.get("/v1/documents")).status_code == 200
        assert (await browser.get(f"/login?next={PAGE}")).headers["location"] == PAGE


async def test_over_https_the_cookie_stays_there(app: FastAPI, key: str) -> None:
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="https://isnad.example") as browser:
        assert "Secure" in (await log_in(browser, key)).headers["set-cookie"]


async def test_a_wrong_key_is_told_so_and_tried_again(client_at: Client, key: str) -> None:
    async with client_at(**HTML) as browser:
        for wrong in ("", "isnad_1_2", key[:-1], "\ufffd\u202e<b>"):
            refused = await log_in(browser, wrong)
            assert refused.status_code == 401
            assert 'role="alert"' in refused.text
            assert "set-cookie" not in refused.headers
            assert f'name="next" value="{PAGE}"' in refused.text
        assert (await log_in(browser, "x" * 501)).status_code == 422


async def test_logging_out_ends_the_session_for_good(client_at: Client, key: str) -> None:
    async with client_at(**HTML) as browser:
        await log_in(browser, key)
        kept = dict(browser.cookies)
        assert (await browser.post("/logout?lang=ar")).headers["location"] == "/login?lang=ar"
        assert not browser.cookies
        browser.cookies.update(kept)  # as whoever copied the cookie would
        assert (await browser.get(PAGE)).status_code == 303


async def test_a_revoked_key_ends_its_session(app: FastAPI, client_at: Client, key: str) -> None:
    async with client_at(**HTML) as browser:
        await log_in(browser, key)
        assert (await browser.get(PAGE)).status_code == 200
        keys.revoke(app.state.database, keys.every(app.state.database)[0].id)
        assert (await browser.get(PAGE)).headers["location"] == f"/login?next={quote(PAGE, safe='')}"


async def test_a_decision_carries_the_keys_name_whatever_is_claimed(client_at: Client, key: str) -> None:
    async with client_at(**HTML) as browser:
        await log_in(browser, key)
        browser.cookies["isnad_reviewer"] = "Somebody else"
        form = {"revision": "0", "verdict": "accepted"}
        assert (await browser.post(f"{PAGE}/records/{RECORD}/verdict", data=form)).status_code == 303
        path = f"/v1/attributions/{RECORD}"
        claimed = {"action": "reject", "revision": 1, "reviewer": "Somebody else"}
        assert (await browser.post(f"{path}/decisions", json=claimed)).json()["reviewer"] == "هدى سالم"
        taken = (await browser.get(path)).json()["decisions"]
        assert [one["reviewer"] for one in taken] == ["هدى سالم", "هدى سالم"]
        page = await browser.get(PAGE)
        assert "<bdi>هدى سالم</bdi>" in page.text
        assert 'action="/logout"' in page.text
        assert 'action="/review/name"' not in page.text


@pytest.mark.parametrize(
    "after",
    ["https://evil.example/review", "//evil.example/review", "/\\evil.example", "/v1/export", "", "javascript:x"],
)
async def test_logging_in_leads_nowhere_else(client_at: Client, key: str, after: str) -> None:
    async with client_at() as browser:
        assert (await log_in(browser, key, after)).headers["location"] == "/review"


async def test_htmx_and_forms_are_led_to_the_form_too(client_at: Client, key: str) -> None:
    async with client_at(**HTML) as browser:
        part = await browser.get(
            f"{PAGE}?record={RECORD}",
            headers={"HX-Request-Type": "partial", "HX-Current-URL": f"http://localhost{PAGE}"},
        )
        assert part.status_code == 401
        assert part.headers["hx-redirect"] == f"/login?next={quote(PAGE, safe='')}"
        posted = await browser.post(
            f"{PAGE}/undo", data={"number": "1"}, headers={"Referer": f"http://localhost{PAGE}"}
        )
        assert (posted.status_code, posted.headers["location"]) == (303, f"/login?next={quote(PAGE, safe='')}")


async def test_a_key_without_the_scope_gets_a_page_that_says_so(app: FastAPI, client_at: Client) -> None:
    reader = keys.make(app.state.database, "Reader", [Scope.READ])
    async with client_at(**HTML) as browser:
        await log_in(browser, reader, "/review")
        response = await browser.post("/review/new", data={"text": "x"})
    assert response.status_code == 403
    assert "`write`" in response.text
    assert "<h1>" in response.text
