"""What the repair of garbled text knows of Arabic: how common words are, and how commonly one follows another."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from nlp.fold import fold

SENTENCE = "."
"""Stands for the beginning and the end of a sentence among words."""

_WORD = re.compile(r"[^\W\d_]+|[.!?؟؛:]")
_ENDS = frozenset(".!?؟؛:")

_DISCOUNT = 0.5
"""Absolute discounting (Ney, Essen and Kneser, 1994): what seen pairs give up for those never seen."""


@dataclass(frozen=True, slots=True)
class WordPairs:
    """Counts of words and pairs over some ten million words of news."""

    words: dict[str, int]
    behind: dict[str, dict[str, int]]
    total: int

    def count(self, word: str) -> int:
        """Return how often `word` (folded) was seen, 0 for one that is not among the commonest."""
        return self.words.get(word, 0)

    def log_likelihood(self, first: str, second: str) -> float:
        """Return the natural logarithm of the probability that `second` follows `first`, both folded."""
        alone = max(self.words.get(second, 0), 0.5) / self.total
        seen = self.words.get(first, 0)
        if not seen:
            return math.log(alone)
        after = self.behind[first]
        share = max(after.get(second, 0) - _DISCOUNT, 0.0) / seen
        # The pairs that are too rare to be in the file, and those never seen, share what is left.
        left = 1.0 - (sum(after.values()) - _DISCOUNT * len(after)) / seen
        return math.log(share + max(left, 1e-3) * alone)


def words_of(text: str) -> list[str]:
    """Return the words of `text`, folded; whatever ends a sentence as `SENTENCE`."""
    return [SENTENCE if word in _ENDS else fold(word) for word in _WORD.findall(text)]


@cache
def word_pairs() -> WordPairs:
    """Load the counts that travel with the code: a tenth of a second, once, for the first garbled text."""
    words: dict[str, int] = {}
    behind: dict[str, dict[str, int]] = {}
    text = (resources.files("nlp") / "models" / "repair" / "word_pairs.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        word, count, *rest = line.split(" ")
        words[word] = int(count)
        behind[word] = dict(zip(rest[::2], map(int, rest[1::2]), strict=True))
    return WordPairs(words, behind, sum(words.values()))
