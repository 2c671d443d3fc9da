"""A browser of the machine's own (Debian's Chromium) in front of the real service on a real socket.

The documents are written for these tests and their records are made by hand, so that what is looked for is known; one
test asks the engine itself. Where there is no Chromium the tests are skipped, and say so.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright
from sqlalchemy import delete
from sqlmodel import select

from app.db import Database
from app.main import create_app
from app.models import DecisionRow, DocumentRow, ReviewRow
from app.settings import Settings
from app.store import documents
from app.store.listing import relist
from app.store.migrate import upgrade
from tests.browser.articles import articles

# Milliseconds: a machine that trains models beside the tests takes its time.
PATIENCE: Final = 60_000
VENDOR = Path(__file__).parent / "vendor"


def chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="package")
def playwright_here() -> Iterator[Playwright]:
    if chromium() is None:
        pytest.skip("no Chromium here: the browser tests need Debian's package `chromium` (.ci/run installs it)")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="package")
def browser(playwright_here: Playwright) -> Iterator[Browser]:
    # As root Chromium refuses its sandbox; the pages are our own.
    browser = playwright_here.chromium.launch(
        executable_path=chromium(), args=["--no-sandbox", "--disable-dev-shm-usage"]
    )
    yield browser
    browser.close()


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, Database]]:
    """Serve the articles from a new database in `folder`: give where the service listens, and the database."""
    database = Database(f"sqlite:///{folder / 'isnad.sqlite3'}")
    upgrade(database)
    for record, text in articles():
        documents.save(database, record, text)
    app = create_app(Settings(database_url=str(database.engine.url)))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}", database
    server.should_exit = True
    thread.join()
    database.close()


@pytest.fixture(scope="package")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Database]]:
    """Where the service listens, and the database behind it, which knows the articles."""
    with serving(tmp_path_factory.mktemp("browser")) as where:
        yield where


@pytest.fixture
def address(served: tuple[str, Database]) -> str:
    """Where the service listens, with nothing decided yet."""
    address, database = served
    with database.writing() as session:
        session.exec(delete(DecisionRow))
        session.exec(delete(ReviewRow))
        for number in session.exec(select(DocumentRow.number)).all():
            assert number is not None
            relist(session, number)
    return address


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A browser of its own with an English interface, in which no page may break its own content policy or fail."""
    context = browser.new_context(base_url=address, locale="en-GB", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield page
    # Chromium complains of every answer that refuses something; these two the page tells itself.
    assert [one for one in complaints if "412" not in one and "422" not in one] == []


@pytest.fixture
def without_script(browser: Browser, address: str) -> Iterator[Page]:
    """A page in a browser that runs no JavaScript."""
    context = browser.new_context(base_url=address, locale="en-GB", java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()
