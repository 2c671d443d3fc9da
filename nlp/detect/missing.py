"""The content of a cue that surely reports, where the tagger found none: by the order of the sentence.

A reporting verb stands before, behind or between its source and its content and little else is in its clause
(`قال فلان إن ...`, `..., said the exile`); so what the source leaves of the clause is the content.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from nlp.detect.frame import Piece
from nlp.detect.quoted import QuotationIndex
from nlp.fold import fold
from nlp.lexicon.clauses import clause_links, listeners, relayed_words
from nlp.lexicon.reporting import ReportingWord, arabic_reporting, english_reporting
from nlp.normalise.text import Token
from nlp.types import Language

SURE = 0.8
"""How sure the tagger must be of the cue before its content is looked for by place."""

LEAST_WORDS = 2
"""A content of fewer words is more likely the object of an ordinary verb."""

_MARKS = frozenset("\"'«»“”،,;؛:.!؟?-–—…()")
_END_MARKS = frozenset("،,»")


def content_by_place(
    near: Sequence[Token],
    quotations: QuotationIndex,
    cue: Piece,
    source: Piece | None,
    word: ReportingWord,
    language: Language,
) -> tuple[Piece | None, Piece | None]:
    """Return source and content for a cue whose content the tagger did not find.

    `near` are the tokens around the cue in its sentence. The content is None where nothing is left of the clause. The
    source is shorter than before where it had swallowed the content. English may do without a word that announces a
    clause, Arabic may not.
    """
    tokens = _clause(near, quotations, cue)
    if source is None:
        following = [token for token in tokens if token.start >= cue.end]
        begin = _announced(following, word)
        return source, _piece(following[begin:]) if begin is not None else None
    before = [token for token in tokens if token.end <= min(cue.start, source.start)]
    after = [token for token in tokens if token.start >= max(cue.end, source.end)]
    after = after[1:] if after and after[0].form in listeners() else after
    announced = next((index for index, token in enumerate(after) if token.form in _announcing()), None)
    if announced is not None:
        return source, _piece(after[announced:])
    if language is Language.ENGLISH and _piece(after) is not None:
        return source, _piece(after)
    if source.start >= cue.end and _piece(after) is None:
        if before and (before[-1].form in _END_MARKS or before[-1].form.lower() in clause_links()):
            return source, _piece(before)
        return _divided([token for token in tokens if source.start <= token.start < source.end], word, source)
    return source, None


def _announced(following: Sequence[Token], word: ReportingWord) -> int | None:
    """Where a clause is announced: at once, or behind the words of another that are relayed (`عن مصدر قوله: `)."""
    if following and following[0].form in _announcing():
        return 0
    if not word.relays:
        return None
    pairs = enumerate(pairwise(token.form for token in following))
    return next((at + 1 for at, (said, behind) in pairs if said in relayed_words() and behind in _announcing()), None)


def _divided(inside: Sequence[Token], word: ReportingWord, source: Piece) -> tuple[Piece, Piece | None]:
    """A source that runs to the end of its clause ends at its first comma, or before the preposition of its verb."""
    for index, token in enumerate(inside[1:], start=1):
        attached = word.attached and token.form.startswith(word.attached) and len(token.form) > len(word.attached) + 2
        if attached or token.form in ("،", ","):
            content = _piece(inside[index:])
            if content is not None and index > 0:
                return Piece(source.start, inside[index - 1].end), content
    return source, None


def _clause(near: Sequence[Token], quotations: QuotationIndex, cue: Piece) -> list[Token]:
    """The tokens near the cue, or of the quotation in it that the cue stands in."""
    quotation = quotations.at(cue.start)
    if quotation is None:
        return list(near)
    return [token for token in near if quotation.inner_start <= token.start < quotation.inner_end]


@cache
def _announcing() -> frozenset[str]:
    return frozenset(fold(word) for word in (*arabic_reporting().clause, *english_reporting().complementisers))


def _piece(tokens: Sequence[Token]) -> Piece | None:
    first, last = 0, len(tokens)
    while first < last and (tokens[first].form in _MARKS or tokens[first].form.lower() in clause_links()):
        first += 1
    while first < last and (tokens[last - 1].form in _MARKS or tokens[last - 1].form.lower() in clause_links()):
        last -= 1
    words = sum(token.form[:1].isalnum() for token in tokens[first:last])
    return Piece(tokens[first].start, tokens[last - 1].end) if words >= LEAST_WORDS else None
