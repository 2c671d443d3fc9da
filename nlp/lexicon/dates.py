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
    """Names of a span of time as `last week` has it."""

    names: list[str]
    unit: Literal["week", "month", "year"]


class Counted(LexiconFile):
    """Names of a span of time where spans are counted, for one, for two (a dual; none in English) and for more."""

    unit: Literal["day", "week", "month", "year"]
    one: list[str]
    two: list[str]
    more: list[str]


class Ago(LexiconFile):
    """The words before or behind a count of spans that say that they have passed since; `unless` are words that, coming
    next, name the event from which they are counted instead."""

    before: list[str]
    behind: list[str]
    unless: list[str]


class DatesFile(LexiconFile):
    """`dates.yml`; months and weekdays stand in their order. `attached` is a pattern of letters that may be written
    before a weekday or month as one word with it.

    `numbers` are words for the numbers that count spans. `elsewhere` and `relative` are words between a reporting
    verb and a time, `bounds` words right before a time, that say that it is the time of something else.
    """

    months: Twelve
    hijri_months: Twelve
    common_months: list[str]
    weekdays: Annotated[list[list[str]], Field(min_length=7, max_length=7)]
    ordinals: list[str]
    days: list[RelativeDay]
    units: list[Unit]
    counted: list[Counted]
    numbers: dict[int, list[str]]
    ago: Ago
    last: list[str]
    this: list[str]
    next: list[str]
    year_words: list[str]
    hijri_signs: list[str]
    between: list[str]
    attached: str
    day_first: bool
    """Whether 3/4 can only be the third of April; false where it may as well be the fourth of March."""
    elsewhere: list[str]
    relative: list[str]
    bounds: list[str]


@cache
def dates(language: Language) -> DatesFile:
    """Return the names of times in `language`."""
    return read(language, "dates", DatesFile)
