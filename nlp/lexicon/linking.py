"""What is known about names across documents: letters and spellings in two scripts, particles, states, offices, bodies.

Knowledge about both languages at once stands in `nlp/lexicon/both/`; the head of each file says what its lists hold.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

import yaml
from pydantic import Field

from nlp.lexicon.read import File, LexiconFile


class LettersFile(LexiconFile):
    """`letters.yml`"""

    latin: dict[str, str]
    arabic: dict[str, str]
    alike: list[str]
    coarse: dict[str, str]


class GivenNamesInBothFile(LexiconFile):
    """`given_names.yml`"""

    names: dict[str, list[str]]


class Articles(LexiconFile):
    """The articles of names in each script."""

    arabic: list[str]
    latin: list[str]


class ParticlesFile(LexiconFile):
    """`particles.yml`"""

    articles: Articles
    house: list[str]
    filiation: list[str]
    openers: dict[str, str]
    closers: dict[str, str]
    suffixes: list[str]


class StatesFile(LexiconFile):
    """`states.yml`"""

    states: dict[str, list[str]]


class OfficesFile(LexiconFile):
    """`offices.yml`"""

    offices: dict[str, list[str]]
    bodies: dict[str, list[str]]
    fields: dict[str, list[str]]
    press: list[str]
    empty: list[str]


class BodiesFile(LexiconFile):
    """`bodies.yml`"""

    bodies: list[list[str]] = Field(min_length=1)


def _read_both(name: str, schema: type[File]) -> File:
    text = (resources.files("nlp.lexicon") / "both" / f"{name}.yml").read_text(encoding="utf-8")
    return schema.model_validate(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


@cache
def letters() -> LettersFile:
    """Return how the letters of one script are written in the other, read once."""
    return _read_both("letters", LettersFile)


@cache
def given_names() -> dict[str, list[str]]:
    """Return Arabic given names with their Latin spellings, read once."""
    return _read_both("given_names", GivenNamesInBothFile).names


@cache
def particles() -> ParticlesFile:
    """Return the small words and parts of names, read once."""
    return _read_both("particles", ParticlesFile)


@cache
def states() -> dict[str, list[str]]:
    """Return the names and adjectives of each state by its code, read once."""
    return _read_both("states", StatesFile).states


@cache
def offices() -> OfficesFile:
    """Return the words for offices, bodies and what they are over, read once."""
    return _read_both("offices", OfficesFile)


@cache
def bodies() -> list[list[str]]:
    """Return the bodies with more than one name, read once."""
    return _read_both("bodies", BodiesFile).bodies
