"""From the glyphs of a page to lines in reading order: columns, and the lines that run across them.

A gutter is a vertical stripe that hardly any line of the page crosses while many stand on both sides of it (the
whitespace of Breuel's and Nagy's page segmentation, simplified to upright gutters). Lines that do cross it, such as a
headline, divide the page into bands; inside a band the columns are read one after the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.ingest.pdf.glyphs import Glyph

_SAME_LINE = 0.4  # the share of the type size by which baselines of one line differ at most
_GUTTER = 0.8  # the width of the narrowest gutter, in type sizes
_CROSSED = 0.12  # the share of lines that may run across a gutter
_BESIDE = 4  # lines that must stand on each side of a gutter

_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_ENOUGH = 0.35  # the share of Arabic letters from which text runs from right to left
_ENDS = ".,;:!?…"
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")


@dataclass(slots=True)
class Line:
    """The glyphs of one line, its baseline and edges in points, its type size, and the edges of its column."""

    glyphs: list[Glyph]
    baseline: float
    x0: float
    x1: float
    size: float
    left: float = 0.0
    right: float = 0.0


def is_right_to_left(glyphs: list[Glyph]) -> bool:
    """Whether the text runs from right to left. Arabic text holds Latin names far more often than the other way round,
    so a third of the letters is enough."""
    text = "".join(glyph.text for glyph in glyphs)
    arabic = len(_ARABIC.findall(text))
    return arabic > 0 and arabic >= _ENOUGH * (arabic + len(_LATIN.findall(text)))


def directions(lines: list[Line], *, right_to_left: bool) -> list[bool]:
    """Tell for each line of a page whether its paragraph runs from right to left; `right_to_left` is the document's.

    A line with Arabic in it is judged together with its neighbours. One in Latin letters alone may still stand in a
    paragraph from right to left: then its full stop is drawn at its left end.
    """
    found = []
    for index, line in enumerate(lines):
        letters = [glyph for glyph in line.glyphs if not glyph.is_space]
        if any(_ARABIC.match(glyph.text) for glyph in letters):
            around = [glyph for near in lines[max(0, index - 1) : index + 2] for glyph in near.glyphs]
            found.append(is_right_to_left(line.glyphs) or is_right_to_left(around))
        elif any(_LATIN.match(glyph.text) for glyph in letters):
            leftmost = min(letters, key=lambda glyph: glyph.x0)
            found.append(right_to_left and leftmost.text in _ENDS)
        else:
            found.append(right_to_left)
    return found


def lines_of(glyphs: list[Glyph], *, right_to_left: bool) -> list[Line]:
    """Return the lines of a page in reading order."""
    rows = _rows([glyph for glyph in glyphs if not glyph.is_space])
    gutters = _gutters(rows)
    if not gutters:
        lines = _rows(glyphs)
        return _in_column(lines)
    ordered: list[Line] = []
    for across, band in _bands(rows, gutters):
        top, bottom = band[0].baseline + band[0].size / 2, band[-1].baseline - band[-1].size / 2
        inside = [glyph for glyph in glyphs if bottom <= glyph.baseline <= top]
        if across:
            ordered += _in_column(_rows(inside))
            continue
        edges = [float("-inf"), *((left + right) / 2 for left, right in gutters), float("inf")]
        columns = [
            [glyph for glyph in inside if edges[index] <= (glyph.x0 + glyph.x1) / 2 < edges[index + 1]]
            for index in range(len(edges) - 1)
        ]
        for column in reversed(columns) if right_to_left else columns:
            ordered += _in_column(_rows(column))
    return [line for line in ordered if any(not glyph.is_space for glyph in line.glyphs)]


def _rows(glyphs: list[Glyph]) -> list[Line]:
    """Group glyphs by baseline, the highest first."""
    lines: list[Line] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.baseline):
        line = lines[-1] if lines else None
        if line is not None and line.baseline - glyph.baseline <= _SAME_LINE * max(line.size, glyph.size):
            line.glyphs.append(glyph)
            line.x0, line.x1 = min(line.x0, glyph.x0), max(line.x1, glyph.x1)
            line.size = max(line.size, glyph.size)
        else:
            lines.append(Line([glyph], glyph.baseline, glyph.x0, glyph.x1, glyph.size))
    return [line for line in lines if any(not glyph.is_space for glyph in line.glyphs)]


def _gutters(rows: list[Line]) -> list[tuple[float, float]]:
    """Return the gutters of a page as pairs of edges, from left to right."""
    if len(rows) < 2 * _BESIDE:
        return []
    start = min(row.x0 for row in rows)
    width = int(max(row.x1 for row in rows) - start) + 2
    covered = [0] * width
    for row in rows:
        points: set[int] = set()
        for glyph in row.glyphs:
            points.update(range(max(0, int(glyph.x0 - start)), min(width, int(glyph.x1 - start) + 1)))
        for point in points:
            covered[point] += 1
    size = sorted(row.size for row in rows)[len(rows) // 2]
    most = max(covered)
    found: list[tuple[float, float]] = []
    begin: int | None = None
    for point, times in enumerate([*covered, most]):
        if times <= _CROSSED * most:
            begin = point if begin is None else begin
        elif begin is not None:
            beside = min(max(covered[:begin], default=0), max(covered[point:], default=0))
            if point - begin >= _GUTTER * size and beside >= max(_BESIDE, 0.3 * most):
                found.append((start + begin, start + point))
            begin = None
    return found


def _bands(rows: list[Line], gutters: list[tuple[float, float]]) -> list[tuple[bool, list[Line]]]:
    """Divide the rows into bands, from the top: those that cross a gutter, and those that do not."""
    bands: list[tuple[bool, list[Line]]] = []
    for row in rows:
        across = any(glyph.x0 < right - 1 and glyph.x1 > left + 1 for glyph in row.glyphs for left, right in gutters)
        if bands and bands[-1][0] is across:
            bands[-1][1].append(row)
        else:
            bands.append((across, [row]))
    return bands


def _in_column(lines: list[Line]) -> list[Line]:
    """Tell each line the edges of the column it stands in."""
    if lines:
        left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
        for line in lines:
            line.left, line.right = left, right
    return lines
