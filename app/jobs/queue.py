"""What is asked for, kept and handed to the workers."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from app.db import Database
from app.ingest.items import Link, Raw
from app.ingest.read import Told
from app.jobs.asked import again, new_job
from app.jobs.retry import item_of
from app.jobs.take import Intake
from app.jobs.work import Work
from app.jobs.workers import work_on, workers_for
from app.limits import STOP_WITHIN
from app.store import documents, jobs, sources
from app.store.documents import Stored
from app.store.job import Job
from nlp.types import Article


@dataclass(frozen=True, slots=True)
class Ticket:
    """A job that was asked for. `first` is false for who asks for what is under way already."""

    job: Job
    first: bool


class JobQueue:
    """Takes jobs, and unless told otherwise does them in a thread of its own."""

    def __init__(self, database: Database, intake: Callable[[], Intake], *, working: bool = True) -> None:
        """`working` false leaves the work to others (`isnad worker`)."""
        self._database = database
        self._working = working
        self._workers = workers_for(database, Work(database, intake))
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()
        self._stopped = threading.Event()

    def ask(self, what: Article | Link | Raw, told: Told) -> Ticket | Stored:
        """Have a document taken in. Returns the job, which is kept by now whatever happens, or the document when its
        text is known. Raises `Busy`."""
        if isinstance(what, Article):
            known = documents.find_text(self._database, what.text)
            if known is not None:
                return Stored(known, new=False)
        job, first = jobs.add(self._database, new_job(what, told), self._workers.hand_out)
        self._wake()
        return Ticket(job, first)

    def ask_again(self, document: str) -> Job:
        """Have a document analysed again with the present engine. Raises `NotFound` and `Busy`."""
        documents.get(self._database, document)
        job, _ = jobs.add(self._database, again(document), self._workers.hand_out)
        self._wake()
        return job

    def retry(self, identifier: str) -> Job:
        """Have a failed job tried again. Raises `NotFound`, `NotFailed` and `Busy`."""
        job = jobs.retry(self._database, identifier, self._workers.hand_out)
        self._wake()
        return job

    def retry_source(self, identifier: str) -> Job:
        """Have a place where nothing could be read tried again. Raises `NotFound`, `NotFailed`, `NotHere`, `Busy`."""
        failed = item_of(sources.get(self._database, identifier))
        job, _ = jobs.add(self._database, new_job(failed, Told()), self._workers.hand_out)
        self._wake()
        return job

    def start(self) -> None:
        """Start to work, unless that is left to others. What was begun before and not finished comes first."""
        with self._starting:
            if self._working and self._thread is None and not self._stopped.is_set():
                self._thread = threading.Thread(
                    target=work_on, args=(self._workers, self._stopped), name="isnad-worker", daemon=True
                )
                self._thread.start()

    def close(self) -> None:
        """Stop working after the job that is under way, if it ends soon: else it is taken up at the next start."""
        with self._starting:
            self._stopped.set()
            self._workers.stop()
        if self._thread is not None:
            self._thread.join(STOP_WITHIN)

    def _wake(self) -> None:
        self.start()
        self._workers.wake()
