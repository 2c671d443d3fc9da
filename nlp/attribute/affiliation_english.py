"""For whom an English source speaks or works, who made a document, and the role beside a person's name."""

from __future__ import annotations

import re

from nlp.attribute.person_english import core_end, name_start
from nlp.attribute.phrase import trimmed
from nlp.attribute.phrase_words import Unit
from nlp.detect.frame import Piece
from nlp.lexicon.sourcing import WordClass as W

_PERSONAL = (W.OFFICE, W.POST, W.SPOKESPERSON, W.ROLE, W.RELATION, W.REPORTER, W.SOURCE)
_FUNCTION = (W.PREPOSITION, W.RELATIVE, W.DEFINITE, W.INDEFINITE, W.CONJUNCTION)
_EMPLOYER = (W.BODY, W.KNOWN_BODY, W.PLACE, W.OUTLET, W.OUTLET_NOUN, W.TEAM)
# A capital on one of these only opens a sentence.
_DESCRIBES = re.compile("...(?:ed|ing|y|ive|al|ous|ful|less)$")
_MAKERS = frozenset({"by", "from", "of", "at", "in", "for"})
# A survey of voters in Iowa names whom it asked, and where.
_STUDY_MAKERS = _MAKERS - {"of", "in"}
_COPULAS = frozenset({"is", "was", "are", "were", "'s"})
_FINDERS = frozenset({"obtained", "seen", "reviewed", "viewed", "cited", "quoted", "provided", "leaked"})


def proper_units(units: tuple[Unit, ...], start: int, end: int) -> list[Unit]:
    """Return the units from `start` to `end` that are names: tagged, known, or written with a capital."""
    found: list[Unit] = []
    for at in range(start, end):
        unit, after = units[at], units[at + 1] if at + 1 < len(units) else None
        if unit.has(W.CONJUNCTION) and not (units[at - 1].capital and after is not None and after.capital):
            found = []
        elif _is_name(unit, unit is units[0] and (after is None or after.text != "'s")):
            found.append(unit)
    return found


def _is_name(unit: Unit, first: bool) -> bool:
    if unit.name is not None or unit.has(W.KNOWN_BODY, W.OUTLET, W.PLACE, W.COLLECTIVE):
        return True
    if not unit.capital or unit.has(*_FUNCTION):
        return False
    return not first or not (unit.senses or _DESCRIBES.search(unit.text))


def affiliation_of(text: str, units: tuple[Unit, ...], core: int, at: int, named: list[Unit]) -> Piece | None:
    """The body for which the head at `at` works: a name in front (*Pentagon official*), a body behind a preposition
    (*an officer with the coast guard*), or a word in front that tells the trade (*security sources*)."""
    if named:
        return trimmed(text, named[0].start, named[-1].end)
    if core < len(units) and units[core].has(W.AFFILIATION_PREPOSITION):
        stop = core + 1
        while stop < len(units) and not _ends(units[stop]):
            stop += 1
        inner = [unit for unit in units[core + 1 : stop] if not unit.has(W.DEFINITE, W.INDEFINITE)]
        while inner and any(unit.capital for unit in inner) and not (inner[0].capital or inner[0].has(*_EMPLOYER)):
            inner = inner[1:]
        if inner and any(unit.capital or unit.name is not None or unit.has(*_EMPLOYER) for unit in inner):
            return trimmed(text, inner[0].start, inner[-1].end)
    trade = [unit for unit in units[:at] if unit.has(W.DOMAIN_ADJECTIVE, W.BODY) and not unit.has(W.DEFINITE)]
    return trimmed(text, trade[0].start, trade[-1].end) if trade else None


def made_by(units: tuple[Unit, ...], core: int, study: bool = False) -> list[Unit]:
    """Return the names of those who made a document, as the words behind it tell (*a report by the World Bank*);
    `study` is whether it is a survey or the like."""
    makers = _STUDY_MAKERS if study else _MAKERS
    for at in range(core, min(len(units), core + 12)):
        unit = units[at]
        if unit.text not in makers or unit.capital:
            continue
        if at > core and units[at - 1].text in _FINDERS and unit.text == "by":
            continue
        stop = at + 1
        while stop < len(units) and not _ends(units[stop]) and not _joins(units, stop):
            stop += 1
        press = [unit for unit in units[at + 1 : stop] if unit.has(W.MEDIA, W.OUTLET_NOUN)]
        found = proper_units(units, at + 1, stop) + press
        if found:
            return found
    return []


def _joins(units: tuple[Unit, ...], at: int) -> bool:
    """Whether the conjunction at `at` leads on from one maker to another, and stands in no name of one."""
    behind = units[at + 1 : at + 2]
    return units[at].has(W.CONJUNCTION) and not (units[at - 1].capital and all(unit.capital for unit in behind))


def _ends(unit: Unit) -> bool:
    if unit.mark and not unit.quoted and unit.text not in ("&", "'", ".", "/"):
        return True
    return not unit.capital and (unit.has(W.RELATIVE) or (unit.has(W.PREPOSITION) and unit.text not in ("of", "for")))


def role_beside(
    text: str, units: tuple[Unit, ...], start: int, name_end: int
) -> tuple[Piece | None, Piece | None] | None:
    """Return the role before a person's name, or behind the comma that follows it, with its affiliation."""
    before = _role(text, units, start, min(name_start(units, start, name_end), core_end(units, start)))
    if before is not None:
        return before
    at = name_end
    while at < len(units):
        if units[at].mark and units[at].text in (",", "(", "-", "--"):
            begin = at + 1
            while begin < len(units) and (
                units[begin].has(W.DEFINITE, W.INDEFINITE, W.QUANTIFIER) or units[begin].mark
            ):
                begin += 1
            if begin + 1 < len(units) and units[begin].has(W.RELATIVE):
                if units[begin + 1].text not in _COPULAS:
                    return None
                begin += 2
            found = _role(text, units, begin, core_end(units, begin)) if begin < len(units) else None
            if found is not None:
                return found
        elif units[at].has(W.RELATIVE) and not units[at].capital:
            return None
        at += 1
    return None


def _role(text: str, units: tuple[Unit, ...], start: int, end: int) -> tuple[Piece | None, Piece | None] | None:
    """Read the units from `start` to `end` as a role, if their last personal noun makes them one."""
    at = next((i for i in range(end - 1, start - 1, -1) if units[i].has(*_PERSONAL) and units[i].name is None), None)
    if at is None:
        return None
    first = at
    while first > start and not units[first - 1].mark and not units[first - 1].has(*_FUNCTION, W.PRONOUN):
        if units[first - 1].text in ("'s", "year-old", "now", "then"):
            break
        first -= 1
    named = proper_units(units, start, at)
    affiliation = affiliation_of(text, units[start:], end - start, at - start, named)
    return trimmed(text, units[first].start, units[at].end), affiliation
