"""Moving the edge of a span by a word of the original text, without ever cutting inside one.

A word is what a reader would step over at once: letters with all their vowel marks and stretches, a number, or a single
mark or picture. Joined and coloured pictures (Unicode Technical Standard 51, "Unicode Emoji") are several code points
and one picture.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from enum import StrEnum

from nlp.types import Span

_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d"
_PICTURE = r"[^\w\s][\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*"
_WORD = re.compile(
    rf"[\U0001f1e6-\U0001f1ff]{{2}}|[\w{_MARKS}]+(?:[-'’.,:/٫٬][\w]+[{_MARKS}]*)*|{_PICTURE}(?:\u200d{_PICTURE})*"
)

# A span is at most some pages long, and an edge moves by one word: no more than this is looked at on either side.
_WINDOW = 2_000


class Edge(StrEnum):
    """Which end of a span is to move."""

    START = "start"
    END = "end"


def span_at(text: str, start: int, end: int) -> Span:
    """Return the span of `text` from code point `start` to `end`."""
    return Span(text=text[start:end], start=start, end=end)


def moved(text: str, span: Span, edge: Edge, forward: bool) -> Span:
    """Return `span` with one edge moved over the next word of the text, later in it if `forward`.

    At the ends of the text, and where nothing would be left of the span, it stays as it is.
    """
    position = span.start if edge is Edge.START else span.end
    first, last = max(0, position - _WINDOW), min(len(text), position + _WINDOW)
    words = [match.span() for match in _WORD.finditer(text, first, last)]
    edges = [word[0] if edge is Edge.START else word[1] for word in words]
    index = bisect_right(edges, position) if forward else bisect_left(edges, position) - 1
    if not 0 <= index < len(edges):
        return span
    start, end = (edges[index], span.end) if edge is Edge.START else (span.start, edges[index])
    return span_at(text, start, end) if text[start:end].strip() and start < end else span


def whole_words(text: str, start: int, end: int) -> Span | None:
    """Return the span that somebody meant who selected from `start` to `end`: grown to whole words, without the white
    space around. Null when there is no word in it."""
    first, last = max(0, start - _WINDOW), min(len(text), end + _WINDOW)
    touched = [match.span() for match in _WORD.finditer(text, first, last)]
    touched = [word for word in touched if word[1] > start and word[0] < end]
    return span_at(text, touched[0][0], touched[-1][1]) if touched else None


def find(text: str, words: str, near: int) -> Span | None:
    """Return where `words` stand in `text`, the place nearest to code point `near`; null if they stand nowhere.

    Line breaks and spaces count alike: words that were typed or pasted need not break where the text does.
    """
    parts = words.split()
    if not parts:
        return None
    pattern = re.compile(r"\s+".join(map(re.escape, parts)))
    places: Iterable[re.Match[str]] = pattern.finditer(text)
    nearest = min(places, key=lambda match: abs(match.start() - near), default=None)
    return None if nearest is None else span_at(text, *nearest.span())
