"""Whether an English source phrase names a person as its head or beside it, and not only inside it.

*Pentagon spokesman John Kirby* and *the lawyer, Ann Lee,* name their speaker; *an aide to Ann Lee* and *Lee's brother* do
not. Names come from the entity tagger; where it is silent, from titles, common given names and capitals.
"""

from __future__ import annotations

from nlp.attribute.phrase_words import Unit
from nlp.lexicon.sourcing import WordClass as W
from nlp.types import EntityKind

_PERSONAL = (W.TITLE, W.OFFICE, W.SPOKESPERSON, W.ROLE, W.RELATION, W.REPORTER)
_NOT_PERSON = (
    W.BODY,
    W.KNOWN_BODY,
    W.OUTLET,
    W.OUTLET_NOUN,
    W.PLACE,
    W.COLLECTIVE,
    W.MEDIA,
    W.DOCUMENT,
    W.STUDY,
    W.GROUP,
    W.TEAM,
)
_SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})


def ends_in_person(units: tuple[Unit, ...], start: int, end: int) -> bool:
    """Whether the row `start`..`end` ends in a person's name."""
    last = end - 1
    if last > start and units[last].text in _SUFFIXES:
        last -= 1
    unit = units[last]
    if unit.name is not None:
        return unit.name is EntityKind.PERSON
    if not unit.capital or unit.text.isupper() and len(unit.text) > 2 and not unit.has(W.GIVEN_NAME):
        return False
    row = _capitals(units, start, last)
    if any(u.has(W.TITLE) for u in row[:-1]):
        return True
    if units[row_start(units, start, last)].has(W.GIVEN_NAME) or any(u.has(W.GIVEN_NAME) for u in row[:-1]):
        return not unit.has(*_NOT_PERSON)
    if unit.has(W.GIVEN_NAME) and len(row) == 1:
        return True
    if unit.senses:
        return False
    before = units[last - len(row)] if last - len(row) >= start else None
    if before is not None:
        return before.has(*_PERSONAL) or len(row) > 1 and before.text == "'s"
    opened = start > 0 and units[start - 1].has(W.DEFINITE)
    return not opened and 1 <= len(row) <= 3 and not any(u.has(*_NOT_PERSON) for u in row)


def row_start(units: tuple[Unit, ...], start: int, last: int) -> int:
    """Return the index of the first word of the row of capitals that ends at `last`."""
    return last - len(_capitals(units, start, last)) + 1


def person_beside(units: tuple[Unit, ...], core: int) -> int | None:
    """Return the index of the last word of a person's name in apposition behind a comma, if there is one."""
    at = core
    while at < len(units):
        if units[at].mark and units[at].text in (",", "-", "--", "–", "—"):
            first = at + 1
            stop = first
            while stop < len(units) and (units[stop].capital or units[stop].name is EntityKind.PERSON):
                stop += 1
            if stop > first and ends_in_person(units, first, stop):
                return stop - 1
        elif units[at].has(W.RELATIVE) and not units[at].capital:
            return None
        at += 1
    return None


def _capitals(units: tuple[Unit, ...], start: int, last: int) -> tuple[Unit, ...]:
    first = last
    while first > start and (units[first - 1].capital or units[first - 1].has(W.NAME_PARTICLE)):
        first -= 1
    return units[first : last + 1]
