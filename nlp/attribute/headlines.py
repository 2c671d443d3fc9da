"""Who speaks in a headline: whoever says the same in the body.

A headline cuts its speaker down to `وزير` or `الخبير`, or leaves it out, because the body gives it in full. The claim
is what both have in common, so the body's attribution that shares most words with the headline's tells who is meant.
"""

from __future__ import annotations

from collections.abc import Sequence

from nlp.attribute.agreement import fits
from nlp.attribute.chain import Chain
from nlp.attribute.mention import Mention
from nlp.attribute.reader import Reader
from nlp.attribute.words import Category
from nlp.detect.frame import Frame
from nlp.lexicon.mentions import Features

MAX_BODY_FRAMES = 24
"""Attributions behind a headline that are compared with it."""
_LEAST_SHARED = 2
_LEAST_SHARE = 0.3
_MAX_WORDS = 80
_MAX_PIECES = 8
_LEAST_LETTERS = 3


class Headlines:
    """What the attributions of one document say, for comparing headlines with the body."""

    def __init__(self, reader: Reader, frames: Sequence[Frame]) -> None:
        self._reader = reader
        self._frames = frames
        self._words: dict[int, frozenset[str]] = {}

    def said_in_body(self, index: int, speakers: Sequence[Chain | None]) -> Chain | None:
        """Return the speaker of the attribution in the body that says most of what headline frame `index` says; null
        when none says enough of it."""
        wanted = self._said(index)
        best: tuple[float, Chain] | None = None
        for other in range(index + 1, min(len(self._frames), index + 1 + MAX_BODY_FRAMES)):
            chain = speakers[other]
            sentence = self._reader.sentence_at(self._frames[other].cue.start)
            if chain is None or self._reader.headings[sentence]:
                continue
            shared = wanted & self._said(other)
            share = len(shared) / max(1, len(wanted))
            if len(shared) >= _LEAST_SHARED and share >= _LEAST_SHARE and (best is None or share > best[0]):
                best = share, chain
        return best[1] if best else None

    def called_alike(self, source: Mention, speakers: Sequence[Chain | None]) -> Chain | None:
        """Return the one named speaker of the body who is what headline source `source` says, without a name, of
        somebody (`كاتب`, `الكاتب فلان`); where there is no such one, the only person who speaks in the body by name."""
        if source.definite or source.name or source.category is not Category.PERSON or source.features.number == "p":
            return None
        named: dict[int, Chain] = {}
        for frame, chain in zip(self._frames[:MAX_BODY_FRAMES], speakers, strict=False):
            heading = self._reader.headings[self._reader.sentence_at(frame.cue.start)]
            if chain is not None and chain.names and not heading and Category.PERSON in chain.categories:
                named[id(chain)] = chain
        alike = [chain for chain in named.values() if chain.lemmas & set(source.lemmas)]
        found = alike or list(named.values())
        return found[0] if len(found) == 1 else None

    def _said(self, index: int) -> frozenset[str]:
        """The words of a frame's content that carry meaning, as they are compared."""
        if index not in self._words:
            frame = self._frames[index]
            bounds = [self._reader.words_in(piece, _MAX_WORDS) for piece in frame.content[:_MAX_PIECES]]
            keys = {word.reading.key for first, last in bounds for word in self._reader.words[first:last]}
            lexicon = self._reader.vocabulary_of(self._reader.sentence_at(frame.cue.start))
            function = lexicon.boundaries | lexicon.prepositions
            self._words[index] = frozenset(k for k in keys if len(k) >= _LEAST_LETTERS and k not in function)
        return self._words[index]


def may_be_one(headline: Chain, body: Chain) -> bool:
    """Whether a headline's speaker can be the body's: no two names, no clash of gender or number, both people or
    neither."""
    if headline.names and body.names:
        return False
    people = [bool(chain.names) or Category.PERSON in chain.categories for chain in (headline, body)]
    if people[0] != people[1] or (headline.numbers and body.numbers and not headline.numbers & body.numbers):
        return False
    gender = next(iter(headline.genders)) if len(headline.genders) == 1 else None
    return fits(Features(gender=gender), frozenset(body.genders), body.number, body.human)
