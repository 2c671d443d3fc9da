"""Quotation marks: `ar/quotes.yml` and `en/quotes.yml`.

A document in one language quotes with the marks of the other, so the marks of both are read together.
"""

from __future__ import annotations

from functools import cache

from pydantic import Field, model_validator

from nlp.lexicon.read import LexiconFile, read
from nlp.types import Language


class Family(LexiconFile):
    """Marks that close one another. `opening` and `closing` hold the usual direction, which mirrored text turns round.

    A `single` family shares its marks with the apostrophe: only clear pairs of it are quotations.
    """

    name: str
    single: bool = False
    opening: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    either: tuple[str, ...] = ()

    @property
    def marks(self) -> tuple[str, ...]:
        """All marks of the family."""
        return self.opening + self.closing + self.either


class Quotes(LexiconFile):
    """One file, or several joined: the families, what a mark may open behind without a space, and elided words."""

    families: tuple[Family, ...] = Field(min_length=1)
    attached: tuple[str, ...]
    elisions: tuple[str, ...]

    @model_validator(mode="after")
    def _every_mark_in_one_family(self) -> Quotes:
        marks = [mark for family in self.families for mark in family.marks]
        if len(marks) != len(set(marks)):
            raise ValueError("a mark stands in two families")
        return self


@cache
def quotes() -> Quotes:
    """Load the quotation marks of all languages as one. Raises `pydantic.ValidationError` when a file does not fit."""
    files = [read(language, "quotes", Quotes) for language in Language]
    families = {family.name: family for file in files for family in file.families}
    return Quotes(
        families=tuple(families.values()),
        attached=tuple(word for file in files for word in file.attached),
        elisions=tuple(word for file in files for word in file.elisions),
    )
