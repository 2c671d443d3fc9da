"""What the page of one document shows: its text, its records, the one that is open, and what can be done with it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from app.db import Database
from app.review.chain import Link, chain_of
from app.review.changes import Difference, changes
from app.review.reading import Line, Part, lines_of, spans_of
from app.store import decisions
from app.store.decisions import Decision, Verdict
from app.store.reviewed import Reviewed, ReviewedDocument
from nlp.types import Attribution, Document, Level, Span, Speaker

# So many words of a content tell a record from its neighbours in a list.
_EXCERPT = 90


@dataclass(frozen=True, slots=True)
class Item:
    """A record in the list beside the text."""

    id: str
    speaker: str | None
    level: str
    type: str | None
    cue: str
    excerpt: str
    verdict: str
    confidence: float
    open: bool


@dataclass(frozen=True, slots=True)
class PartShown:
    """A part of the open record, with the name its edges are moved by; `place` counts the pieces of the content."""

    part: Part
    place: int
    span: Span


@dataclass(frozen=True, slots=True)
class Opened:
    """The open record with all that is shown of it. `alternatives` are others who may have spoken, the likeliest first,
    `others` the rest of the document's speakers; `history` is every decision about it with what that changed;
    `following` and `previous` are the ids of its neighbours, `next_open` of the next one that is not settled."""

    record: Reviewed
    parts: list[PartShown]
    chain: list[Link]
    alternatives: list[Speaker]
    others: list[Speaker]
    history: list[tuple[Decision, list[Difference]]]
    last: Decision | None
    previous: str | None
    following: str | None
    next_open: str | None


@dataclass(frozen=True, slots=True)
class Workspace:
    """The page of one document. `unnamed` are the ids of speakers whose name is withheld, `found` those of speakers as
    the engine found them, who have pages; `done` is the decision that has just been taken."""

    document: Document
    text: str
    lines: list[Line]
    items: list[Item]
    speakers: list[Speaker]
    unnamed: set[str]
    found: set[str]
    opened: Opened | None
    done: Decision | None
    settled: int

    def line_at(self, place: int) -> int:
        """Return where the line begins in which the code point `place` stands."""
        return self.lines[bisect_right(self.lines, place, key=lambda line: line.start) - 1].start


def workspace(database: Database, page: ReviewedDocument, record: str | None, done: int | None) -> Workspace:
    """Put the page of a document together, with `record` open and `done` just decided."""
    opened = page.find(record)
    items = [item_of(one, one is opened) for one in page.records]
    standing = [one.attribution for one in page.records]
    return Workspace(
        document=page.document,
        text=page.text,
        lines=lines_of(page.text, page.records, page.document.language),
        items=items,
        speakers=speakers_of(page),
        unnamed={one.speaker.id for one in standing if one.speaker and one.level is Level.ANONYMOUS},
        found={one.machine.speaker.id for one in page.records if one.machine and one.machine.speaker},
        opened=None if opened is None else _opened(database, page, opened),
        done=None if done is None else decisions.find(database, page.document.id, done),
        settled=sum(one.verdict in (Verdict.ACCEPTED, Verdict.REJECTED) for one in page.records),
    )


def item_of(one: Reviewed, opened: bool) -> Item:
    """Return the line of a record in the list."""
    record = one.attribution
    words = " … ".join(piece.text for piece in record.content)
    excerpt = " ".join(words[: 2 * _EXCERPT].split())
    return Item(
        id=record.id,
        speaker=record.speaker.name if record.speaker else None,
        level=record.level.value,
        type=record.type and record.type.value,
        cue=" ".join(record.cue.text.split()),
        excerpt=excerpt if len(excerpt) <= _EXCERPT else excerpt[:_EXCERPT].rsplit(" ", 1)[0] + " …",
        verdict=one.verdict.value,
        confidence=record.confidence,
        open=opened,
    )


def speakers_of(page: ReviewedDocument) -> list[Speaker]:
    """Return the document's speakers, each once, in the order in which they first speak."""
    found = (one.attribution.speaker for one in page.records)
    return list({speaker.id: speaker for speaker in found if speaker}.values())


def choices_of(page: ReviewedDocument, one: Reviewed) -> list[Speaker]:
    """Return whom a record can be given to by name: the document's speakers, and those considered for the record."""
    return [*speakers_of(page), *_alternatives(one)]


def lines_touched(lines: Iterable[Line], records: Iterable[Attribution]) -> list[Line]:
    """Return the lines in which a part of one of `records` stands."""
    spans = [span for record in records for _, span in spans_of(record)]
    return [line for line in lines if any(span.start < line.end and span.end > line.start for span in spans)]


def next_open(page: ReviewedDocument, record: str) -> str | None:
    """Return the id of the first record after `record`, then from the top, that nobody has settled; null for none."""
    ids = [one.attribution.id for one in page.records]
    place = ids.index(record) if record in ids else -1
    around = [*page.records[place + 1 :], *page.records[: place + 1]]
    return next((one.attribution.id for one in around if one.verdict is Verdict.OPEN), None)


def _opened(database: Database, page: ReviewedDocument, one: Reviewed) -> Opened:
    record = one.attribution
    history = decisions.history(database, record.id)
    standing = decisions.in_force(history)
    alternatives = _alternatives(one)
    offered = {speaker.id for speaker in (record.speaker, *alternatives) if speaker}
    place = page.records.index(one)
    return Opened(
        record=one,
        parts=list(_parts(record)),
        chain=chain_of(page, one),
        alternatives=alternatives,
        others=[speaker for speaker in speakers_of(page) if speaker.id not in offered],
        history=[(decision, changes(decision, one.machine)) for decision in history],
        last=standing[-1] if standing else None,
        previous=page.records[place - 1].attribution.id if place > 0 else None,
        following=page.records[place + 1].attribution.id if place + 1 < len(page.records) else None,
        next_open=next_open(page, record.id),
    )


def _alternatives(one: Reviewed) -> list[Speaker]:
    """Return who may have spoken instead: whom the engine took, where a reviewer took another, then whom it
    considered."""
    if one.machine is None:
        return []
    considered = [speaker for speaker in (one.machine.speaker, *one.machine.alternatives) if speaker]
    return [speaker for speaker in considered if speaker != one.attribution.speaker]


def _parts(record: Attribution) -> Iterable[PartShown]:
    if record.source:
        yield PartShown(Part.SOURCE, 0, record.source)
    yield PartShown(Part.CUE, 0, record.cue)
    if record.via:
        yield PartShown(Part.VIA, 0, record.via)
    for place, piece in enumerate(record.content):
        yield PartShown(Part.CONTENT, place, piece)
