"""Times that a text names, as values with their precision, read relative to the day of the document.

A weekday alone is the last one up to the day of the document: news reports what has happened. A day of a month without
a year is the nearest one. A Hijri date is turned into the civil one by the Umm al-Qura calendar (hijridate). What
cannot be told without the day of the document is left out when that is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from hijridate import Hijri

from nlp.fold import STRETCH
from nlp.lexicon.dates import DatesFile, dates
from nlp.types import Language

_FIRST_YEAR, _LAST_YEAR = 1800, 2100
_DAYS_OF_A_WEEK = 7
_SAME_LENGTH = str.maketrans("أإآىة٠١٢٣٤٥٦٧٨٩", "ااايه0123456789")
"""Spellings made one without moving a character."""


class Precision(StrEnum):
    """How exactly a time is told."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Moment:
    """A time named at `start`..`end` of a text: `value` is its first day."""

    start: int
    end: int
    value: date
    precision: Precision


@dataclass(frozen=True, slots=True)
class _Names:
    pattern: re.Pattern[str]
    months: dict[str, int]
    hijri: dict[str, int]
    common: frozenset[str]
    weekdays: dict[str, int]
    ordinals: dict[str, int]
    days: dict[str, int]
    units: dict[str, str]
    moves: dict[str, int]


def moments(text: str, language: Language, written: date | None) -> list[Moment]:
    """Return the times that `text` names, in order; `written` is the day of the document."""
    names = _names(language)
    plain = text.translate(_SAME_LENGTH)
    found = []
    for match in names.pattern.finditer(plain):
        read = _read(match, names, written)
        if read is not None:
            found.append(Moment(match.start("at"), match.end("at"), *read))
    return found


def _read(match: re.Match[str], names: _Names, written: date | None) -> tuple[date, Precision] | None:
    # The same part has several names where a pattern has it in several places: `day`, `day_us`.
    part = {
        name.partition("_us")[0].replace("move_unit", "move"): value
        for name, value in match.groupdict().items()
        if value is not None
    }
    try:
        if "iso" in part:
            return date.fromisoformat(part["iso"]), Precision.DAY
        if "numeric" in part:
            day, month, year = map(int, part["numeric"].split("/"))
            return date(year, month, day), Precision.DAY
        if "month" in part:
            return _of_month(part, names, written)
        if "only_year" in part:
            return _checked_year(part["only_year"])
        return None if written is None else _relative(part, names, written)
    except (ValueError, OverflowError):
        return None


def _checked_year(year: str) -> tuple[date, Precision] | None:
    return (date(int(year), 1, 1), Precision.YEAR) if _FIRST_YEAR <= int(year) <= _LAST_YEAR else None


def _of_month(part: dict[str, str], names: _Names, written: date | None) -> tuple[date, Precision] | None:
    name = _key(part["month"])
    day = (
        names.ordinals.get(_key(part["ordinal"])) if "ordinal" in part else int(part["day"]) if "day" in part else None
    )
    year = int(part["year"]) if "year" in part else None
    if name in names.hijri:
        if year is None:
            return None
        value = Hijri(year, names.hijri[name], day or 1).to_gregorian()
        return date(value.year, value.month, value.day), Precision.DAY if day else Precision.MONTH
    month = names.months[name]
    if day is None and year is None and name in names.common:
        return None
    precision = Precision.DAY if day else Precision.MONTH
    if year is not None:
        return (date(year, month, day or 1), precision) if _FIRST_YEAR <= year <= _LAST_YEAR else None
    if written is None:
        return None
    around = [
        date(written.year + step, month, day or 1) for step in (-1, 0, 1) if _exists(written.year + step, month, day)
    ]
    return (min(around, key=lambda value: abs(value - written)), precision) if around else None


def _exists(year: int, month: int, day: int | None) -> bool:
    try:
        date(year, month, day or 1)
    except ValueError:
        return False
    return True


