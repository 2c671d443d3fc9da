"""Doing a job: the one way of it, whoever hands the job out."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from sqlalchemy.exc import DBAPIError

from app.db import Database
from app.errors import IsnadError
from app.ingest.problem import Problem, Unreadable
from app.ingest.read import Told
from app.ingest.reading import FeedEntry
from app.jobs.asked import announced, article_of, place_of
from app.jobs.take import Intake
from app.limits import PROGRESS_EVERY
from app.store import jobs, sources
from app.store.documents import Stored
from app.store.job import Announced, Job, JobProblem, Kind, Outcome, Stage
from app.store.jobs import HandOut
from nlp.errors import RefusedText

log = logging.getLogger(__name__)

# Each step with its stage and the share of the work that lies before it, as `make bench` measures the engine's stages.
_STEPS: Final = {
    "fetch": (Stage.FETCHING, 0.0),
    "read": (Stage.READING, 0.1),
    "load": (Stage.ANALYSING, 0.15),
    "normalise": (Stage.ANALYSING, 0.15),
    "annotate": (Stage.ANALYSING, 0.18),
    "detect": (Stage.ANALYSING, 0.33),
    "attribute": (Stage.ANALYSING, 0.8),
    "record": (Stage.ANALYSING, 0.94),
    "store": (Stage.STORING, 0.95),
}


class Work:
    """Does jobs by their ids, one at a time for each thread that calls it."""

    def __init__(self, database: Database, intake: Callable[[], Intake]) -> None:
        """`intake` gives the one that takes documents in; it is asked for each job."""
        self._database = database
        self._intake = intake

    def do(self, identifier: str, hand_out: HandOut) -> None:
        """Do a job, unless it is finished already, and hand out those that come of it. Its failure is its outcome;
        raises only if the database fails, and the job is then unfinished and can be done by whoever comes next."""
        begun = jobs.begin(self._database, identifier)
        if begun is None:
            return
        job, content = begun
        try:
            outcome = self._outcome(job, content or b"", hand_out)
        except DBAPIError:
            raise
        except (IsnadError, RefusedText) as refusal:
            jobs.fail(self._database, identifier, _problem(refusal))
        except Exception:
            log.exception("job %s failed by a defect", identifier)
            detail = "The service failed. The failure has been logged."
            jobs.fail(self._database, identifier, JobProblem(status=500, code="internal_error", detail=detail))
        else:
            jobs.finish(self._database, identifier, outcome)

    def _outcome(self, job: Job, content: bytes, hand_out: HandOut) -> Outcome:
        intake, watch = self._intake(), _Watch(self._database, job.id)
        if job.asked.document is not None:
            changes = intake.analysis.again(job.asked.document, watch)
            return Outcome(job.asked.document, new_document=False, changes=changes)
        if job.kind is Kind.TEXT:
            return _of(intake.analysis.ingest(article_of(job, content), watch))
        place, told = place_of(job, content)
        taken = intake.take(place, told, again=True, observe=watch)
        if taken.refusal is not None:
            raise taken.refusal
        if taken.stored is not None:
            return _of(taken.stored)
        if job.asked.feed is not None:
            raise Unreadable(Problem.UNKNOWN_KIND, "This is a feed that another feed announces; it is not followed.")
        return Outcome(announced=[self._announced(entry, place.place, told, hand_out) for entry in taken.entries])

    def _announced(self, entry: FeedEntry, feed: str, told: Told, hand_out: HandOut) -> Announced:
        """Have an article that a feed announces taken in, unless it was read before. Raises `Busy`."""
        known, job = sources.known(self._database, entry.url), None
        if known is None:
            job = jobs.add(self._database, announced(entry.url, feed, told), hand_out)[0].id
        return Announced(url=entry.url, title=entry.title, published_at=entry.published_at, job=job, document=known)


class _Watch:
    """The observer of a job: writes down how far it is, now and then."""

    def __init__(self, database: Database, identifier: str) -> None:
        self._database = database
        self._identifier = identifier
        self._written = time.monotonic()

    def __call__(self, step: str) -> None:
        now = time.monotonic()
        if now - self._written >= PROGRESS_EVERY or step == "load":
            stage, share = _STEPS[step]
            jobs.progress(self._database, self._identifier, stage, share)
            self._written = now


def _of(stored: Stored) -> Outcome:
    return Outcome(stored.id, stored.new)


def _problem(refusal: IsnadError | RefusedText) -> JobProblem:
    if isinstance(refusal, RefusedText):
        return JobProblem(status=HTTPStatus.UNPROCESSABLE_ENTITY, code="refused_text", detail=str(refusal))
    if refusal.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        log.error("a job was refused by a check of our own", exc_info=refusal)
    return JobProblem(status=refusal.status, code=refusal.code, detail=str(refusal))
