"""Who speaks in a headline: whoever says the same in the body.

A headline cuts its speaker down to `وزير` or `الخبير`, or leaves it out, because the body gives it in full. The claim
is what both have in common, so the body's attribution that shares most words with the headline's tells who is meant.
"""

from __future__ import annotations

from collections.abc import Sequence

from nlp.attribute.agreement import fits
from nlp.attribute.chains import Chain
from nlp.attribute.reader import Reader
from nlp.attribute.words import Category
from nlp.detect.frame import Frame
from nlp.lexicon.mentions import Features

MAX_BODY_FRAMES = 24
"""Attributions behind a headline that are compared with it."""
_LEAST_SHARED = 2
_LEAST_SHARE = 0.3
_MAX_WORDS = 80
_LEAST_LETTERS = 3


def said_in_body(index: int, frames: Sequence[Frame], speakers: Sequence[Chain | None], reader: Reader) -> Chain | None:
    """Return the speaker of the attribution in the body that says most of what headline frame `index` says; null when
    none says enough of it."""
    wanted = _said(frames[index], reader)
    best: tuple[float, Chain] | None = None
    body = (i for i in range(index + 1, min(len(frames), index + 1 + MAX_BODY_FRAMES)))
    for other in body:
        chain = speakers[other]
        if chain is None or reader.headings[reader.sentence_at(frames[other].cue.start)]:
            continue
        shared = wanted & _said(frames[other], reader)
        share = len(shared) / max(1, len(wanted))
        if len(shared) >= _LEAST_SHARED and share >= _LEAST_SHARE and (best is None or share > best[0]):
            best = share, chain
    return best[1] if best else None


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


def _said(frame: Frame, reader: Reader) -> frozenset[str]:
    """The words of the frame's content that carry meaning, as they would be compared."""
    keys: set[str] = set()
    for piece in frame.content:
        first, last = reader.words_in(piece, _MAX_WORDS)
        keys |= {word.reading.key for word in reader.words[first:last]}
    lexicon = reader.vocabulary_of(reader.sentence_at(frame.cue.start))
    return frozenset(k for k in keys if len(k) >= _LEAST_LETTERS and k not in lexicon.boundaries | lexicon.prepositions)
