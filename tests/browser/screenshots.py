"""Screenshots of the review page over the sample articles, read by the real engine.

python -m tests.browser.screenshots                  # docs/images: what the README shows
python -m tests.browser.screenshots --all FOLDER     # every page, in both languages, wide, narrow and dark
"""

from __future__ import annotations

import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from app.db import Database
from app.jobs.analyse import load_engine
from app.main import create_app
from app.samples.read import sample_articles
from app.settings import Settings
from app.store import documents
from app.store.migrate import upgrade
from nlp.types import DocumentRecord, Language
from tests.browser.conftest import PATIENCE, chromium

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
WIDE, NARROW, SMALL = (1200, 820), (390, 844), (1000, 640)


@dataclass(frozen=True)
class Shot:
    """A page as it is to be seen."""

    name: str
    path: str
    size: tuple[int, int] = WIDE
    dark: bool = False


def analysed(database: Database) -> list[DocumentRecord]:
    """Analyse the sample articles into the database, which may have them already."""
    engine = load_engine()
    records: list[DocumentRecord] = []
    for article in sample_articles():
        record = engine.analyse(article)
        documents.save(database, record, article.text)
        records.append(record)
    return records


def of_the_readme(records: list[DocumentRecord]) -> Iterator[Shot]:
    """Give the shots for the README: the queue in English, and an Arabic document."""
    arabic = next(one for one in records if one.document.language is Language.ARABIC)
    document = f"/review/documents/{arabic.document.id}?record={arabic.attributions[0].id}&lang=ar"
    yield Shot("review-queue", "/review?lang=en", SMALL)
    yield Shot("review-document", document, SMALL)


def of_everything(records: list[DocumentRecord]) -> Iterator[Shot]:
    """Give every page as everybody may see it."""
    record = records[0].attributions[0]
    speaker = next(one.speaker for one in records[0].attributions if one.speaker)
    pages = {
        "queue": "/review?",
        "documents": "/review/documents?",
        "document": f"/review/documents/{records[0].document.id}?record={record.id}&",
        "missed": f"/review/documents/{records[0].document.id}?add=1&",
        "speaker": f"/review/speakers/{speaker.id}?",
        "speakers": "/review/speakers?",
        "pairs": "/review/pairs?",
        "new": "/review/new?",
    }
    for name, path in pages.items():
        for language in Language:
            for look, size, dark in (("wide", WIDE, False), ("narrow", NARROW, False), ("dark", WIDE, True)):
                yield Shot(f"{name}-{language}-{look}", f"{path}lang={language}", size, dark)


@contextmanager
def served(database_url: str) -> Iterator[str]:
    """Serve the database and give the address."""
    app = create_app(Settings(database_url=database_url))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        thread.join(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def take(browser: Browser, address: str, shot: Shot, folder: Path) -> None:
    """Take one screenshot: what stands on the screen, not the whole length of the page."""
    width, height = shot.size
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        color_scheme="dark" if shot.dark else "light",
    )
    page = context.new_page()
    page.goto(shot.path, timeout=PATIENCE)
    page.wait_for_timeout(300)
    page.screenshot(path=folder / f"{shot.name}.png")
    context.close()


def main(arguments: list[str]) -> None:
    """Take the screenshots that the command line asks for."""
    everything = arguments[:1] == ["--all"]
    folder = Path(arguments[1]) if everything else IMAGES
    folder.mkdir(parents=True, exist_ok=True)
    path = chromium()
    if path is None:
        raise SystemExit("there is no Chromium here")
    with tempfile.TemporaryDirectory() as temporary:
        url = f"sqlite:///{temporary}/isnad.sqlite3"
        database = Database(url)
        upgrade(database)
        records = analysed(database)
        with served(url) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
            for shot in of_everything(records) if everything else of_the_readme(records):
                take(browser, address, shot, folder)
            browser.close()
        database.close()


if __name__ == "__main__":
    main(sys.argv[1:])
