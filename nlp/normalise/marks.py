"""Quotation marks in a text, and which way each seems to face.

A mark faces by what stands beside it: space before and a word behind open a quotation, a word before and space or a
full stop behind close it. Where that says nothing (a mark between two letters, a mark between two spaces), a mark with
a direction of its own faces the usual way, or the other way round if most marks of its family do in this document
(pdfium mirrors «»); a straight mark faces neither way and is left to the pairing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache

from nlp.lexicon.quotes import Family, quotes


class Facing(Enum):
    """Which way a mark faces."""

    OPENING = "opening"
    CLOSING = "closing"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at `start`..`end` of the working copy and the family it belongs to. `sure` when its neighbours tell."""

    start: int
    end: int
    family: str
    facing: Facing
    sure: bool


@dataclass(frozen=True, slots=True)
class _Table:
    families: dict[str, Family]  # the family of each mark that is not a single one
    usual: dict[str, Facing]
    pattern: re.Pattern[str]
    singles: frozenset[str]
    attached: frozenset[str]


@cache
def _table() -> _Table:
    data = quotes()
    families = {mark: family for family in data.families if not family.single for mark in family.marks}
    usual = {mark: Facing.OPENING for family in data.families for mark in family.opening}
    usual |= {mark: Facing.CLOSING for family in data.families for mark in family.closing}
    marks = sorted(families, key=len, reverse=True)
    return _Table(
        families=families,
        usual=usual,
        pattern=re.compile("|".join(map(re.escape, marks))),
        singles=frozenset(mark for family in data.families if family.single for mark in family.marks),
        attached=frozenset(data.attached),
    )


_OPENS_BEHIND = frozenset("([{<:–—-/=|")  # besides space: what may stand right before an opening mark
_CLOSES_BEFORE = frozenset(".,;:!?)]}>،؛؟…-–—/|")  # besides space: what may stand right behind a closing one
_LAST_WORD = re.compile(r"[^\W\d_]+$")

_Found = tuple[re.Match[str], Facing]


def marks_of(text: str, blocks: Iterable[tuple[int, int]]) -> list[list[Mark]]:
    """Return the marks of each block (`start`, `end`) of `text`, single quotation marks left out."""
    table = _table()
    found: list[list[_Found]] = []
    turned: defaultdict[str, int] = defaultdict(int)
    for start, end in blocks:
        block: list[_Found] = []
        for run in _runs(table.pattern.finditer(text, start, end)):
            facing = _facing(text, run[0].start(), run[-1].end(), start, end)
            block += [(match, facing) for match in run]
        found.append(block)
        for match, facing in block:
            usual = table.usual.get(match.group())
            if usual is not None and facing is not Facing.EITHER:
                turned[table.families[match.group()].name] += 1 if facing is not usual else -1
    mirrored = frozenset(family for family, more in turned.items() if more > 0)
    return [_marks_in(block, mirrored) for block in found]


def _runs(matches: Iterator[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Marks that touch one another face the same way: `««` opens twice."""
    run: list[re.Match[str]] = []
    for match in matches:
        if run and run[-1].end() != match.start():
            yield run
            run = []
        run.append(match)
    if run:
        yield run


def _marks_in(block: list[_Found], mirrored: frozenset[str]) -> list[Mark]:
    """Let unsure marks face the usual way, unless they stand for both (`« so «`) and tell nothing."""
    table = _table()
    unsure: defaultdict[str, list[str]] = defaultdict(list)
    for match, facing in block:
        if facing is Facing.EITHER:
            unsure[table.families[match.group()].name].append(match.group())
    alike = {family for family, marks in unsure.items() if len(marks) > 1 and len(set(marks)) == 1}
    marks: list[Mark] = []
    for match, facing in block:
        family = table.families[match.group()].name
        sure = facing is not Facing.EITHER
        faces = facing
        if not sure and family not in alike:
            faces = table.usual.get(match.group(), Facing.EITHER)
            if family in mirrored:
                faces = _TURNED[faces]
        marks.append(Mark(match.start(), match.end(), family, faces, sure))
    return marks


_TURNED = {
    Facing.OPENING: Facing.CLOSING,
    Facing.CLOSING: Facing.OPENING,
    Facing.EITHER: Facing.EITHER,
}


def _facing(text: str, start: int, end: int, first: int, last: int) -> Facing:
    """Read the neighbours of the marks at `start`..`end`, looking past one single quotation mark on either side."""
    table = _table()
    directed = text[start] in table.usual
    if start > first and text[start - 1] in table.singles:
        start -= 1
    if end < last and text[end] in table.singles:
        end += 1
    if (start == first) != (end == last) and text[start:end] in table.families:
        return Facing.OPENING if start == first else Facing.CLOSING
    before = text[start - 1] if start > first else " "
    behind = text[end] if end < last else " "
    opens = before.isspace() or before in _OPENS_BEHIND
    closes = behind.isspace() or behind in _CLOSES_BEFORE
    trailing = behind == "…" or text[end : end + 2] == ".."
    if opens and closes:
        # "...and so on" opens, and so does a mark behind a colon; " ." and " ," follow a closing mark set apart
        return Facing.OPENING if trailing or before == ":" else Facing.EITHER
    if opens:
        return Facing.OPENING
    word = _LAST_WORD.search(text, max(first, start - 4), start)
    if word and word.group() in table.attached and (word.start() == first or text[word.start() - 1] in " ("):
        return Facing.EITHER if closes and directed else Facing.OPENING
    if not closes:
        return Facing.EITHER
    if not directed and word and (trailing or (behind.isspace() and text[end + 1 : end + 2].isalpha())):
        return Facing.EITHER  # a straight mark in the middle of a sentence, perhaps put at the wrong end of its space
    return Facing.CLOSING
