"""Silver data for the entity taggers: raw news as a trained tagger reads it, kept where it is sure.

Self-training (McClosky, Charniak and Johnson, *Effective self-training for parsing*, 2006): the names of today's news
are not those of the hand-marked corpora; the successor learns them from contexts that leave the teacher no doubt.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from nlp.annotate.decode import Tagger
from nlp.annotate.readings import Reading
from nlp.training.entity_data import Tagged
from nlp.training.forms import tokens_as_read
from nlp.training.paragraphs import raw_paragraphs
from nlp.types import Language

# Every token's label, or its having none, must be at least this probable.
_SURE = 0.6
# Of sentences without a name, one in so many is kept: they teach least and are most.
_NAMELESS_KEPT = 6
_SHORTEST, _LONGEST = 5, 80
_READ_AT_ONCE = 500
_STOPS = frozenset([".", "؟", "!", "?"])


def silver_sentences(corpora: Path, language: Language, teacher: Tagger, tokens: int) -> Iterator[Tagged]:
    """Yield sentences of the raw text under `corpora` as `teacher` tags them, up to about so many tokens."""
    paragraphs = list(raw_paragraphs(corpora, language))
    random.Random(1).shuffle(paragraphs)
    nameless = 0
    for start in range(0, len(paragraphs), _READ_AT_ONCE):
        sentences = [part for text in paragraphs[start : start + _READ_AT_ONCE] for part in _sentences(text)]
        for words, reading in zip(sentences, teacher.read(sentences), strict=True):
            nameless += not reading.spans
            if _sure(reading) and (reading.spans or nameless % _NAMELESS_KEPT == 0):
                yield list(zip(words, reading.tags, strict=True))
                tokens -= len(words)
        if tokens <= 0:
            return


def _sure(reading: Reading) -> bool:
    none = 1 - reading.marginals.sum(axis=1)
    return bool(np.maximum(reading.marginals.max(axis=1), none).min() >= _SURE)


def _sentences(paragraph: str) -> Iterator[list[str]]:
    """Cut at full stops; what is too short to hold context, or too long to be one sentence, is left out."""
    sentence: list[str] = []
    for token in tokens_as_read(paragraph):
        sentence.append(token.form)
        if token.form in _STOPS:
            if _SHORTEST <= len(sentence) <= _LONGEST:
                yield sentence
            sentence = []
    if _SHORTEST <= len(sentence) <= _LONGEST:
        yield sentence
