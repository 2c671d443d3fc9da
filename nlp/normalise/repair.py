"""Arabic text that somebody has taken out of a PDF badly: recognised, and its lines put in order again.

Such text has two marks. Its justified lines are stretched with `ـ` inside nearly every word. And where the page drew
two letters as one (`ري`, `زي`), the line was torn there, and its second part stands before the first: `ير الخارجية
... هدد وز` for `هدد وزير الخارجية ...`. A torn line is known by its ends: the last word and the first, put together,
are a common word, and one of them alone is none.

Where the first part begins inside the line, nothing shows. Word pairs of ten million words of news say how well each
place would do: what would then follow the line before, what would precede the line after, and what no longer stands
together. A line is put in order only where one place is clearly better than every other; else it stays as it is.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.fold import STRETCH, fold
from nlp.normalise.clean import Cleaned
from nlp.normalise.repair_words import SENTENCE, WordPairs, word_pairs

STRETCHED_LINES = 3
"""Lines full of stretches from which a text counts as garbled. Writers stretch a word for emphasis, never lines."""
_STRETCHED_SHARE = 0.5

COMMON = 20
"""Times a word was seen from which it is common enough to be what a line was torn in."""
RARER = 50
"""How many times rarer than the whole word one of its parts must be to be no word of its own."""
CLEARLY = 3.0
"""Natural logarithm of how much likelier the best place must be than the second: twenty times. On lines of held-out
news, torn by hand, four of five are then put in order rightly; at seven times, three of four."""

_LINE = re.compile(r"[^\n]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_FINAL = re.compile(r"[.!?؟:؛][\s\"'”“«»’)\]]*$")
_LAST_WORD = re.compile(r"([^\W\d_]+)\s*$")
_FIRST_WORD = re.compile(r"\s*([^\W\d_]+)(?=\s|$)")
_LONGEST_LINE = 200


@dataclass(frozen=True, slots=True)
class _Torn:
    """A torn line: its words, the torn one whole at both ends, and where each stands."""

    words: list[str]
    starts: list[int]


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


def repair(cleaned: Cleaned) -> Cleaned:
    """Put the torn lines of a garbled text in order; the map back then goes back inside each of them (see `cuts`).
    Takes time in proportion to the length of the text."""
    pairs = word_pairs()
    lines = [match.span() for match in _LINE.finditer(cleaned.text) if match.group().strip()]
    places = [_place(cleaned.text, lines, index, pairs) for index in range(len(lines))]
    if not any(places):
        return cleaned
    pieces: list[str] = []
    origin = array("l")
    copied = 0

    def copy(start: int, end: int) -> None:
        pieces.append(cleaned.text[start:end])
        origin.extend(cleaned.origin[start:end])

    for (start, end), place in zip(lines, places, strict=True):
        if place is None:
            continue
        copy(copied, start)
        copy(place, start + len(cleaned.text[start:end].rstrip()))
        copy(end - len(cleaned.text[start:end].lstrip()), start + len(cleaned.text[start:place].rstrip()))
        copied = end
    copy(copied, len(cleaned.text))
    return Cleaned("".join(pieces), origin)


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


def _place(text: str, lines: Sequence[tuple[int, int]], index: int, pairs: WordPairs) -> int | None:
    """Return where the first part of a torn line begins; None for a line that is whole, or that cannot be told."""
    torn = _torn(text, *lines[index], pairs)
    if torn is None:
        return None
    before = _edge(text, lines, index - 1, pairs, last=True)
    after = _edge(text, lines, index + 1, pairs, last=False)
    scores = []
    for cut in range(1, len(torn.words)):
        end, begin = torn.words[cut - 1], torn.words[cut]
        score = -pairs.log_likelihood(end, begin)
        if before is not None:
            score += pairs.log_likelihood(before, begin)
        if after is not None:
            score += pairs.log_likelihood(end, after)
        scores.append((score, torn.starts[cut]))
    scores.sort(reverse=True)
    if len(scores) > 1 and scores[0][0] - scores[1][0] < CLEARLY:
        return None
    return scores[0][1]


def _torn(text: str, start: int, end: int, pairs: WordPairs) -> _Torn | None:
    if end - start > _LONGEST_LINE:
        return None
    first, last = _FIRST_WORD.match(text, start, end), _LAST_WORD.search(text[start:end])
    if first is None or last is None or first.start(1) >= start + last.start(1):
        return None
    head, tail = fold(first[1]), fold(last[1])
    whole = pairs.count(tail + head)
    if whole < COMMON or min(pairs.count(head), pairs.count(tail)) * RARER > whole:
        return None
    found = list(_LETTERS.finditer(text, start, end))
    words = [tail + head, *(fold(word.group()) for word in found[1:-1]), tail + head]
    return _Torn(words, [word.start() for word in found])


def _edge(text: str, lines: Sequence[tuple[int, int]], index: int, pairs: WordPairs, *, last: bool) -> str | None:
    """Return the last or first word of a line beside a torn one; `SENTENCE` at the end of a sentence or of the text,
    None where the line itself is torn and its edges are not what they seem."""
    if not 0 <= index < len(lines):
        return SENTENCE
    start, end = lines[index]
    line = text[start:end]
    if last and _FINAL.search(line[-8:]):
        return SENTENCE
    if _torn(text, start, end, pairs) is not None:
        return None
    words = _LETTERS.findall(line)
    return fold(words[-1 if last else 0]) if words else SENTENCE
