"""`dates.yml`: how news names months, weekdays, days and spans of time."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from nlp.lexicon.read import LexiconFile, read
from nlp.types import Language

Twelve = Annotated[list[list[str]], Field(min_length=12, max_length=12)]


class RelativeDay(LexiconFile):
    """Names of a day that is so many days from the day of the text."""

    names: list[str]
    days: int


class Unit(LexiconFile):
    """Names of a span of time."""

    names: list[str]
    unit: Literal["week", "month", "year"]


class DatesFile(LexiconFile):
    """`dates.yml`; months and weekdays stand in their order. `attached` is a pattern of letters that may be written
    before a weekday or month as one word with it."""

    months: Twelve
    hijri_months: Twelve
    common_months: list[str]
    weekdays: Annotated[list[list[str]], Field(min_length=7, max_length=7)]
    ordinals: list[str]
    days: list[RelativeDay]
    units: list[Unit]
    last: list[str]
    this: list[str]
    next: list[str]
    year_words: list[str]
    hijri_signs: list[str]
    between: list[str]
    attached: str


@cache
def dates(language: Language) -> DatesFile:
    """Return the names of times in `language`."""
    return read(language, "dates", DatesFile)
