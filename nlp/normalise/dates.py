"""Times that a text names, as values with their precision, read relative to the day of the document.

A weekday alone is the last one up to the day of the document: news reports what has happened. A day of a month without
a year is the nearest one. A Hijri date is turned into the civil one by the Umm al-Qura calendar (hijridate). What
cannot be told without the day of the document is left out when that is not known, and so is what can be read in two
ways (3/4/2021 in English).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from hijridate import Gregorian, Hijri

from nlp.normalise.date_pattern import DateNames, date_names, key, plain
from nlp.types import Language, Precision

_FIRST_YEAR, _LAST_YEAR = 1800, 2100
_DAYS_OF_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Moment:
    """A time named at `start`..`end` of a text: `value` is its first day."""

    start: int
    end: int
    value: date
    precision: Precision


def iso(value: date, precision: Precision) -> str:
    """Return the value in ISO 8601, with no more than is known: `2021-06-01`, `2021-W22`, `2021-06`, `2021`."""
    if precision is Precision.WEEK:
        year, week, _ = value.isocalendar()
        return f"{year:04}-W{week:02}"
    return value.isoformat()[: {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}[precision]]


def moments(text: str, language: Language, written: date | None) -> list[Moment]:
    """Return the times that `text` names, in order; `written` is the day of the document."""
    names = date_names(language)
    found = []
    for match in names.pattern.finditer(plain(text)):
        read = _read(match, names, written)
        if read is not None:
            start, end = match.span("at")
            bracket = "(" in text[start:end] and text[end : end + 1] == ")"
            found.append(Moment(start, end + bracket, *read))
    return found


def _read(match: re.Match[str], names: DateNames, written: date | None) -> tuple[date, Precision] | None:
    part = {name.rpartition("_")[0]: value for name, value in match.groupdict().items() if value is not None}
    try:
        if "iso" in part:
            return date.fromisoformat(part["iso"]), Precision.DAY
        if "number" in part:
            return _in_numbers(part, names)
        if "month" in part:
            return _of_month(part, names, written)
        if "only_year" in part:
            return _checked_year(part["only_year"])
        return None if written is None else _relative(part, names, written)
    except (ValueError, OverflowError):
        return None


def _in_numbers(part: dict[str, str], names: DateNames) -> tuple[date, Precision] | None:
    day, month = int(part["day"]), int(part["number"])
    either = day <= 12 and day != month and part.get("mark") == "/"
    if either and not names.day_first:
        return None
    return date(int(part["year"]), month, day), Precision.DAY


def _checked_year(year: str) -> tuple[date, Precision] | None:
    return (date(int(year), 1, 1), Precision.YEAR) if _FIRST_YEAR <= int(year) <= _LAST_YEAR else None


def _of_month(part: dict[str, str], names: DateNames, written: date | None) -> tuple[date, Precision] | None:
    name = key(part["month"])
    day = int(part["day"]) if "day" in part else names.ordinals[key(part["ordinal"])] if "ordinal" in part else None
    year = int(part["year"]) if "year" in part else None
    move = names.moves[key(part["move"])] if "move" in part else None
    if day is None and year is None and move is None and name in names.common:
        return None
    precision = Precision.DAY if day else Precision.MONTH
    hijri = name in names.hijri
    number = names.hijri[name] if hijri else names.months[name]

    def in_year(some: int) -> date:
        if not hijri:
            return date(some, number, day or 1)
        civil = Hijri(some, number, day or 1).to_gregorian()
        return date(civil.year, civil.month, civil.day)

    if year is not None:
        return (in_year(year), precision) if hijri or _FIRST_YEAR <= year <= _LAST_YEAR else None
    if written is None:
        return None
    this_year = Gregorian(written.year, written.month, written.day).to_hijri().year if hijri else written.year
    value = _in_some_year(in_year, this_year, written, move)
    return None if value is None else (value, precision)


def _in_some_year(in_year: Callable[[int], date], this_year: int, written: date, move: int | None) -> date | None:
    """The day in the year that is meant: with `last` or `next` the nearest one before or after, else the nearest."""
    around: list[date] = []
    for year in (this_year - 1, this_year, this_year + 1):
        try:
            around.append(in_year(year))
        except (ValueError, OverflowError):  # no such day in this year
            continue
    if move:
        around = [value for value in around if (value < written if move < 0 else value > written)]
    return min(around, key=lambda value: abs(value - written), default=None)


def _relative(part: dict[str, str], names: DateNames, written: date) -> tuple[date, Precision] | None:
    if "near" in part:
        return written + timedelta(days=names.days[key(part["near"])]), Precision.DAY
    move = names.moves[key(part["move"])] if "move" in part else None
    if "weekday" in part:
        return _weekday(names.weekdays[key(part["weekday"])], move, written), Precision.DAY
    if "unit" in part:
        return _moved(written, names.units[key(part["unit"])], move or 0)
    unit, number = names.counted[key(part["span"] if "span" in part else part["spans"])]
    if number is None:
        count = key(part["count"])
        number = int(count) if count.isdecimal() else names.numbers[count]
    return _moved(written, unit, -number)


def _weekday(weekday: int, move: int | None, written: date) -> date:
    behind = (written.weekday() - weekday) % _DAYS_OF_A_WEEK
    if move == 1:
        return written + timedelta(days=_DAYS_OF_A_WEEK - behind)
    if move == -1 and behind == 0:
        behind = _DAYS_OF_A_WEEK
    return written - timedelta(days=behind)


def _moved(written: date, unit: str, step: int) -> tuple[date, Precision]:
    """Return the span of time that lies `step` spans from the one of the document."""
    if unit == "day":
        return written + timedelta(days=step), Precision.DAY
    if unit == "week":
        return written - timedelta(days=written.weekday() - _DAYS_OF_A_WEEK * step), Precision.WEEK
    if unit == "year":
        return date(written.year + step, 1, 1), Precision.YEAR
    months = written.year * 12 + written.month - 1 + step
    return date(months // 12, months % 12 + 1, 1), Precision.MONTH
