"""Which words stand beside each other: counts over raw news, for `nlp.normalise.repair`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from nlp.normalise.repair_words import SENTENCE, words_of

WORDS = 40_000
LEAST_PAIR = 12
"""Times a pair must have been seen: 130,000 pairs of ten million words, which keeps the file near two megabytes."""


HELD_OUT = 200
"""Every so many paragraphs one is left out, for `bench/torn_lines.py` to measure on."""


def is_held_out(index: int) -> bool:
    """Whether the paragraph with this index is left out of the counts."""
    return index % HELD_OUT == 7


def train_word_pairs(paragraphs: Iterable[str], out: Path) -> None:
    """Count the words of `paragraphs`, those held out aside, and those beside each other, and write both to `out`.

    A line is a word, its count, and the words seen behind it with their counts, all separated by spaces.
    """
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for index, paragraph in enumerate(paragraphs):
        if is_held_out(index):
            continue
        found = [SENTENCE, *words_of(paragraph), SENTENCE]
        words.update(found)
        pairs.update(pairwise(found))
    kept = dict(words.most_common(WORDS))
    behind: dict[str, list[str]] = {word: [] for word in kept}
    for (first, second), count in pairs.most_common():
        if count < LEAST_PAIR:
            break
        if first in kept and second in kept:
            behind[first].append(f"{second} {count}")
    lines = (" ".join([word, str(count), *behind[word]]) for word, count in kept.items())
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
