"""What a page of another site can do with a service that is open on its reader's machine: nothing but link to it.

The browser is a real one, and says itself where its requests come from.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect
from sqlmodel import select

from app.db import Database
from app.models import DecisionRow
from tests.browser.articles import arabic
from tests.browser.conftest import PATIENCE, chromium

DOCUMENT = f"/review/documents/{arabic().document.id}"
VERDICT = f"{DOCUMENT}/records/{arabic().attributions[0].id}/verdict"


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing of it."""

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def elsewhere(tmp_path: Path, address: str) -> Iterator[str]:
    """Another site, with a page that means no good: `localhost` is another site than `127.0.0.1`."""
    (tmp_path / "index.html").write_text(
        f"""<!doctype html><title>Elsewhere</title>
        <form method="post" action="{address}{VERDICT}">
        <input name="revision" value="0"><input name="verdict" value="rejected"><button>Win</button></form>
        <a href="{address}{DOCUMENT}?lang=en">Read</a>
        <iframe src="{address}{DOCUMENT}" width="300" height="300"></iframe>""",
        encoding="utf-8",
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def visiting(context: BrowserContext, elsewhere: str) -> Page:
    page = context.new_page()
    page.goto(elsewhere)
    return page


def decided(served: tuple[str, Database]) -> int:
    with served[1].reading() as session:
        return len(session.exec(select(DecisionRow)).all())


def test_its_form_decides_nothing(visiting: Page, address: str, served: tuple[str, Database]) -> None:
    with visiting.expect_response(f"{address}{VERDICT}") as answer:
        visiting.get_by_role("button", name="Win").click()
    assert (answer.value.status, answer.value.json()["code"]) == (403, "from_another_site")
    assert decided(served) == 0


def test_its_scripts_decide_and_read_nothing(visiting: Page, address: str, served: tuple[str, Database]) -> None:
    sent = visiting.evaluate(
        """async ([verdict, texts]) => {
          const form = new URLSearchParams({revision: 0, verdict: "rejected"});
          const sent = fetch(verdict, {method: "POST", mode: "no-cors", credentials: "include", body: form});
          const read = fetch(texts, {credentials: "include"});
          return (await Promise.allSettled([sent, read])).map((one) => one.status);
        }""",
        [address + VERDICT, f"{address}/v1/documents"],
    )
    assert sent == ["rejected", "rejected"]
    assert decided(served) == 0


def test_it_cannot_frame_our_pages_but_link_to_them(visiting: Page) -> None:
    (framed,) = visiting.frames[1:]
    assert framed.locator("article").count() == 0
    visiting.get_by_role("link", name="Read").click()
    expect(visiting.locator("h1")).to_have_text(arabic().document.title or "")


def test_its_name_may_lead_here_and_gets_nothing(playwright_here: Playwright, address: str) -> None:
    """DNS rebinding: the attacker's own name has become an address of the reader's machine."""
    port = urlsplit(address).port
    browser = playwright_here.chromium.launch(
        executable_path=chromium(),
        args=["--no-sandbox", "--disable-dev-shm-usage", "--host-resolver-rules=MAP rebound.example 127.0.0.1"],
    )
    page = browser.new_page(locale="en-GB")
    page.set_default_timeout(PATIENCE)
    page.goto(f"http://rebound.example:{port}{DOCUMENT}")
    expect(page.locator("h1")).to_have_text("Log in")
    read = page.evaluate(
        "async () => { const got = await fetch('/v1/documents'); return [got.status, await got.text()]; }"
    )
    assert read[0] == 401
    assert arabic().document.id not in read[1]
    browser.close()
