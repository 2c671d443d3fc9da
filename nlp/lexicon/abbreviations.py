"""Abbreviations: `ar/abbreviations.yml` and `en/abbreviations.yml`."""

from __future__ import annotations

from functools import cache

from nlp.lexicon.read import LexiconFile, read
from nlp.types import Language


class Abbreviations(LexiconFile):
    """Words written with a full stop that need not end a sentence, without that full stop.

    A sentence never ends at one of `never_final`, nor at one of `before_number` in front of a number; at one of
    `may_be_final` it ends where one of `starters` follows.
    """

    never_final: frozenset[str]
    before_number: frozenset[str]
    may_be_final: frozenset[str]
    starters: frozenset[str]


@cache
def abbreviations(language: Language) -> Abbreviations:
    """Load the abbreviations of `language`. Raises `pydantic.ValidationError` when the file does not fit."""
    return read(language, "abbreviations", Abbreviations)
