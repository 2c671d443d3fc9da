"""From lines to paragraphs: joined across lines, columns and pages, without what every page repeats."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from app.ingest.pdf.layout import Line

_FINAL = re.compile(r"[.!?؟…:][\s\"'”“«»’)\]]*$")
_PAGE_NUMBER = re.compile(r"[-–—|]?\s*(?:[Pp]age |صفحة )?[\d٠-٩]{1,4}(?:\s*(?:/|of|من)\s*[\d٠-٩]{1,4})?\s*[-–—|]?")
_DIGITS = re.compile(r"[\d٠-٩]+")
_HYPHENATED = re.compile(r"[a-z]-$")

_NOTE = re.compile(r"[\[(]?(?:[\d٠-٩]{1,3}|[*†‡])[\])]?[.:]?\s*\S")
_NOTE_SIZE = 0.92
"""The share of the size of the text from which notes at the foot of a page are set smaller."""

_EDGE_LINES = 3
"""Lines at the top and at the foot of a page among which running heads are looked for."""
_WIDE_GAP = 1.35
"""The distance between lines from which a paragraph ends, in usual distances."""
_OTHER_SIZE = 0.1
"""The share by which type sizes of different kinds of text (headline, body) differ."""
_SHORT = 1.5
"""How far before the edge of its column the last line of a paragraph ends, in type sizes."""
_INDENT = 0.8
"""How far a first line is set in, in type sizes."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line with its text in reading order."""

    text: str
    line: Line
    page: int
    right_to_left: bool

    @property
    def set_in(self) -> float:
        """How far from the edge of the column the line begins, in type sizes."""
        line = self.line
        return ((line.right - line.x1) if self.right_to_left else (line.x0 - line.left)) / line.size

    @property
    def left_open(self) -> float:
        """How much of the column is empty behind the line, in type sizes."""
        line = self.line
        return ((line.x0 - line.left) if self.right_to_left else (line.right - line.x1)) / line.size


def without_running_heads(pages: list[list[Row]]) -> list[list[Row]]:
    """Leave out page numbers at the edges of pages, and lines there that other pages have at the same height."""
    places: Counter[tuple[str, int]] = Counter()
    for rows in pages:
        for row in _at_edges(rows):
            places[_place(row)] += 1
    needed = 2 if len(pages) < 6 else 3
    kept = []
    for rows in pages:
        edges = {id(row) for row in _at_edges(rows)}
        kept.append(
            [
                row
                for row in rows
                if id(row) not in edges
                or not (places[_place(row)] >= needed or (len(rows) > 1 and _PAGE_NUMBER.fullmatch(row.text)))
            ]
        )
    return kept


def with_notes_last(pages: list[list[Row]]) -> list[Row]:
    """Return the rows of all pages, the notes at the foot of pages behind everything else: a paragraph goes on from one
    page to the next past them."""
    sizes = sorted(row.line.size for rows in pages for row in rows)
    body: list[Row] = []
    notes: list[Row] = []
    for rows in pages:
        first = len(rows)
        while first and rows[first - 1].line.size <= _NOTE_SIZE * sizes[len(sizes) // 2]:
            first -= 1
        while first < len(rows) and not _NOTE.match(rows[first].text):
            first += 1
        body += rows[:first]
        notes += rows[first:]
    return [*body, *notes]


def _at_edges(rows: list[Row]) -> list[Row]:
    by_height = sorted(rows, key=lambda row: -row.line.baseline)
    return list({id(row): row for row in by_height[:_EDGE_LINES] + by_height[-_EDGE_LINES:]}.values())


def _place(row: Row) -> tuple[str, int]:
    return _DIGITS.sub("0", row.text), round(row.line.baseline / 4)


def paragraphs_of(rows: list[Row]) -> list[str]:
    """Join rows in reading order into paragraphs."""
    usual = _usual_distance(rows)
    paragraphs: list[list[Row]] = []
    for row in rows:
        if paragraphs and _continues(paragraphs[-1], row, usual):
            paragraphs[-1].append(row)
        else:
            paragraphs.append([row])
    compounds = _compounds(rows)
    return [_joined([row.text for row in paragraph], compounds) for paragraph in paragraphs]


def _usual_distance(rows: list[Row]) -> float:
    """The usual distance of lines, in type sizes."""
    distances = sorted(
        (before.line.baseline - after.line.baseline) / after.line.size
        for before, after in pairwise(rows)
        if before.page == after.page and 0 < before.line.baseline - after.line.baseline < 4 * after.line.size
    )
    return distances[len(distances) // 3] if distances else 1.2


def _continues(paragraph: list[Row], row: Row, usual: float) -> bool:
    before = paragraph[-1]
    if abs(before.line.size - row.line.size) > _OTHER_SIZE * before.line.size:
        return False
    final = _FINAL.search(before.text[-8:]) is not None
    short = before.left_open > _SHORT
    distance = (before.line.baseline - row.line.baseline) / row.line.size
    if before.page != row.page or distance <= 0:
        # The other column, or the next page: what is above it says nothing.
        return not final and not (short and before.left_open > 4 * _SHORT) and row.set_in < _INDENT
    if distance > _WIDE_GAP * usual:
        return False
    set_in = row.set_in > _INDENT and before.set_in <= _INDENT and (len(paragraph) > 1 or final)
    return not set_in and not (short and final) and not before.left_open > 4 * _SHORT


def _compounds(rows: list[Row]) -> frozenset[str]:
    """The words with a hyphen inside that stand somewhere in the middle of a line."""
    return frozenset(re.findall(r"\b[A-Za-z]+-[a-z]+\b", " ".join(row.text for row in rows)))


def _joined(lines: list[str], compounds: frozenset[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        if _HYPHENATED.search(text[-2:]) and line[:1].islower():
            word = text.rsplit(None, 1)[-1] + line.split(None, 1)[0].rstrip('.,;:!?”")')
            text = text + line if word in compounds else text[:-1] + line
        else:
            text = f"{text} {line}"
    return text
