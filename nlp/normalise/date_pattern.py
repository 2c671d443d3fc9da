"""The pattern by which times are found in a text, and the values of the names in it, for each language.

Names are compared in a plain spelling of the same length, so that every place stays where it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from nlp.fold import STRETCH
from nlp.lexicon.dates import Ago, DatesFile, dates
from nlp.types import Language

_SAME_LENGTH = str.maketrans("أإآىة٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "ااايه01234567890123456789")


@dataclass(frozen=True, slots=True)
class DateNames:
    """`pattern` finds times in a plain text; the rest are the values of its parts, by `key`."""

    pattern: re.Pattern[str]
    months: dict[str, int]
    hijri: dict[str, int]
    common: frozenset[str]
    weekdays: dict[str, int]
    ordinals: dict[str, int]
    days: dict[str, int]
    units: dict[str, str]
    counted: dict[str, tuple[str, int | None]]
    numbers: dict[str, int]
    moves: dict[str, int]
    day_first: bool


def plain(text: str) -> str:
    """Return `text` with spellings made one and digits made ours, every character at its place."""
    return text.translate(_SAME_LENGTH)


def key(name: str) -> str:
    """Return the words of a text as the names of times are looked up."""
    return " ".join(name.split()).lower()


@cache
def date_names(language: Language) -> DateNames:
    """Return the pattern of times in `language`, with the values of its parts."""
    data = dates(language)
    counted: dict[str, tuple[str, int | None]] = {}
    for span in data.counted:
        for names, number in ((span.one, 1), (span.two, 2), (span.more, None)):
            counted |= {_name(name): (span.unit, number) for name in names}
    return DateNames(
        pattern=_pattern(data, language),
        months=_numbered(data.months, 1),
        hijri=_numbered(data.hijri_months, 1),
        common=frozenset(map(_name, data.common_months)),
        weekdays=_numbered(data.weekdays, 0),
        ordinals={_name(name): number for number, name in enumerate(data.ordinals, start=1)},
        days={_name(name): day.days for day in data.days for name in day.names},
        units={_name(name): unit.unit for unit in data.units for name in unit.names},
        counted=counted,
        numbers={_name(name): number for number, names in data.numbers.items() for name in names},
        moves={_name(n): step for step, names in ((-1, data.last), (0, data.this), (1, data.next)) for n in names},
        day_first=data.day_first,
    )


def _name(name: str) -> str:
    return plain(name).replace(STRETCH, "").lower()


def _numbered(groups: list[list[str]], first: int) -> dict[str, int]:
    return {_name(name): number for number, group in enumerate(groups, start=first) for name in group}


def _any(names: Iterable[str]) -> str:
    """A pattern of any of the names, the longest first."""
    spelt = {plain(name).replace(STRETCH, "") for name in names}
    return "|".join(
        re.escape(name).replace(r"\ ", r"\s+") for name in sorted(spelt, key=lambda name: (-len(name), name))
    )


def _pattern(data: DatesFile, language: Language) -> re.Pattern[str]:
    weekday = _any(name for group in data.weekdays for name in group)
    move = _any([*data.last, *data.this, *data.next])
    near = _any(name for one in data.days for name in one.names)
    alternatives = [
        r"(?P<iso>\d{4}-\d\d-\d\d)",
        r"(?P<day>[0-3]?\d)(?P<mark>[/.-])(?P<number>[01]?\d)(?P=mark)(?P<year>\d{4})",
        r"(?P<year>\d{4})/(?P<number>[01]?\d)/(?P<day>[0-3]?\d)",
        *(rf"(?:(?i:{weekday})(?:[\s،,]+|\s*\())?{order}" for order in _orders(data, language, move)),
        *_moves(language, weekday, _any(name for unit in data.units for name in unit.names), move),
        rf"(?P<near>(?i:{near}))",
        *_ago(data.ago, data),
        rf"(?:{_any(data.year_words)})\s+(?P<only_year>\d{{4}})",
    ]
    whole = "|".join(_numbered_apart(alternatives))
    return re.compile(rf"(?<![\w/])(?:{data.attached})(?P<at>{whole})(?![\w/])")


def _numbered_apart(alternatives: Iterable[str]) -> Iterator[str]:
    """A group may have a name once only: each alternative has its number behind the names of its groups."""
    for number, alternative in enumerate(alternatives):
        yield re.sub(r"\(\?P([<=])([a-z_]+)", rf"(?P\1\2_{number}", alternative)


def _orders(data: DatesFile, language: Language, move: str) -> Iterator[str]:
    """Day, month and year in the orders a language has them. A second name of the month may follow behind a slash.
    Month names keep their capital, which `may` and `march` have not."""
    month = _any(name for group in [*data.months, *data.hijri_months] for name in group)
    year = rf"(?P<year>\d{{4}})(?:\s*(?:{_any(data.hijri_signs)}){STRETCH}?)?"
    day = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
    if data.ordinals:
        day = rf"(?:{day}|(?P<ordinal>{_any(data.ordinals)}))"
    between = rf"\s+(?:(?:{_any(data.between)})\s+)?(?:شهر\s+)?"
    named = rf"(?P<month>{month})\.?(?:\s*/\s*(?:{month}))?"
    if language is Language.ARABIC:
        later = rf"\s+(?P<move>{move})|[\s،]+(?:(?:من\s+)?(?:عام|سنه)\s+)?{year}"
        yield rf"(?:{day}{between})?{named}(?:{later})?"
        return
    yield rf"{named}\s+{day}(?:,?\s+{year})?"
    yield rf"(?:{day}{between})?{named}(?:,?\s+{year})?"
    yield rf"(?P<move>(?i:{move}))\s+{named}"


def _moves(language: Language, weekday: str, unit: str, move: str) -> Iterator[str]:
    if language is Language.ARABIC:
        yield rf"(?P<weekday>{weekday})(?:\s+(?P<move>{move}))?"
        yield rf"(?P<unit>{unit})\s+(?P<move>{move})"
        return
    yield rf"(?i:(?:(?P<move>{move})\s+)?(?P<weekday>{weekday}))"
    yield rf"(?i:(?P<move>{move})\s+(?P<unit>{unit}))"


def _ago(ago: Ago, data: DatesFile) -> Iterator[str]:
    alone = _any(name for span in data.counted for name in (*span.one, *span.two))
    more = _any(name for span in data.counted for name in span.more)
    number = rf"(?P<count>\d{{1,2}}|{_any(name for names in data.numbers.values() for name in names)})"
    counted = rf"(?:(?P<span>{alone})|{number}\s+(?P<spans>{more}))"
    if ago.before:
        yield rf"(?:{_any(ago.before)})\s+{counted}(?!\s+(?:{_any(ago.unless)})\b)(?!\w)"
    if ago.behind:
        yield rf"(?i:{counted}\s+(?:{_any(ago.behind)}))"