def _relative(part: dict[str, str], names: _Names, written: date) -> tuple[date, Precision] | None:
    if "near" in part:
        return written + timedelta(days=names.days[_key(part["near"])]), Precision.DAY
    move = names.moves[_key(part["move"])] if "move" in part else None
    if "weekday" in part:
        behind = (written.weekday() - names.weekdays[_key(part["weekday"])]) % _DAYS_OF_A_WEEK
        if move == 1:
            return written + timedelta(days=_DAYS_OF_A_WEEK - behind), Precision.DAY
        if move == -1 and behind == 0:
            behind = _DAYS_OF_A_WEEK
        return written - timedelta(days=behind), Precision.DAY
    unit = names.units[_key(part["unit"])]
    step = move or 0
    if unit == "week":
        return written - timedelta(days=written.weekday() - _DAYS_OF_A_WEEK * step), Precision.WEEK
    if unit == "year":
        return date(written.year + step, 1, 1), Precision.YEAR
    months = written.year * 12 + written.month - 1 + step
    return date(months // 12, months % 12 + 1, 1), Precision.MONTH


def _key(name: str) -> str:
    return " ".join(name.split()).lower()


@cache
def _names(language: Language) -> _Names:
    data = dates(language)
    months = _numbered(data.months, 1)
    hijri = _numbered(data.hijri_months, 1)
    moves = {**_all(data.last, -1), **_all(data.this, 0), **_all(data.next, 1)}
    return _Names(
        pattern=_pattern(data, language),
        months=months,
        hijri=hijri,
        common=frozenset(_all(data.common_months, 0)),
        weekdays=_numbered(data.weekdays, 0),
        ordinals={_plain(name): number for number, name in enumerate(data.ordinals, start=1)},
        days={_plain(name): day.days for day in data.days for name in day.names},
        units={_plain(name): unit.unit for unit in data.units for name in unit.names},
        moves=moves,
    )


def _plain(name: str) -> str:
    return name.translate(_SAME_LENGTH).replace(STRETCH, "").lower()


def _numbered(groups: list[list[str]], first: int) -> dict[str, int]:
    return {_plain(name): number for number, group in enumerate(groups, start=first) for name in group}


def _all(names: Iterable[str], value: int) -> dict[str, int]:
    return {_plain(name): value for name in names}


def _any(names: Iterable[str]) -> str:
    """A pattern of any of the names, the longest first. Month names keep their capital, which `may` has not."""
    plain = {name.translate(_SAME_LENGTH).replace(STRETCH, "") for name in names}
    return "|".join(
        re.escape(name).replace(r"\ ", r"\s+") for name in sorted(plain, key=lambda name: (-len(name), name))
    )


def _pattern(data: DatesFile, language: Language) -> re.Pattern[str]:
    month = _any(name for group in [*data.months, *data.hijri_months] for name in group)
    weekday = _any(name for group in data.weekdays for name in group)
    move = _any([*data.last, *data.this, *data.next])
    year = rf"(?P<year>\d{{4}})(?:\s*(?:{_any(data.hijri_signs)}){STRETCH}?)?"
    day = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
    if data.ordinals:
        day = rf"(?:{day}|(?P<ordinal>{_any(data.ordinals)}))"
    between = rf"\s+(?:(?:{_any(data.between)})\s+)?(?:شهر\s+)?"
    alternatives = [
        r"(?P<iso>\d{4}-\d\d-\d\d)",
        r"(?P<numeric>[0-3]?\d/[01]?\d/\d{4})",
        *_orders(language, day, between, month, year),
        *_moves(language, weekday, _any(name for unit in data.units for name in unit.names), move),
        rf"(?P<near>{_any(name for one in data.days for name in one.names)})",
    ]
    years = rf"(?:{_any(data.year_words)})\s+(?P<only_year>\d{{4}})"
    return re.compile(rf"(?<![\w/])(?:{data.attached})(?P<at>{'|'.join([*alternatives, years])})(?![\w/])")


def _orders(language: Language, day: str, between: str, month: str, year: str) -> Iterator[str]:
    """Day, month and year in the orders a language has them. A second name of the month may follow behind a slash."""
    named = rf"(?P<month>{month})\.?(?:\s*/\s*(?:{month}))?"
    if language is Language.ARABIC:
        yield rf"(?:{day}{between})?{named}(?:[\s،]+(?:(?:من\s+)?(?:عام|سنه)\s+)?{year})?"
        return
    first = rf"(?:{day}{between})?{named}(?:,?\s+{year})?"
    second = rf"{named}\s+{day}(?:,?\s+{year})?"
    # A group may have one name only: the American order is tried first, under names of its own.
    yield re.sub(r"\(\?P<(\w+)>", r"(?P<\1_us>", second)
    yield first


def _moves(language: Language, weekday: str, unit: str, move: str) -> Iterator[str]:
    if language is Language.ARABIC:
        yield rf"(?P<weekday>{weekday})(?:\s+(?P<move>{move}))?"
        yield rf"(?P<unit>{unit})\s+(?P<move_unit>{move})"
        return
    yield rf"(?:(?P<move>{move})\s+)?(?P<weekday>{weekday})"
    yield rf"(?P<move_unit>{move})\s+(?P<unit>{unit})"
