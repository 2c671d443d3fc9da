"""Documents on their way in, for the page that watches them: fetched, read, waiting for the engine, analysed.

What is watched is kept in this process only. A document that is being analysed when the process ends is not lost to
its reviewer, who still has it; one that was analysed is in the store.
"""

from __future__ import annotations

import asyncio
import secrets
from collections import OrderedDict
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from anyio import CapacityLimiter, to_thread

from app.errors import Busy, IsnadError, NotFound
from app.ingest.items import Link, Raw
from app.ingest.read import Told
from app.jobs.analyse import Analysis
from app.jobs.take import Intake
from app.limits import MAX_WAITING_TEXTS
from nlp.errors import RefusedText
from nlp.types import Article

# Who watches comes back within seconds; the oldest are forgotten.
_REMEMBERED: Final = 10 * MAX_WAITING_TEXTS


class Stage(StrEnum):
    """How far a document has come."""

    FETCHING = "fetching"
    READING = "reading"
    WAITING = "waiting"
    ANALYSING = "analysing"
    DONE = "done"
    REFUSED = "refused"


@dataclass(slots=True)
class Watched:
    """A document on its way in. `document` is its id when it is done, `refusal` says why it was refused."""

    id: str
    stage: Stage
    document: str | None = None
    refusal: str | None = None


class Arrivals:
    """The documents that are on their way in through the page, or were lately."""

    def __init__(self, analysis: Analysis, turn: CapacityLimiter) -> None:
        """`turn` lets one text at a time through to the model, those of the API among them."""
        self._analysis = analysis
        self._turn = turn
        self._watched: OrderedDict[str, Watched] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()

    def find(self, identifier: str) -> Watched:
        """Return how far a document is. Raises `NotFound`."""
        try:
            return self._watched[identifier]
        except KeyError:
            raise NotFound("There is no such document on its way in. It may have been analysed long ago.") from None

    def take(self, what: Article | Link | Raw, told: Told, intake: Intake) -> Watched:
        """Begin to take a document in. Raises `Busy` when too many wait already."""
        if len(self._tasks) >= MAX_WAITING_TEXTS:
            raise Busy("Too many texts are waiting to be analysed.")
        first = {Article: Stage.WAITING, Link: Stage.FETCHING, Raw: Stage.READING}[type(what)]
        watched = Watched(secrets.token_hex(8), first)
        self._watched[watched.id] = watched
        while len(self._watched) > _REMEMBERED:
            self._watched.popitem(last=False)
        task = asyncio.get_running_loop().create_task(self._bring_in(watched, what, told, intake))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return watched

    async def _bring_in(self, watched: Watched, what: Article | Link | Raw, told: Told, intake: Intake) -> None:
        try:
            if isinstance(what, Article):
                await self._analyse(watched, what)
                return
            raw = await intake.fetch(what) if isinstance(what, Link) else what
            watched.stage = Stage.READING
            reading = await to_thread.run_sync(intake.read, raw)
            watched.stage = Stage.WAITING
            async with self._turn:
                watched.stage = Stage.ANALYSING
                stored = await to_thread.run_sync(intake.store, raw, reading, told)
            watched.document, watched.stage = stored.id, Stage.DONE
        except (IsnadError, RefusedText) as refusal:
            watched.refusal, watched.stage = str(refusal), Stage.REFUSED
        except BaseException:
            watched.refusal, watched.stage = "The service failed. The failure has been logged.", Stage.REFUSED
            raise

    async def _analyse(self, watched: Watched, article: Article) -> None:
        stored = await to_thread.run_sync(self._analysis.known, article.text)
        if stored is None:
            async with self._turn:
                watched.stage = Stage.ANALYSING
                stored = await to_thread.run_sync(self._analysis.ingest, article)
        watched.document, watched.stage = stored.id, Stage.DONE
