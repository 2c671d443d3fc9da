"""The sourcing level of a phrase as annotated articles teach it: what the rules read of it, weighed with its words.

The rules of `nlp.attribute.level` know the grammar and the lexicon. Which nouns lead a reader to one source is learnt
besides, since no list of them ends: a logistic regression with a penalty that leaves few weights (Tibshirani,
*Regression shrinkage and selection via the lasso*, 1996), fitted by `nlp.training.levels`. The rules' own answer is the
strongest evidence among the others.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

from nlp.annotate.entities import Name
from nlp.annotate.pipeline import MODELS
from nlp.attribute.kind import kind_of
from nlp.attribute.phrase import Head, Phrase
from nlp.lexicon.inflection import Number
from nlp.lexicon.sourcing import WordClass
from nlp.types import LEVEL_OF_DETAIL, EntityKind, Language, Level, SourcingDetail, SpeakerKind

WORDS = 8
"""Words of a phrase that are looked at, at most: not those of a relative clause, which tell what somebody did."""
PLACED_WORDS = 3
"""Words whose place counts besides: the head is among the first."""

LEVELS = tuple(Level)

SURE = 0.6
"""How probable a level must be to go against the rules."""

_PEOPLE = frozenset(
    {Head.ROLE, Head.OFFICE, Head.POST, Head.SOURCE, Head.RELATION, Head.MEMBERS, Head.GROUP, Head.REPORTER}
)
"""Heads that say what somebody is: with an article they may mean a person whom the text names, without one anybody."""

Weights = dict[str, tuple[float, ...]]


def evidence(phrase: Phrase, detail: SourcingDetail) -> Iterator[str]:
    """Yield what speaks for a level, as readable keys; `detail` is what the rules made of the phrase."""
    yield "always"
    yield f"rules={detail.value}"
    yield f"head={phrase.head.value}"
    holding = (("d", phrase.definite), ("q", phrase.quantified), ("p", phrase.proper), ("w", phrase.placed))
    traits = "".join(letter if holds else "-" for letter, holds in holding)
    yield f"head={phrase.head.value} {phrase.number.value} {traits}"
    if phrase.count is not None:
        yield "counted"
    yield f"length={min(len(phrase.units), WORDS)}"
    units = phrase.units[:1] + tuple(takewhile(lambda unit: not unit.has(WordClass.RELATIVE), phrase.units[1:WORDS]))
    words = [unit.text.lower() if unit.name is None else f"<{unit.name.value}>" for unit in units]
    for word in dict.fromkeys(words):
        yield f"word={word}"
    for place, word in enumerate(words[:PLACED_WORDS], 1):
        yield f"word{place}={word}"
    if words:
        yield f"last={words[-1]}"
        yield f"head={phrase.head.value} {words[0]}"
    for sense in dict.fromkeys(sense.word_class.value for unit in units for sense in unit.senses):
        yield f"class={sense}"


def weighed(phrase: Phrase, detail: SourcingDetail, names: Sequence[Name], language: Language) -> SourcingDetail:
    """Return `detail`, or the detail nearest to it of the level that the evidence speaks for.

    `names` are the names of the document.
    """
    weights = _weights(language)
    scores = [0.0] * len(LEVELS)
    for key in evidence(phrase, detail):
        for place, weight in enumerate(weights.get(key, ())):
            scores[place] += weight
    best = max(scores)
    level = LEVELS[scores.index(best)]
    sure = SURE * sum(math.exp(score - best) for score in scores) <= 1.0
    if level is LEVEL_OF_DETAIL[detail] or not sure or _settled(phrase, detail, level, names):
        return detail
    return _nearest(level, phrase)


def _settled(phrase: Phrase, detail: SourcingDetail, level: Level, names: Sequence[Name]) -> bool:
    """Whether grammar, or the document as a whole, decides against `level`, whatever the words."""
    if detail is SourcingDetail.DOCUMENT:
        # Whoever obtained or quotes a document did not write it; *the newspaper's editorial* names its writer first.
        press = any(unit.has(WordClass.OUTLET, WordClass.OUTLET_NOUN) for unit in phrase.units[:PLACED_WORDS])
        return level is not Level.OUTLET or not press
    if level is not Level.NAMED:
        # Whose members or family they are is told: the body, or the name, answers for them.
        return phrase.head in (Head.MEMBERS, Head.FAMILY)
    anybody = not phrase.definite and not phrase.proper and phrase.head in _PEOPLE | {Head.BODY, Head.OUTLET}
    return anybody or phrase.number is Number.TWO or (phrase.head in _PEOPLE and not _others(phrase, names))


def _others(phrase: Phrase, names: Sequence[Name]) -> bool:
    """Whether the document names a person outside the phrase."""
    start, end = phrase.words.start, phrase.words.end
    return any(name.kind is EntityKind.PERSON and not start <= name.start < end for name in names)


def _nearest(level: Level, phrase: Phrase) -> SourcingDetail:
    kind = kind_of(phrase)
    if level is Level.OUTLET:
        return SourcingDetail.OUTLET
    if level is Level.NAMED:
        if kind is SpeakerKind.DOCUMENT:
            return SourcingDetail.DOCUMENT
        return SourcingDetail.NAMED_PERSON if kind is SpeakerKind.PERSON else SourcingDetail.NAMED_ORGANIZATION
    several = phrase.number is Number.MANY and phrase.count is None
    return SourcingDetail.UNNAMED_GROUP if several else SourcingDetail.UNNAMED_DESCRIBED


@cache
def _weights(language: Language) -> Weights:
    fitted = json.loads((MODELS / "levels.json").read_text(encoding="utf-8"))
    return {key: tuple(weights) for key, weights in fitted[language.value].items()}
