"""Quotations: quotation marks paired within a paragraph, and carried over the paragraphs one of them spans.

Pairing never fails and never runs on: a quotation without a closing mark ends with its paragraph. Of the conventions
for a quotation of several paragraphs, the English one (each opens again, only the last closes) gives one unclosed
quotation for each and a closed one for the last; the other (nothing opens again) gives, for each further paragraph, a
quotation that begins where the paragraph does, without a mark of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from nlp.limits import MAX_QUOTATION_DEPTH, MAX_QUOTATION_PARAGRAPHS
from nlp.normalise.marks import Facing, Mark, marks_of
from nlp.normalise.singles import SINGLE, single_marks
from nlp.normalise.text import Quotation


@dataclass(frozen=True, slots=True)
class Paired:
    """The quotations in order of their beginnings, outer before inner, and the facing of every mark that was paired
    (or that opens an unclosed quotation), by its offset."""

    quotations: tuple[Quotation, ...]
    facing: dict[int, Facing]


@dataclass(slots=True)
class _Block:
    """One paragraph's pairing. `stray` is the first closing mark that found nothing to close."""

    start: int
    end: int
    found: list[Quotation] = field(default_factory=list)
    stray: Mark | None = None
    left_open: bool = False


def pair(text: str, blocks: Sequence[tuple[int, int]]) -> Paired:
    """Pair the quotation marks in each block (`start`, `end`) of `text`. Takes time in proportion to the text."""
    facing: dict[int, Facing] = {}
    paired: list[_Block] = []
    for (start, end), marks in zip(blocks, marks_of(text, blocks), strict=True):
        all_marks = sorted(marks + single_marks(text, start, end), key=lambda mark: mark.start)
        paired.append(_pair_block(start, end, all_marks, facing))
    _carry_over(paired, facing)
    return Paired(_nested([quotation for block in paired for quotation in block.found]), facing)


def _pair_block(start: int, end: int, marks: list[Mark], facing: dict[int, Facing]) -> _Block:
    block = _Block(start, end)
    open_marks: list[Mark] = []
    closing_ahead = Counter(mark.family for mark in marks if mark.facing is not Facing.OPENING)
    for mark in marks:
        if mark.facing is not Facing.OPENING:
            closing_ahead[mark.family] -= 1
        opened = _opened_by(mark, open_marks, closing_ahead)
        if opened is None and mark.facing is Facing.CLOSING:
            if not open_marks and block.stray is None:
                block.stray = mark
        elif opened is None:
            if len(open_marks) < MAX_QUOTATION_DEPTH:
                open_marks.append(mark)
        else:
            for lost in open_marks[opened + 1 :]:
                _end_unclosed(block, lost, mark.start, facing)
            _add(block, open_marks[opened], mark.start, mark.end, True, facing)
            facing[mark.start] = Facing.CLOSING
            del open_marks[opened:]
    for lost in open_marks:
        block.left_open |= _end_unclosed(block, lost, end, facing)
    if open_marks and open_marks[0].facing is Facing.EITHER and block.stray is None:
        block.stray = open_marks[0]
    return block


def _opened_by(mark: Mark, open_marks: list[Mark], closing_ahead: Counter[str]) -> int | None:
    """The index of the open mark that `mark` closes; None when it closes none.

    A mark also closes one of another family (`“text"`) when none of its own is open and none of the other's follows.
    """
    if mark.facing is Facing.OPENING or not open_marks:
        return None
    for index in range(len(open_marks) - 1, -1, -1):
        if open_marks[index].family == mark.family:
            return index
    other = open_marks[-1].family
    if SINGLE in (mark.family, other) or closing_ahead[other]:
        return None
    return len(open_marks) - 1


def _end_unclosed(block: _Block, mark: Mark, end: int, facing: dict[int, Facing]) -> bool:
    """End a quotation that has no closing mark; none at all when its opening mark is none for sure."""
    if mark.facing is not Facing.OPENING or mark.family == SINGLE:
        return False
    return _add(block, mark, end, end, False, facing)


def _add(block: _Block, mark: Mark, inner_end: int, end: int, closed: bool, facing: dict[int, Facing]) -> bool:
    facing[mark.start] = Facing.OPENING
    if mark.end >= inner_end:
        return False
    block.found.append(Quotation(mark.start, end, mark.end, inner_end, 0, closed))
    return True


def _carry_over(blocks: list[_Block], facing: dict[int, Facing]) -> None:
    """Follow a quotation left open at the end of a paragraph to the stray closing mark of a later one."""
    left_open: int | None = None
    for index, block in enumerate(blocks):
        if left_open is not None and block.stray is not None:
            stray = block.stray
            for between in blocks[left_open + 1 : index]:
                between.found.append(Quotation(between.start, between.end, between.start, between.end, 0, False))
            if stray.start > block.start:
                block.found.append(Quotation(block.start, stray.end, block.start, stray.start, 0, True))
            facing[stray.start] = Facing.CLOSING
            left_open = None
        if block.left_open:
            left_open = index
        elif left_open is not None and (
            index - left_open >= MAX_QUOTATION_PARAGRAPHS or facing.get(block.start) is Facing.OPENING
        ):
            left_open = None


def _nested(quotations: list[Quotation]) -> tuple[Quotation, ...]:
    """Order the quotations, outer before inner, and count how deep each stands."""
    around: list[int] = []
    ordered: list[Quotation] = []
    for quotation in sorted(quotations, key=lambda quotation: (quotation.start, -quotation.end)):
        while around and around[-1] <= quotation.start:
            around.pop()
        ordered.append(replace(quotation, depth=len(around)) if around else quotation)
        around.append(quotation.end)
    return tuple(ordered)
