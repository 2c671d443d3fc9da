"""Arabic prepositions that ascribe the clause before them: `نجا السائق، على حد قول الشرطي`, `قالت الأم إنه تحسن. بحسب
الوكالة.`

A preposition of this kind is an adjunct of its whole clause (Ryding, *A Reference Grammar of Modern Standard Arabic*,
2005, chapter 16), so where the tagger found no content, it is the clause; and the noun phrase behind it is the source.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from nlp.detect.cues import Reading
from nlp.detect.frame import Frame, Piece
from nlp.detect.quoted import QuotationIndex
from nlp.fold import fold
from nlp.lexicon.reporting import ContentShape, ReportingPhrase, arabic_reporting
from nlp.lexicon.subjects import subject_ends
from nlp.normalise.text import Sentence, Token, WorkingText, tokens_within
from nlp.types import Language

LEAST_WORDS = 2
"""Words of the shortest clause that is ascribed."""

LONGEST_CLAUSE = 45
"""Tokens of the longest clause that is ascribed so."""

LONGEST_SOURCE = 14
"""Tokens of the longest source behind the preposition: a name with title and office."""

SAME = 0.5
"""Share of the shorter content in the other from which two attributions say the same."""

_TAKEN = "ل"
_WHAT = "ما"
_PRONOUNS = ("ه", "ها", "هم", "هما", "هن")
_FULL_STOPS = frozenset({".", "؛", "!", "؟", "?"})


def governs(reading: Reading) -> bool:
    """Whether the cue is a preposition whose content is a clause."""
    return isinstance(reading.word, ReportingPhrase) and reading.word.lemma in governing()


@cache
def governing() -> frozenset[str]:
    """Return the lemmas of the prepositions that ascribe a clause."""
    listed = arabic_reporting().prepositions
    return frozenset(phrase.lemma for phrase in listed if phrase.content is ContentShape.CLAUSE)


def ascribed(
    text: WorkingText, quotations: QuotationIndex, paragraph: int, sentence: int, cue: Piece, source: Piece | None
) -> tuple[Piece | None, Piece | None]:
    """Return the source and the clause of a preposition at `cue` whose content the tagger did not find; the clause is
    None where nothing stands before."""
    sentences = text.paragraphs[paragraph].sentences
    tokens = _around(sentences[sentence], quotations, cue)
    if source is None and not with_pronoun(text, cue):
        source = named_behind(tokens, cue)
        if source is None:
            return None, None
    before = [token for token in tokens if token.end <= cue.start]
    if before and text.working[cue.start] == "و":
        return source, None  # `وحسب`: and that is all
    if not _words(before):
        behind = tokens_within(tokens, cue.end if source is None else source.end, tokens[-1].end)
        alone = source is not None and not _words(behind) and sentence > 0
        before = list(sentences[sentence - 1].tokens) if alone else []
    return source, _clause(before)


def _around(sentence: Sentence, quotations: QuotationIndex, cue: Piece) -> Sequence[Token]:
    """The tokens of the sentence, or of the quotation in it that the cue stands in."""
    quotation = quotations.at(cue.start)
    if quotation is None:
        return sentence.tokens
    return tokens_within(sentence.tokens, quotation.inner_start, quotation.inner_end)


def parted(tokens: Sequence[Token], word: Piece, cue: Piece, source: Piece | None) -> tuple[Piece, Piece | None]:
    """Return cue and source of a preposition at `word` that takes `ل`, where the tagger read the first word of the
    source into the cue: `وفقا | لوكالة | الساحل`, but `وفقا لما ذكرته | الوكالة`."""
    behind = tokens_within(tokens, word.end, cue.end)
    if len(behind) != 1 or not behind[0].form.startswith(_TAKEN) or behind[0].form == _TAKEN + _WHAT:
        return cue, source
    return word, Piece(behind[0].start, behind[0].end if source is None else max(source.end, behind[0].end))


def named_behind(tokens: Sequence[Token], cue: Piece) -> Piece | None:
    """The noun phrase behind a preposition at `cue`, up to the end of its clause."""
    behind = tokens_within(tokens, cue.end, tokens[-1].end)[: LONGEST_SOURCE + 1]
    size = next((i for i, token in enumerate(behind) if token.form in subject_ends()), len(behind))
    return Piece(behind[0].start, behind[size - 1].end) if 0 < size <= LONGEST_SOURCE else None


def _clause(before: Sequence[Token]) -> Piece | None:
    while before and not before[-1].form[:1].isalnum():
        before = before[:-1]
    start = next((i + 1 for i in range(len(before) - 1, -1, -1) if before[i].form in _FULL_STOPS), 0)
    clause = before[max(start, len(before) - LONGEST_CLAUSE) :]
    return Piece(clause[0].start, clause[-1].end) if _words(clause) >= LEAST_WORDS else None


def with_pronoun(text: WorkingText, cue: Piece) -> bool:
    """Whether the cue ends in a pronoun, which is its source: `على حد قوله`."""
    return text.working[cue.start : cue.end].endswith(_PRONOUNS)


def _words(tokens: Sequence[Token]) -> int:
    return sum(token.form[:1].isalnum() for token in tokens)


def without_echoes(text: WorkingText, frames: Sequence[Frame]) -> list[Frame]:
    """Return `frames` without the prepositions that only say again whose words they were: `قال ..., على حد تعبيره`,
    `ذكر بيان للوزارة أن ..., بحسب البيان`."""
    starts = [frame.cue.start for frame in frames]
    return [frame for frame in frames if not _echoes(text, frame, frames[: bisect_left(starts, frame.cue.start)])]


LONGEST_ECHO = 2
"""Words of a source that only takes up the one before: `البيان`, `نص البيان`."""

NEIGHBOURS = 4
"""Attributions before a preposition that it may say again."""


def _echoes(text: WorkingText, frame: Frame, before: Sequence[Frame]) -> bool:
    if frame.language is not Language.ARABIC or frame.lemma not in governing():
        return False
    near = [other for other in before[max(0, len(before) - NEIGHBOURS) :] if other.paragraph == frame.paragraph]
    alike = [other for other in near if _share(frame, other) >= SAME]
    if frame.source is None:
        return bool(alike) and with_pronoun(text, frame.cue)
    return any(_head(text, frame.source) in _nouns(text, other.source) for other in alike)


def _head(text: WorkingText, source: Piece) -> str:
    """The last noun of a short source, without its article: `نص البيان`."""
    words = fold(text.working[source.start : source.end]).split()
    return words[-1].removeprefix("ال") if len(words) <= LONGEST_ECHO else ""


def _nouns(text: WorkingText, source: Piece | None) -> set[str]:
    words = fold(text.working[source.start : source.end]).split() if source is not None else []
    return {word.removeprefix("ال") for word in words}


def _share(one: Frame, other: Frame) -> float:
    sizes = [sum(piece.end - piece.start for piece in frame.content) for frame in (one, other)]
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.content for b in other.content)
    return both / min(sizes) if all(sizes) else 0.0
