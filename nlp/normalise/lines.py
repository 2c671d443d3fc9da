"""Broken lines: a text that came out of a PDF, a terminal or a mail has a line end wherever the page had one.

In such a text most full lines stop in the middle of a sentence. They are joined again, the newline turned into a space;
page furniture between them (an address, a page number) is left out of the working copy. A text whose lines are
paragraphs is returned as it is. The test looks at the whole document, because one line tells nothing.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from nlp.normalise.clean import Cleaned

_WIDEST_PAGE = 140
"""Code points: no page sets longer lines; a text with longer ones has paragraphs for lines."""
_NARROWEST_PAGE = 30
"""Code points: no column is set narrower; shorter lines are a list."""
_FULL = 0.75
"""The share of the page's width from which a line counts as full. Justified Arabic varies by a quarter."""

_RUNNING_TITLE = 3
"""Times a short line stands in a document from which it is the page's, not the text's."""

_FINAL = re.compile(r"[.!?؟…][\s\"'”“«»’)\]]*$")
_FURNITURE = re.compile(
    r"(?:https?://|www\.)\S+|[-–—|]? ?(?:[Pp]age |صفحة )?\d{1,4}(?: ?(?:/|of|من) ?\d{1,4})? ?[-–—|]?"
)
_LOWER = re.compile(r"[\"'“‘(]?[a-zà-ÿ]")
_CAPITAL = re.compile(r"[\"'“‘(]?[A-ZÀ-Þ]")
_HYPHENATED = re.compile(r"[a-z]-$")


@dataclass(slots=True)
class _Line:
    """A line with something on it: where it stands, and how many empty lines stand before it."""

    start: int
    end: int
    blanks: int
    final: bool
    lower: bool
    capital: bool
    conjunction: bool  # begins with the و that joins one Arabic sentence to another

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class _Page:
    """What the document's lines have in common.

    `full` is the length from which a line is full. `blanks_inside` says that empty lines stand inside sentences,
    `blanks_between` that every paragraph is followed by one.
    """

    full: float
    blanks_inside: bool
    blanks_between: bool

    def continues(self, before: _Line, after: _Line) -> bool:
        """Whether `after` goes on with the paragraph of `before`."""
        if len(before) < self.full:
            return False
        if after.blanks:
            return after.blanks == 1 and self.blanks_inside and not before.final and not after.capital
        return not before.final or self.blanks_between


def mend(cleaned: Cleaned) -> Cleaned:
    """Join the lines of a broken text; return any other text unchanged. Lines that stay apart keep their newline."""
    lines = _lines_of(cleaned.text)
    page = _page_of(lines)
    if page is None:
        return cleaned
    lines = _without_furniture(cleaned.text, lines, page)
    text: list[str] = []
    origin = array("l")
    before: _Line | None = None
    for line in lines:
        if before is not None:
            joined = page.continues(before, line)
            if joined and line.lower and not line.blanks and _HYPHENATED.search(text[-1][-2:]):
                text[-1] = text[-1][:-1]
                origin.pop()
            else:
                text.append(" " if joined else "\n\n" if line.blanks else "\n")
                origin.extend([cleaned.origin[before.end]] * len(text[-1]))
        text.append(cleaned.text[line.start : line.end])
        origin.extend(cleaned.origin[line.start : line.end])
        before = line
    return Cleaned("".join(text), origin)


def _lines_of(text: str) -> list[_Line]:
    lines: list[_Line] = []
    blanks = position = 0
    for raw in text.split("\n"):
        start = position + len(raw) - len(raw.lstrip())
        position += len(raw) + 1
        line = raw.strip()
        if not line:
            blanks += 1
            continue
        lines.append(
            _Line(
                start,
                start + len(line),
                blanks,
                final=_FINAL.search(line[-8:]) is not None,
                lower=_LOWER.match(line) is not None,
                capital=_CAPITAL.match(line) is not None,
                conjunction=line.startswith("و"),
            )
        )
        blanks = 0
    return lines


def _without_furniture(text: str, lines: list[_Line], page: _Page) -> list[_Line]:
    """Leave out addresses, page numbers and running titles. A sentence that one interrupts goes on behind it."""
    times = Counter(text[line.start : line.end] for line in lines)
    kept: list[_Line] = []
    interrupted = False
    for line in lines:
        content = text[line.start : line.end]
        running_title = times[content] >= _RUNNING_TITLE and len(line) < page.full and not line.final
        if running_title or _FURNITURE.fullmatch(content):
            interrupted = True
            continue
        if interrupted and kept:
            line.blanks = 1 if kept[-1].final else 0
        interrupted = False
        kept.append(line)
    return kept


def _page_of(lines: list[_Line]) -> _Page | None:
    """Measure the page a text was broken on; None when its lines are paragraphs."""
    if len(lines) < 3:
        return None
    width = sorted(map(len, lines))[len(lines) * 9 // 10]
    if not _NARROWEST_PAGE <= width <= _WIDEST_PAGE:
        return None
    full = width * _FULL
    pairs = list(pairwise(lines))
    cut = [(before, after) for before, after in pairs if len(before) >= full and not before.final]
    ended = [after for before, after in pairs if len(before) < full and before.final]
    first = next(index for index, line in enumerate(lines) if len(line) >= full)  # above it: title, byline, date
    loose = sum(1 for before, _ in pairs[first:] if len(before) < full and not before.final)
    whole = sum(1 for before, _ in pairs if len(before) >= full and before.final)
    if len(cut) < 2 or len(cut) < whole or len(cut) < 2 * loose:
        return None
    if sum(1 for _, after in cut if after.capital or after.conjunction) > len(cut) / 2:
        return None  # titles, or paragraphs without a full stop: each line begins anew
    if sum(1 for _, after in cut if not after.blanks) < len(cut) / 4:
        return None  # every line is set apart
    gaps = [before for before, after in pairs if after.blanks == 1 and len(before) >= full]
    return _Page(
        full=full,
        blanks_inside=2 * sum(1 for line in gaps if not line.final) > len(gaps),
        blanks_between=bool(ended) and sum(1 for line in ended if line.blanks) >= 0.8 * len(ended),
    )
