"""A torn line put in order: where its parts begin, and which order they had.

Where a page drew two letters as one glyph, a bad reading of it tears the line there, and what follows the tear stands
before what precedes it: `ير الخارجية ... هدد وز` for `هدد وزير الخارجية ...`. A line torn twice has three parts, the
last one first. So the parts are found by their tears: the last word of each part and the first word of the part that
stands before it, put together, are a common word, and one of them alone is none; or the first one begins with a stretch
mark, which no word does.

Where a line of two parts is cut, nothing shows. Word pairs of ten million words of news say how well each place would
do: what would then follow the line before, what would precede the line after, and what no longer stands together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from nlp.fold import fold
from nlp.normalise.repair_words import SENTENCE, WordPairs

COMMON = 20
"""Times a word was seen from which it is common enough to be what a line was torn in."""
RARER = 50
"""How many times rarer than the whole word one of its parts must be to be no word of its own."""
CLEARLY = 3.0
"""Natural logarithm of how much likelier the best order must be than the second: twenty times."""

MOST_ORDERS = 300
"""Orders of one line that are compared: a line of twenty words torn three times has some dozens."""

LONGEST = 40
"""Words of a line. No page sets longer ones."""

_FINAL = re.compile(r"[.!?؟:؛][\s\"'”“«»’)\]]*$")
_FIRST = re.compile(r"[^\W\d_]+")
_LAST = re.compile(r"([^\W\d_]+)$")


@dataclass(frozen=True, slots=True)
class Chunk:
    """What stands between two spaces, at `start`..`end`. `word` is its letters, folded; `head` the letters that it
    begins with and `tail` those that it ends with, empty where it begins or ends with a mark. `marked` tells that a
    stretch mark stands before its first letter, `ends` that a sentence ends behind it."""

    start: int
    end: int
    word: str
    head: str
    tail: str
    marked: bool
    ends: bool


def chunk(text: str, start: int, end: int, *, marked: bool) -> Chunk:
    """Return the chunk at `start`..`end` of `text`."""
    form = text[start:end]
    first, last = _FIRST.match(form), _LAST.search(form)
    letters = max(_FIRST.findall(form), key=len, default="")
    return Chunk(
        start, end, fold(letters), fold(first[0]) if first else "", fold(last[1]) if last else "",
        marked, _FINAL.search(form) is not None,
    )  # fmt: skip


def is_torn(line: Sequence[Chunk], pairs: WordPairs) -> bool:
    """Whether the line shows a tear: at its ends, or by a stretch mark that begins a word."""
    if not 2 <= len(line) <= LONGEST:
        return False
    return any(one.marked for one in line) or _fit(line[-1], line[0], pairs)


def in_order(line: Sequence[Chunk], before: str | None, after: str | None, pairs: WordPairs) -> list[int] | None:
    """Return where the parts of a torn line begin, as indices into `line` from the second part on, when it is clear;
    the line is then read part by part, the last part first.

    `before` is the word before the line and `after` the one after it, `SENTENCE` at the end of a sentence or the text,
    None where they are not known.
    """
    orders = list(islice(_orders(line, pairs), MOST_ORDERS))
    if not orders or len(orders) == MOST_ORDERS:
        return None
    whole = _likelihood([line], before, after, pairs)
    scored = sorted(((_likelihood(_parts(line, order), before, after, pairs), order) for order in orders), reverse=True)
    others = [score for score, _ in scored[1:2]]
    if not any(one.marked for one in line):
        others.append(whole)
    best, order = scored[0]
    return order if all(best - other >= CLEARLY for other in others) else None


def _orders(line: Sequence[Chunk], pairs: WordPairs) -> Iterator[list[int]]:
    """Give the ways in which the line can be cut into parts whose tears fit."""
    count = len(line)
    tears: dict[int, list[int]] = {}
    marks = [index for index, one in enumerate(line) if one.marked and index]

    def further(head: int, begin: int, cuts: list[int]) -> Iterator[list[int]]:
        """Give the ways to go on from the part that begins at `head`: the next one begins at `begin` and ends where the
        first one was torn off it. A stretch mark begins a part."""
        stop = next((mark for mark in marks if mark > begin), count)
        if head not in tears:
            tears[head] = [tear for tear in range(head + 1, count) if _fit(line[tear], line[head], pairs)]
        for tear in tears[head]:
            if not begin <= tear < stop:
                continue
            if tear == count - 1:
                yield cuts
            elif tear > begin:
                yield from further(begin, tear + 1, [*cuts, tear + 1])

    for cut in range(1, (marks[0] if marks else count - 1) + 1):
        yield from further(0, cut, [cut])


def _fit(tail: Chunk, head: Chunk, pairs: WordPairs) -> bool:
    """Whether a word was torn into the end of the one chunk and the beginning of the other."""
    if not tail.tail or not head.head:
        return False
    if head.marked:
        return True
    whole = pairs.count(tail.tail + head.head)
    return whole >= COMMON and min(pairs.count(head.head), pairs.count(tail.tail)) * RARER <= whole


def _parts(line: Sequence[Chunk], cuts: Sequence[int]) -> list[Sequence[Chunk]]:
    """The parts of a line in the order of reading."""
    return [line[start:end] for start, end in pairwise([0, *cuts, len(line)])][::-1]


def _likelihood(parts: Sequence[Sequence[Chunk]], before: str | None, after: str | None, pairs: WordPairs) -> float:
    """The natural logarithm of the probability of the parts, read one after the other, torn words put together."""
    words = [] if before is None else [before]
    torn = ""
    for number, part in enumerate(parts, start=1):
        for index, one in enumerate(part):
            word = torn + one.word
            torn = ""
            if index == len(part) - 1 and number < len(parts):
                torn = word
                continue
            words += (word, SENTENCE) if one.ends else (word,)
    if after is not None:
        words.append(after)
    return sum(pairs.log_likelihood(first, second) for first, second in pairwise(words))
