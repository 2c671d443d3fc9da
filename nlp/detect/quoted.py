"""Which parts of the text stand in quotation marks, and what that says of a content."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from nlp.detect.frame import Piece
from nlp.normalise.text import Quotation, WorkingText
from nlp.types import Type

NEARLY_ALL = 0.9
HARDLY_ANY = 0.08
"""Shares of a content's letters inside quotation marks: above the one it is direct (a closing word may stand outside),
below the other indirect."""


class QuotationIndex:
    """The outermost quotations of a document, findable by place."""

    def __init__(self, quotations: Sequence[Quotation]) -> None:
        self._outermost = [quotation for quotation in quotations if quotation.depth == 0]
        self._starts = [quotation.start for quotation in self._outermost]
        self._ends = [quotation.end for quotation in self._outermost]

    def overlapping(self, start: int, end: int) -> list[Quotation]:
        """The outermost quotations that share a character with `start` to `end`, in order."""
        return self._outermost[bisect_right(self._ends, start) : bisect_left(self._starts, end)]

    def at(self, offset: int) -> Quotation | None:
        """The outermost quotation that `offset` lies in, if any."""
        return next(iter(self.overlapping(offset, offset + 1)), None)


def type_of(text: WorkingText, quotations: QuotationIndex, content: Sequence[Piece]) -> Type | None:
    """Direct when all of `content` is quoted, indirect when none, mixed when part; None when there is no content."""
    letters = quoted = 0
    for piece in content:
        letters += _letters(text, piece.start, piece.end)
        for quotation in quotations.overlapping(piece.start, piece.end):
            quoted += _letters(text, max(piece.start, quotation.start), min(piece.end, quotation.end))
    if not letters:
        return None
    share = quoted / letters
    return Type.DIRECT if share >= NEARLY_ALL else Type.INDIRECT if share <= HARDLY_ANY else Type.MIXED


def _letters(text: WorkingText, start: int, end: int) -> int:
    return sum(character.isalnum() for character in text.working[start:end])
