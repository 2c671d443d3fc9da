"""Inflecting Arabic reporting verbs from their principal parts, in folded spelling.

Affix tables after Ryding, *A Reference Grammar of Modern Standard Arabic* (2005), chapters 21 and 22. Over-generating
is harmless here: a form that no writer uses is never met.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from nlp.fold import fold
from nlp.lexicon.reporting import ArabicVerb

_BEFORE_VOWEL = ("", "ت", "ا", "تا", "وا", "و")
_BEFORE_CONSONANT = ("ت", "نا", "ن", "تم")
_PERSONS = ("ي", "ت", "ن", "ا")
_IMPERFECT_ENDINGS = ("", "ان", "ون", "ين", "ن", "ا", "وا", "و")
_PARTICIPLE_ENDINGS = ("ا", "ة", "ين", "ون", "ات", "تين")


class VerbForm(StrEnum):
    """Which part of the verb a form is: it decides who can be its subject and whether it can open a sentence."""

    PERFECT = "perfect"
    IMPERFECT = "imperfect"
    PARTICIPLE = "participle"
    MASDAR = "masdar"
    PASSIVE = "passive"


def forms_of(verb: ArabicVerb) -> Iterator[tuple[str, VerbForm]]:
    """Yield each folded form of `verb` without proclitics (`و`, `ف`, `س`, ...) and object pronouns, with its kind."""
    yield from ((form, VerbForm.PERFECT) for form in _perfect(verb))
    yield from ((form, VerbForm.IMPERFECT) for form in _imperfect(verb))
    yield from ((form, VerbForm.PARTICIPLE) for form in _participle(verb))
    yield from ((fold(noun), VerbForm.MASDAR) for noun in verb.masdar)
    yield from ((fold(form), VerbForm.PASSIVE) for form in verb.passive)


def _perfect(verb: ArabicVerb) -> Iterator[str]:
    stem = fold(verb.perfect)
    if verb.weak:
        base, last = stem[:-1], "و" if stem.endswith("ا") else "ي"
        yield stem
        yield base + "ا"
        yield from (base + ending for ending in ("ت", "تا", "وا", "و"))
        yield from (base + last + ending for ending in ("نا", "ت", "ن", "ا"))
        return
    yield from (stem + ending for ending in _BEFORE_VOWEL)
    short = fold(verb.short) if verb.short else stem
    yield from (short + ending for ending in _BEFORE_CONSONANT)


def _imperfect(verb: ArabicVerb) -> Iterator[str]:
    if verb.imperfect is None:
        return
    stem = fold(verb.imperfect)
    # After the person prefix an initial hamza merges with it only in the first person: أؤكد is folded as اؤكد.
    for person in _PERSONS:
        if verb.weak:
            yield person + stem
            yield from (person + stem[:-1] + ending for ending in ("ون", "ين", "وا", "و"))
            yield from (person + stem + ending for ending in ("ان", "ن", "ا"))
        else:
            yield from (person + stem + ending for ending in _IMPERFECT_ENDINGS)


def _participle(verb: ArabicVerb) -> Iterator[str]:
    if verb.participle is None:
        return
    stem = fold(verb.participle)
    yield from (stem + ending for ending in _PARTICIPLE_ENDINGS)
    if verb.weak:
        yield from (stem[:-1] + ending for ending in ("ون", "ين"))
