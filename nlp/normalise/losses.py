"""Where a garbled text has lost characters: marked, never guessed.

A bad reading of a PDF leaves out what it could not decode. Digits leave a hole: two spaces inside a line, or a space
before a comma (`عام ، وقال`). The last two letters of a word that the page drew as one glyph leave a word that is none,
and that is one with `ر` or `ز` and another letter behind it (`الشا` for `الشارع`; which letter it was, nobody knows).
"""

from __future__ import annotations

import re
from functools import cache

from nlp.fold import fold
from nlp.normalise.clean import Cleaned
from nlp.normalise.repair_words import word_pairs

HABIT = 0.2
"""The share of lines with two spaces inside, or of commas with a space before them, from which that is the writer's
habit and no hole."""

COMMON = 100
"""Times a word was seen from which it may be the whole of one that lost its end. Of a thousand words of news that lost
nothing, less than one is then marked."""

SHORTEST = 3
"""Letters of the rest of a word: two may be anything."""

_HOLE = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_BEFORE_MARK = re.compile(r"(?<=\S)\s+[،؛.](?=\s|$)")
_MARK = re.compile(r"[،؛.](?=\s|$)")
_WORD = re.compile(r"[^\W\d_]+")
_LIGATURES = frozenset("رز")


def losses(original: str, cleaned: Cleaned, torn: set[int]) -> list[tuple[int, int]]:
    """Return where the garbled text `original` has lost characters, as spans of it, in order.

    `cleaned` is the text without its stretches, `torn` holds the starts, in it, of words that are parts of torn ones.
    """
    found = [*_holes(original), *ends_of_words(cleaned, torn)]
    return sorted(set(found))


def _holes(original: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    spaces = [match.span() for match in _HOLE.finditer(original)]
    if len(spaces) <= HABIT * (original.count("\n") + 1):
        found += spaces
    before = [match.span() for match in _BEFORE_MARK.finditer(original)]
    if len(before) <= HABIT * len(_MARK.findall(original)):
        found += before
    return found


def ends_of_words(cleaned: Cleaned, torn: set[int]) -> list[tuple[int, int]]:
    """Return the words, not at the places `torn`, that seem to have lost their last two letters."""
    pairs, beginnings = word_pairs(), _beginnings()
    found = []
    for match in _WORD.finditer(cleaned.text):
        start, end = match.span()
        word = fold(match.group())
        if len(word) >= SHORTEST and word in beginnings and not pairs.count(word) and start not in torn:
            found.append((cleaned.origin[start], cleaned.origin[end - 1] + 1))
    return found


@cache
def _beginnings() -> frozenset[str]:
    """The common words that end in two letters which fonts draw as one glyph, without these."""
    counts = word_pairs().words
    return frozenset(word[:-2] for word, count in counts.items() if count >= COMMON and word[-2:-1] in _LIGATURES)
