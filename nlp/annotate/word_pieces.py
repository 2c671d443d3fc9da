"""Words cut into the pieces that a transformer knows, greedily, the longest piece first (WordPiece; Wu et al.,
*Google's neural machine translation system*, 2016), without case or accents, as BERT's uncased models were taught.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

MOST_PIECES = 8
"""Pieces of one word, at most: names and addresses that need more are known by their beginning."""

_INSIDE = "##"
_PART = re.compile(r"\w+|[^\w\s]|_")
_WORD_LIMIT = 100  # code points; BERT's own bound, behind which a word is unknown
_MOST_KNOWN = 30_000  # words whose pieces are kept, at most: some MB; when they are full they are forgotten all at once


class WordPieces:
    """The pieces of a vocabulary by their numbers. What was once cut is kept, up to a bound."""

    def __init__(self, pieces: Sequence[str]) -> None:
        """`pieces` in the order of their numbers; those that go on inside a word begin with `##`. Among them are
        `[CLS]`, `[SEP]` and `[UNK]`."""
        self._number = {piece: number for number, piece in enumerate(pieces)}
        self.begins, self.ends = self._number["[CLS]"], self._number["[SEP]"]
        self._unknown = self._number["[UNK]"]
        self._known: dict[str, list[int]] = {}

    def number(self, piece: str) -> int:
        """Return the number of a piece of the vocabulary; raises `KeyError` for any other."""
        return self._number[piece]

    def of(self, word: str) -> list[int]:
        """Return the numbers of the pieces of `word`, one at least and `MOST_PIECES` at most."""
        if word not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[word] = self._cut_word(word)
        return self._known[word]

    def _cut_word(self, word: str) -> list[int]:
        plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
        found: list[int] = []
        for part in _PART.findall(plain):
            found += self._cut(part)
            if len(found) >= MOST_PIECES:
                break
        return found[:MOST_PIECES] or [self._unknown]

    def _cut(self, part: str) -> list[int]:
        if len(part) > _WORD_LIMIT:
            return [self._unknown]
        found: list[int] = []
        start = 0
        while start < len(part):
            end = len(part)
            while end > start and (_INSIDE if start else "") + part[start:end] not in self._number:
                end -= 1
            if end == start:
                return [self._unknown]
            found.append(self._number[(_INSIDE if start else "") + part[start:end]])
            start = end
        return found
