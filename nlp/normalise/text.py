"""The working copy of a document: the cleaned text that every later stage reads, with its way back to the original.

All offsets in this package and in every later stage are code points into `working`, end exclusive, until
`nlp.analyse` turns them back into offsets of the original with `WorkingText.to_original`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from nlp.normalise.clean import is_mark
from nlp.types import Language


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark. `form` is what the taggers and the lexicons see: letters folded, digits zeroed, quotation
    marks turned into `«` (opening) or `»` (closing)."""

    text: str
    start: int
    end: int
    form: str


def tokens_within(tokens: Sequence[Token], start: int, end: int) -> Sequence[Token]:
    """Return those of `tokens`, in the order of the text, that begin from `start` on and before `end`."""
    first = bisect_left(tokens, start, key=lambda token: token.start)
    return tokens[first : bisect_left(tokens, end, lo=first, key=lambda token: token.start)]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its tokens."""

    start: int
    end: int
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in one language. `heading` is true for a title or a line set apart without a full stop."""

    start: int
    end: int
    language: Language
    heading: bool
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks: `start` is the opening mark, `end` is past the closing mark, `inner_start` and
    `inner_end` hold what stands between. `depth` is 0 for an outermost quotation. `closed` is false where the closing
    mark is missing and the end of the paragraph (or of the quotation around it) was taken instead.

    A quotation that runs on from an earlier paragraph without a mark of its own begins with the paragraph:
    `inner_start == start`. `inner_start < inner_end`, always."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int
    closed: bool


@dataclass(frozen=True, slots=True)
class WorkingText:
    """A document ready to be read by the engine.

    `origin[i]` is the offset in `original` of the character that became `working[i]`. It never decreases, but where a
    torn line was put in order (`nlp.normalise.repair`): `cuts` are the places of `working`, in order, whose two
    neighbours do not stand side by side in the original. `reordered` are the lines of the original that were put in
    order, `lost` its places where a bad reading left characters out: spans of the original, in order.
    """

    original: str
    working: str
    origin: Sequence[int]
    language: Language
    paragraphs: tuple[Paragraph, ...]
    quotations: tuple[Quotation, ...]
    cuts: tuple[int, ...] = ()
    reordered: tuple[tuple[int, int], ...] = ()
    lost: tuple[tuple[int, int], ...] = ()

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """Turn a non-empty working span into the original span it was read from.

        Vowel marks and stretch marks on the last letter belong to the span: no reader would cut between them. Of a
        span that was put together from several places of the original, the longest stretch is returned.
        """
        return max(self.stretches(start, end), key=lambda stretch: stretch[1] - stretch[0])

    def stretches(self, start: int, end: int) -> list[tuple[int, int]]:
        """Turn a non-empty working span into the original spans it was read from, in the order of reading: one, but
        where a torn line was put in order."""
        if not 0 <= start < end <= len(self.working):
            raise ValueError(f"not a span of the working copy: {start}..{end}")
        first, last = bisect_right(self.cuts, start), bisect_left(self.cuts, end)
        if first == last:
            return [self._stretch(start, end)]
        found = []
        for begin, stop in pairwise((start, *self.cuts[first:last], end)):
            part = self.working[begin:stop]
            if part.strip():
                found.append(self._stretch(stop - len(part.lstrip()), begin + len(part.rstrip())))
        return found or [self._stretch(start, self.cuts[first])]

    def _stretch(self, start: int, end: int) -> tuple[int, int]:
        last = self.origin[end - 1] + 1
        limit = self.origin[end] if end < len(self.working) and self.origin[end] >= last else len(self.original)
        while last < limit and is_mark(self.original[last]):
            last += 1
        return self.origin[start], last
