"""Taking documents in: fetched, read, analysed and kept with their bytes, or kept with their problem."""

from __future__ import annotations

from dataclasses import dataclass

import anyio
from httpcore import AsyncNetworkBackend

from app.db import Database
from app.ingest.fetch.get import fetch
from app.ingest.items import Item, Link, Raw, Ready, Refused
from app.ingest.problem import Problem, Unreadable
from app.ingest.read import Told, article_of, read
from app.ingest.reading import FeedEntry, Reading
from app.ingest.sandbox import Sandbox
from app.jobs.analyse import Analysis, Observer, unobserved
from app.store import sources
from app.store.documents import Stored
from app.store.sources import Found
from nlp.errors import RefusedText


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one place: a document, the entries of a feed, or a refusal with its message."""

    place: str
    stored: Stored | None = None
    entries: tuple[FeedEntry, ...] = ()
    notes: tuple[str, ...] = ()
    refusal: Unreadable | RefusedText | None = None


class Intake:
    """Takes documents in. Each is one place, and no place that fails is lost: it can be listed and tried again."""

    def __init__(
        self,
        database: Database,
        analysis: Analysis,
        sandbox: Sandbox | None = None,
        network: AsyncNetworkBackend | None = None,
    ) -> None:
        """`network` decides what may be fetched from; by default public addresses (`app.ingest.fetch.network`)."""
        self._database = database
        self.analysis = analysis
        self._sandbox = sandbox or Sandbox()
        self._network = network

    def take(
        self, item: Item, told: Told | None = None, *, again: bool = False, observe: Observer = unobserved
    ) -> Taken:
        """Take one item in, telling each step. A place that was read before is known and left alone, unless `again`."""
        told = told or Told()
        try:
            if isinstance(item, Ready):
                stored = self.analysis.ingest(item.article, observe)
                sources.forget_problem(self._database, item.place)
                return Taken(item.place, stored)
            if isinstance(item, Refused):
                raise Unreadable(item.problem, item.message)
            if isinstance(item, Raw):
                return self._read(item, told, again, observe)
            known = None if again else sources.known(self._database, item.place)
            if known is not None:
                return Taken(item.place, Stored(known, new=False))
            observe("fetch")
            return self._read(anyio.run(self._fetch, item), told, again, observe)
        except (Unreadable, RefusedText) as refusal:
            self._keep_problem(item, refusal)
            return Taken(item.place, refusal=refusal)

    def close(self) -> None:
        """End the process that reads documents."""
        self._sandbox.close()

    async def _fetch(self, link: Link) -> Raw:
        found = await fetch(link.url, self._network)
        return Raw(link.place, found.content, found.url, "", found.media_type, found.charset)

    def _read(self, raw: Raw, told: Told, again: bool, observe: Observer) -> Taken:
        known = None if again else sources.known(self._database, raw.place, raw.content)
        if known is not None:
            return Taken(raw.place, Stored(known, new=False))
        observe("read")
        reading = read(self._sandbox, raw)
        if reading.entries:
            return Taken(raw.place, entries=tuple(reading.entries), notes=tuple(reading.notes))
        if not reading.text:
            raise Unreadable(Problem.NO_ARTICLE, "The feed announces no article.")
        stored = self.analysis.ingest(article_of(reading, raw, told), observe)
        sources.keep(self._database, _found(raw, reading), stored.id)
        return Taken(raw.place, stored, notes=tuple(reading.notes))

    def _keep_problem(self, item: Item, refusal: Unreadable | RefusedText) -> None:
        problem = refusal.problem.value if isinstance(refusal, Unreadable) else "refused_text"
        found = _found(item, None) if isinstance(item, Raw) else Found(item.place, None)
        sources.keep_problem(self._database, found, problem, str(refusal))


def _found(raw: Raw, reading: Reading | None) -> Found:
    return Found(
        place=raw.place,
        content=raw.content,
        url=raw.url,
        kind=reading.kind.value if reading else None,
        media_type=raw.media_type or None,
        charset=raw.charset,
        author=reading.author if reading else None,
        quality=reading.quality if reading else None,
        notes=tuple(reading.notes) if reading else (),
    )


def links_of(taken: Taken) -> list[Link]:
    """Return the articles that a feed announces, to be taken in like any other address."""
    return [Link(entry.url, entry.url) for entry in taken.entries]
