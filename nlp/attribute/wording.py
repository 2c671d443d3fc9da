"""Finding the wordings that withhold a name, give the reason, or tell how a source knows."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nlp.attribute.phrase import trimmed
from nlp.detect.frame import Piece
from nlp.lexicon.sourcing import sourcing_lexicon
from nlp.normalise.text import Token
from nlp.normalise.tokens import tokens_of
from nlp.types import Language

CONTEXT_LIMIT = 1500  # code points of a sentence that are searched: wordings about a source stand near it
EXTENT_LIMIT = 14  # words a reason or a basis may take: past that the sentence speaks of something else
_BREAK = "\x1e"  # parts two pieces on a line: no wording runs from one to the next (ASCII's record separator)
_END = frozenset([*'.,،;؛:!?؟«»“”"()', _BREAK])


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of text as one line of folded lower-case words with a blank behind each, and its way back."""

    text: str
    words: str
    tokens: tuple[Token, ...]
    starts: tuple[int, ...]

    def token_at(self, offset: int) -> int:
        """Return the index of the token that stands at `offset` of the line."""
        return bisect_right(self.starts, offset) - 1


def line_of(text: str, pieces: Iterable[Piece], outside: Sequence[tuple[int, int]] = ()) -> Line:
    """Lay the words of `pieces` out as a line, leaving out those inside the spans `outside` (quotations)."""
    tokens: list[Token] = []
    for piece in pieces:
        end = min(piece.end, piece.start + CONTEXT_LIMIT)
        tokens += (t for t in tokens_of(text, piece.start, end) if not any(a <= t.start < b for a, b in outside))
        tokens.append(Token(_BREAK, end, end, _BREAK))
    starts, words, at = [], [], 0
    for token in tokens:
        word = token.form.lower()
        starts.append(at)
        words.append(word)
        at += len(word) + 1
    return Line(text, " ".join([*words, ""]) if words else "", tuple(tokens), tuple(starts))


def withheld(line: Line, language: Language) -> Piece | None:
    """Return the wording that says the name is withheld, if there is one."""
    found = _first(line, sourcing_lexicon(language).withheld)
    return None if found is None else _piece(line, *found)


def reason(line: Line, language: Language, after: Piece) -> Piece | None:
    """Return why the name is withheld, when the text tells it within or behind the wording at `after`."""
    patterns = sourcing_lexicon(language).reasons
    first = next((i for i, token in enumerate(line.tokens) if token.end > after.start), 0)
    for pattern in patterns:
        match = pattern.search(line.words, line.starts[first] if first < len(line.starts) else 0)
        if match and line.token_at(match.start()) - first <= EXTENT_LIMIT:
            return _extended(line, match, language)
    return None


def basis(line: Line, language: Language) -> Piece | None:
    """Return how the source knows, when the text tells it."""
    for pattern in sourcing_lexicon(language).basis:
        match = pattern.search(line.words)
        if match:
            return _extended(line, match, language)
    return None


def _first(line: Line, patterns: tuple[re.Pattern[str], ...]) -> tuple[int, int] | None:
    matches = [match for pattern in patterns if (match := pattern.search(line.words))]
    if not matches:
        return None
    best = min(matches, key=lambda match: (match.start(), -match.end()))
    return line.token_at(best.start()), line.token_at(best.end() - 1)


def _extended(line: Line, match: re.Match[str], language: Language) -> Piece:
    """The match and what it governs, up to a mark, a stop word or the limit."""
    first, last = line.token_at(match.start()), line.token_at(match.end() - 1)
    stops = sourcing_lexicon(language).stops
    while last + 1 < len(line.tokens) and last - first < EXTENT_LIMIT:
        token = line.tokens[last + 1]
        if token.text in _END or token.form.lower() in stops:
            break
        last += 1
    return _piece(line, first, last)


def _piece(line: Line, first: int, last: int) -> Piece:
    return trimmed(line.text, line.tokens[first].start, line.tokens[last].end)
