"""Arabic text that somebody has taken out of a PDF badly: recognised, its lines put in order again, its losses marked.

Such text has two marks. Its justified lines are stretched with `ـ` inside nearly every word. And where the page drew
two letters as one (`ري`, `زي`), the line was torn there (`nlp.normalise.torn`). A torn line is put in order only where
one order is clearly better than every other; else it stays as it is.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from nlp.fold import STRETCH
from nlp.normalise.clean import Cleaned
from nlp.normalise.losses import losses
from nlp.normalise.repair_words import SENTENCE, word_pairs
from nlp.normalise.torn import Chunk, chunk, in_order, is_torn

STRETCHED_LINES = 3
"""Lines full of stretches from which a text counts as garbled. Writers stretch a word for emphasis, never lines."""
_STRETCHED_SHARE = 0.5

_LINE = re.compile(r"[^\n]+")
_CHUNK = re.compile(r"\S+")
_LONGEST_LINE = 200


def is_garbled(original: str) -> bool:
    """Whether `original` shows the stretched lines of a badly read PDF."""
    if STRETCH not in original:
        return False
    full = 0
    for line in _LINE.finditer(original):
        words = [word for word in line.group()[:_LONGEST_LINE].split() if len(word) > 3]
        stretched = sum(1 for word in words if STRETCH in word.strip(STRETCH))
        if len(words) >= 4 and stretched >= _STRETCHED_SHARE * len(words):
            full += 1
            if full >= STRETCHED_LINES:
                return True
    return False


@dataclass(frozen=True, slots=True)
class Repaired:
    """A repaired text. `reordered` are the lines that were put in order and `lost` the places where characters are
    missing, both as spans of the original, in order."""

    cleaned: Cleaned
    reordered: list[tuple[int, int]]
    lost: list[tuple[int, int]]


def repair(original: str, cleaned: Cleaned) -> Repaired:
    """Put the torn lines of a garbled text in order; the map back then goes back inside each of them (see `cuts`).
    Takes time in proportion to the length of the text."""
    pairs = word_pairs()
    spans = [match.span() for match in _LINE.finditer(cleaned.text) if match.group().strip()]
    lines = [_chunks(original, cleaned, start, end) for start, end in spans]
    torn = [is_torn(line, pairs) for line in lines]
    pieces: list[str] = []
    origin = array("l")
    reordered: list[tuple[int, int]] = []
    copied = 0

    def copy(start: int, end: int) -> None:
        pieces.append(cleaned.text[start:end])
        origin.extend(cleaned.origin[start:end])

    for index, line in enumerate(lines):
        order = in_order(line, _before(lines, torn, index), _after(lines, torn, index), pairs) if torn[index] else None
        if order is None:
            continue
        copy(copied, line[0].start)
        for first, last in reversed(list(pairwise([0, *order, len(line)]))):
            copy(line[first].start, line[last - 1].end)
        copied = line[-1].end
        reordered.append((cleaned.origin[line[0].start], cleaned.origin[copied - 1] + 1))
    copy(copied, len(cleaned.text))
    parts = {one.start for line, is_one in zip(lines, torn, strict=True) if is_one for one in line}
    return Repaired(Cleaned("".join(pieces), origin), reordered, losses(original, cleaned, parts))


def _chunks(original: str, cleaned: Cleaned, start: int, end: int) -> list[Chunk]:
    """What stands between spaces in a line. A stretch mark before a chunk's first letter was cleaned away."""
    if end - start > _LONGEST_LINE:
        return []
    found = []
    for match in _CHUNK.finditer(cleaned.text, start, end):
        at = cleaned.origin[match.start()]
        found.append(chunk(cleaned.text, *match.span(), marked=at > 0 and original[at - 1] == STRETCH))
    return found


def cuts(origin: Sequence[int]) -> tuple[int, ...]:
    """Return the places of a repaired text where neighbours do not stand side by side in the original.

    Where the map goes back, from the first part of a torn line to its second, three places are cut: the beginning of
    the first part, the tear, and the end of the second part.
    """
    found: set[int] = set()
    for tear in range(1, len(origin)):
        if origin[tear] >= origin[tear - 1]:
            continue
        begin, end = tear - 1, tear
        while begin > 0 and origin[tear] < origin[begin - 1] <= origin[begin]:
            begin -= 1
        while end < len(origin) and origin[end] < origin[begin]:
            end += 1
        found |= {begin, tear, end}
    return tuple(sorted(found))


def _before(lines: Sequence[Sequence[Chunk]], torn: Sequence[bool], index: int) -> str | None:
    """Return the last word of the line before, `SENTENCE` at the end of a sentence or the beginning of the text; None
    where that line is itself torn, or not known, and its end is not what it seems."""
    if index == 0:
        return SENTENCE
    line = lines[index - 1]
    if line and line[-1].ends:
        return SENTENCE
    return None if not line or torn[index - 1] else line[-1].word or None


def _after(lines: Sequence[Sequence[Chunk]], torn: Sequence[bool], index: int) -> str | None:
    """Return the first word of the line after, as `_before` does the last of the one before."""
    if index + 1 == len(lines):
        return SENTENCE
    line = lines[index + 1]
    return None if not line or torn[index + 1] else line[0].word or None
