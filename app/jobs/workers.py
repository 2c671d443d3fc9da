"""Who does the jobs: the same work, handed out in one of two ways."""

from __future__ import annotations

import logging
import threading
from typing import Protocol

from sqlmodel import Session

from app.db import Database
from app.jobs.work import Work
from app.limits import IDLE_LOOK

log = logging.getLogger(__name__)


class Workers(Protocol):
    """A way of handing jobs out, and of working on those that are handed out."""

    def hand_out(self, session: Session, identifier: str) -> None:
        """Hand out the job with this id. It is done only if the session's transaction is kept."""

    def wake(self) -> None:
        """Say that a job was handed out and kept: somebody of this process may be idle."""

    def run(self) -> None:
        """Do jobs until told to stop, those first that were begun and never finished. Raises when the database is
        lost."""

    def stop(self) -> None:
        """Let `run`, in whatever thread, end after the job that it is at."""


def workers_for(database: Database, work: Work) -> Workers:
    """Return the way that fits the database: one worker on SQLite, any number on PostgreSQL."""
    # Imported here: what only reads the store needs neither.
    if database.engine.dialect.name == "postgresql":
        from app.jobs.many import ManyWorkers

        return ManyWorkers(database, work)
    from app.jobs.single import SingleWorker

    return SingleWorker(database, work)


def work_on(workers: Workers, stopped: threading.Event) -> None:
    """Do jobs until told to stop, whatever becomes of the database in the meantime."""
    while not stopped.is_set():
        try:
            workers.run()
        except Exception:
            log.exception("the worker lost the database; it goes on as soon as it can")
            stopped.wait(IDLE_LOOK)
