"""The forms of a noun, so that the lexicon files hold each noun once.

Arabic: sound plurals, duals and feminines follow from the base form; broken plurals are listed in the file (Ryding, *A
Reference Grammar of Modern Standard Arabic*, 2005, chapter 7). English: the regular plural, or the listed one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from nlp.types import Language


class Number(StrEnum):
    """Grammatical number; `MANY` is three or more, or an unknown number."""

    ONE = "one"
    TWO = "two"
    MANY = "many"


def forms(language: Language, entry: str | dict[str, list[str]]) -> Iterator[tuple[str, Number]]:
    """Yield each written form of a lexicon noun with its number; the article and attached pronouns stay out.

    `entry` is a regular noun, or a mapping of one noun to its irregular plurals.
    """
    if isinstance(entry, str):
        one, plurals = entry, None
    else:
        [(one, plurals)] = entry.items()
    yield one, Number.ONE
    for plural in plurals or ():
        yield plural, Number.MANY
    yield from _arabic(one, plurals) if language is Language.ARABIC else _english(one, plurals)


def _english(one: str, plurals: list[str] | None) -> Iterator[tuple[str, Number]]:
    if plurals is not None:
        return
    if one.endswith(("s", "x", "ch", "sh")):
        yield one + "es", Number.MANY
    elif one.endswith("y") and one[-2:-1] not in "aeiou":
        yield one[:-1] + "ies", Number.MANY
    else:
        yield one + "s", Number.MANY


def _agreeing(words: list[str], ending: str) -> str:
    return "".join(f" {word}{ending}" for word in words)


def _arabic(one: str, broken: list[str] | None) -> Iterator[tuple[str, Number]]:
    first, *rest = one.split()
    tail = "".join(" " + word for word in rest)
    if first.endswith("ة"):
        stem = first[:-1] + "ت"
        duals = (stem + "ان", stem + "ين", stem + "ا", stem + "ي")
        yield from ((dual + tail, Number.TWO) for dual in duals)
        if broken is None:
            yield first[:-1] + "ات" + tail, Number.MANY
        return
    # The second word of a compound is an adjective that agrees (متحدثة رسمية), or a genitive (رئيسة وزراء).
    for ending, number in (("ة", Number.ONE), ("تان", Number.TWO), ("تين", Number.TWO), ("ات", Number.MANY)):
        yield first + ending + tail, number
        yield first + ending + _agreeing(rest, "ات" if number is Number.MANY else ending), number
    if broken is None and rest:
        yield from ((first + ending + _agreeing(rest, ending), Number.MANY) for ending in ("ون", "ين"))
    yield first + "ان" + tail, Number.TWO
    yield first + "ا" + tail, Number.TWO
    if broken is None:
        for ending in ("ون", "ين", "و", "ي"):
            yield first + ending + tail, Number.MANY
    else:
        yield first + "ين" + tail, Number.TWO
        yield first + "ي" + tail, Number.TWO
        if broken:
            for plural in broken:
                if plural.endswith(("ون", "ين")):
                    yield plural[:-1] + tail, Number.MANY


def nisbas(places: Iterable[str]) -> list[str]:
    """Return the adjectives of relation of those Arabic place names that are one word (العراق: عراقي, سوريا: سوري)."""
    found = []
    for place in places:
        if " " in place:
            continue
        stem = place.removeprefix("ال")
        for ending in ("يا", "ا", "ة", "اء"):
            if stem.endswith(ending):
                stem = stem.removesuffix(ending)
                break
        if len(stem) > 2:  # two letters are too little to tell a country by (حماة, حماية)
            found.append(stem.removesuffix("ي") + "ي")
    return found
