"""The one worker of a SQLite database: whoever holds the lock on a file beside it."""

from __future__ import annotations

import fcntl
import threading
from pathlib import Path
from typing import IO

from sqlmodel import Session

from app.db import Database
from app.jobs.work import Work
from app.limits import IDLE_LOOK
from app.store import jobs


class SingleWorker:
    """Does the jobs of a SQLite database one after the other.

    The operating system lets go of the lock however the process ends. So a job that was begun and is not finished when
    the lock is taken was left by a worker that is no more, and comes first.
    """

    def __init__(self, database: Database, work: Work) -> None:
        self._database = database
        self._work = work
        self._woken = threading.Event()
        self._stopped = False

    def hand_out(self, session: Session, identifier: str) -> None:
        """Do nothing: a job that is in the table is handed out."""

    def wake(self) -> None:
        """Say that a job was added."""
        self._woken.set()

    def run(self) -> None:
        """Do jobs until told to stop, as long as no other process does them."""
        with Path(f"{self._database.engine.url.database}.worker").open("a") as lock:
            while not self._stopped:
                self._woken.clear()
                identifier = jobs.first_unfinished(self._database) if _is_ours(lock) else None
                if identifier is not None:
                    self._work.do(identifier, self.hand_out)
                elif not self._stopped:
                    self._woken.wait(IDLE_LOOK)

    def stop(self) -> None:
        """Let `run` end."""
        self._stopped = True
        self._woken.set()


def _is_ours(lock: IO[str]) -> bool:
    """Take the lock, unless it is ours already; false while another process has it."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
