"""From an article to a stored record: the one place in the service that calls the engine."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from typing import Protocol

from app.db import Database
from app.observe.metrics import ENGINE_SECONDS
from app.store import again, copies, documents
from app.store.documents import Stored
from app.store.job import Changes
from nlp.types import Article, DocumentRecord

Observer = Callable[[str], None]
"""Is told each step as it begins: `fetch`, `read`, `load` (the engine), those of the engine, `store`."""


class Engine(Protocol):
    """What the service asks of the engine (`nlp.analyse.Analyser`)."""

    def analyse(self, article: Article, observe: Observer | None = None) -> DocumentRecord:
        """Return the record of an article, telling each stage. Raises `nlp.errors.RefusedText`."""


def load_engine() -> Engine:
    """Load the engine with its models: some seconds, once for each process."""
    # Imported here, so that what never analyses (paging, exports, `isnad --help`) does not wait for PyTorch.
    from nlp.analyse import Analyser

    return Analyser()


def models_missing() -> list[Path]:
    """Return the files of the engine's models that are not where they ought to be."""
    from nlp.annotate.pipeline import missing

    return missing()


class Analysis:
    """Analyses texts one at a time, each only once, and keeps their records.

    One model on one thread is faster than several that share the processor's caches, and PyTorch's modules are not
    promised to be safe to share: a lock lets one text through at a time, from whatever thread.
    """

    def __init__(self, database: Database, load: Callable[[], Engine] = load_engine) -> None:
        """Prepare; the engine is loaded by `load` for the first text that is not known."""
        self._database = database
        self._load = load
        self._engine: Engine | None = None
        self._turn = threading.Lock()

    def known(self, text: str) -> Stored | None:
        """Return the document of a text that was analysed before, without waiting for a turn."""
        identifier = documents.find_text(self._database, text)
        return None if identifier is None else Stored(identifier, new=False)

    def ingest(self, article: Article, observe: Observer | None = None) -> Stored:
        """Return the document of this article's text, analysed and stored now unless its text is known.

        Times become UTC; one without a zone is taken as UTC. Raises `nlp.errors.RefusedText` for a text that the
        engine does not take; nothing is stored then.
        """
        tell = observe or unobserved
        with self._turn:
            stored = self.known(article.text)
            record = None if stored else self._record(article, tell)
        if record is not None:
            tell("store")
            stored = documents.save(self._database, record, article.text)
        assert stored is not None
        # Of a known text too: the process that stored it may have ended before this.
        copies.link(self._database, stored.id, article.text)
        return stored

    def again(self, document: str, observe: Observer | None = None) -> Changes:
        """Analyse a stored document with the present engine, keep what it finds by now, and return what has changed.

        Records that somebody has decided about stay. Raises `NotFound`, and `nlp.errors.RefusedText`.
        """
        tell = observe or unobserved
        known, text = documents.get(self._database, document)
        about = known.document.model_dump(include={"language", "title", "publisher", "url", "published_at"})
        with self._turn:
            record = self._record(Article(text=text, **about), tell)
        tell("store")
        return again.replace(self._database, record, text)

    def _record(self, article: Article, tell: Observer) -> DocumentRecord:
        if self._engine is None:
            tell("load")
            self._engine = self._load()
        # In its own zone: what day `Saturday` is depends on the day it was where the text was written.
        with ENGINE_SECONDS.time():
            return _in_utc(self._engine.analyse(article, tell))


def unobserved(_step: str) -> None:
    """The observer of what nobody watches."""


def _in_utc(record: DocumentRecord) -> DocumentRecord:
    moment = record.document.published_at
    if moment is None:
        return record
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return record.model_copy(update={"document": record.document.model_copy(update={"published_at": moment})})
