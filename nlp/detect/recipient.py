"""Parting a source from whom it spoke to: `قال الخبير | لصحيفة «الغد»`, `أخبر القائد | موقع «المرصد» أن`.

The tagger learnt the via from annotated news, where most sources speak to nobody; after a long source it now and then
reads on. An outlet's noun with the preposition of the one spoken to, or as the second object of a verb of telling, is
where the source ends.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from nlp.detect.frame import Frame, Piece
from nlp.fold import fold
from nlp.lexicon.reporting import passive_auxiliaries
from nlp.lexicon.via import arabic_via, english_via
from nlp.normalise.text import Token, WorkingText, tokens_within
from nlp.types import Language

SHORTEST_SOURCE = 2
"""Tokens that stand before an outlet's noun for it to be no part of the phrase: `مدير موقع`, `كاتب لصحيفة`."""


def with_recipient(text: WorkingText, frame: Frame) -> Frame:
    """Return `frame` with the end of its source turned into its via, where that is what it is."""
    if frame.source is None:
        return frame
    if frame.language is Language.ENGLISH:
        return _told(text, frame)
    sentence = text.paragraphs[frame.paragraph].sentences[frame.sentence]
    tokens = tokens_within(sentence.tokens, frame.source.start, frame.source.end)
    at = next((i for i in range(1, len(tokens)) if _begins(frame, tokens, i)), None)
    if at is None:
        return frame
    source = Piece(frame.source.start, tokens[at - 1].end)
    return replace(frame, source=source, via=frame.via or Piece(tokens[at].start, frame.source.end))


def _told(text: WorkingText, frame: Frame) -> Frame:
    """`I was told that ...`: whoever was told is the via, and the one who told stays unsaid."""
    if frame.lemma not in english_via().recipients or frame.source is None or frame.source.end > frame.cue.start:
        return frame
    tokens = text.paragraphs[frame.paragraph].sentences[frame.sentence].tokens
    cue = bisect_left(tokens, frame.cue.end, key=lambda token: token.start)
    auxiliaries = {token.form.lower() for token in tokens[max(0, cue - 3) : cue] if token.start >= frame.source.end}
    if auxiliaries.isdisjoint(passive_auxiliaries()):
        return frame
    return replace(frame, source=None, via=frame.via or frame.source)


def _begins(frame: Frame, tokens: Sequence[Token], at: int) -> bool:
    form = tokens[at].form
    if form == "ل":
        return at + 1 < len(tokens) and tokens[at + 1].form == "«"
    if form == fold(arabic_via().before_platform) and at + 1 < len(tokens) and tokens[at + 1].form in _platforms():
        return True
    if at < SHORTEST_SOURCE:
        return False
    if form.startswith("ل") and form.removeprefix("ل").removeprefix("ل") in _outlet_nouns():
        return True
    return fold(frame.lemma) in _recipients() and form.removeprefix("ال") in _outlet_nouns()


@cache
def _outlet_nouns() -> frozenset[str]:
    return frozenset(fold(noun) for noun in arabic_via().told)


@cache
def _platforms() -> frozenset[str]:
    return frozenset(fold(noun) for noun in arabic_via().platforms)


@cache
def _recipients() -> frozenset[str]:
    return frozenset(fold(verb) for verb in arabic_via().recipients)
