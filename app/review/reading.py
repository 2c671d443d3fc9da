"""A document's text as a reviewer reads it: lines cut into pieces, each with the parts of records it is in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from app.store.decisions import Verdict
from app.store.reviewed import Reviewed
from nlp.types import Attribution, Language, Span

_BREAK = re.compile(r"\r\n|[\r\n]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LEFT_TO_RIGHT = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u052f]")

# Records within records: a person can follow a few; hostile text could nest thousands over every word.
_DEEPEST = 6


class Part(StrEnum):
    """What a piece of text is in a record."""

    CUE = "cue"
    SOURCE = "source"
    VIA = "via"
    CONTENT = "content"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line: its words, and the parts of records it lies in, the innermost first."""

    text: str
    parts: tuple[tuple[Part, str], ...]

    @property
    def deep(self) -> bool:
        """Whether it is somebody's words inside somebody else's."""
        return sum(part is Part.CONTENT for part, _ in self.parts) > 1


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text. `start` is the code point it begins at; `direction` is `rtl` or `ltr`."""

    start: int
    end: int
    direction: str
    pieces: tuple[Piece, ...]


def lines_of(text: str, records: Sequence[Reviewed], language: Language) -> list[Line]:
    """Cut `text` into lines with the records highlighted, rejected ones left out.

    The pieces of a line, one after the other, are the line: nothing is added, so that a place on the page can be
    counted back to a place in the text.
    """
    marked = [one.attribution for one in records if one.verdict is not Verdict.REJECTED]
    spans = sorted(
        ((span.start, span.end, part, record.id) for record in marked for part, span in spans_of(record)),
        key=lambda one: (one[0], one[1]),
    )
    lines: list[Line] = []
    waiting = 0
    active: list[tuple[int, int, Part, str]] = []
    for start, end in _lines(text):
        while waiting < len(spans) and spans[waiting][0] < end:
            active.append(spans[waiting])
            waiting += 1
        active = [span for span in active if span[1] > start]
        here = [span for span in active if span[0] < end]
        lines.append(Line(start, end, direction_of(text[start:end], language), tuple(_pieces(text, start, end, here))))
    return lines


def spans_of(record: Attribution) -> Iterator[tuple[Part, Span]]:
    """Give the parts of a record that are shown in the text."""
    yield Part.CUE, record.cue
    if record.source:
        yield Part.SOURCE, record.source
    if record.via:
        yield Part.VIA, record.via
    for piece in record.content:
        yield Part.CONTENT, piece


def direction_of(text: str, language: Language) -> str:
    """Return the direction in which most letters of `text` run; without letters, that of the document's language.

    The first strong letter, as `dir=auto` takes it, turns an Arabic sentence around that begins with a Latin name.
    """
    right, left = len(_RIGHT_TO_LEFT.findall(text)), len(_LEFT_TO_RIGHT.findall(text))
    if right == left:
        return "rtl" if language is Language.ARABIC else "ltr"
    return "rtl" if right > left else "ltr"


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _BREAK.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _pieces(text: str, start: int, end: int, spans: Iterable[tuple[int, int, Part, str]]) -> Iterator[Piece]:
    """Cut a line wherever a span begins or ends, in one sweep over these places."""
    begins: dict[int, list[tuple[int, Part, str]]] = defaultdict(list)
    ends: dict[int, list[tuple[int, Part, str]]] = defaultdict(list)
    for first, last, part, record in spans:
        one = (last - first, part, record)
        begins[max(first, start)].append(one)
        ends[min(last, end)].append(one)
    covering: list[tuple[int, Part, str]] = []
    for place, following in pairwise(sorted({start, end, *begins, *ends})):
        for one in ends[place]:
            covering.remove(one)
        covering += begins[place]
        innermost = sorted(covering)[:_DEEPEST]
        yield Piece(text[place:following], tuple((part, record) for _, part, record in innermost))
