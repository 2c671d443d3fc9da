"""Single quotation marks, which are apostrophes more often than not: only clear pairs count.

A pair opens behind a space (or another mark) and in front of a letter or digit, and closes behind a word or a full stop
and in front of a space or a full stop, within the same paragraph. `the workers' rights` closes nothing when a better
closing mark follows, and nothing opens in `'90s` or `'em`.
"""

from __future__ import annotations

import re
from functools import cache

from nlp.lexicon.quotes import quotes
from nlp.limits import MAX_UNBROKEN_QUOTATION
from nlp.normalise.marks import Facing, Mark

SINGLE = "single"
"""The family of every mark found here."""


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    marks = [mark for family in quotes().families if family.single for mark in family.marks]
    any_mark = f"[{re.escape(''.join(marks))}]"
    elided = "|".join(map(re.escape, quotes().elisions))
    alone = f"(?<!{any_mark}){any_mark}(?!{any_mark})"
    candidate = re.compile(
        rf"(?P<opening>(?<![^\s(\[{{:\-–—/\"“«]){alone}(?=[^\W_])(?!\d\ds?\b)(?!(?i:{elided})\b))"
        rf"|(?P<closing>(?<=[^\s(\[{{]){alone}(?![^\W_]))"
    )
    return re.compile(any_mark), candidate


def single_marks(text: str, start: int, end: int) -> list[Mark]:
    """Return the opening and closing marks of the clear pairs in `text[start:end]`, in order."""
    any_mark, candidate = _patterns()
    if not any_mark.search(text, start, end):
        return []
    pairs: list[Mark] = []
    opening: int | None = None
    closing: int | None = None  # the best closing mark so far
    for match in candidate.finditer(text, start, end):
        at = match.start()
        if match.lastgroup == "opening":
            if opening is not None and closing is not None:
                pairs += _pair(opening, closing)
            opening, closing = at, None
        elif opening is not None and at - opening <= MAX_UNBROKEN_QUOTATION:
            if not _may_be_possessive(text, at, end):
                pairs += _pair(opening, at)
                opening = closing = None
            elif closing is None:
                closing = at
    if opening is not None and closing is not None:
        pairs += _pair(opening, closing)
    return pairs


def _may_be_possessive(text: str, at: int, end: int) -> bool:
    return text[at - 1] in "sSzx" and at + 2 < end and text[at + 1] == " " and text[at + 2].isalpha()


def _pair(opening: int, closing: int) -> list[Mark]:
    return [
        Mark(opening, opening + 1, SINGLE, Facing.OPENING, True),
        Mark(closing, closing + 1, SINGLE, Facing.CLOSING, True),
    ]
