"""Whether an English source phrase names a person as its head or beside it, and not only inside it.

*Pentagon spokesman John Kirby* and *the lawyer, Ann Lee,* name their speaker; *an aide to Ann Lee* and *Lee's brother*
do not. Names come from the entity tagger; where it is silent, from titles, common given names and capitals.
"""

from __future__ import annotations

import re

from nlp.attribute.phrase_words import Unit
from nlp.lexicon.inflection import Number
from nlp.lexicon.sourcing import WordClass as W
from nlp.types import EntityKind

_PERSONAL = (W.TITLE, W.OFFICE, W.POST, W.SPOKESPERSON, W.ROLE, W.RELATION, W.REPORTER)
_NOUNS = (*_PERSONAL, W.BODY, W.KNOWN_BODY, W.OUTLET_NOUN, W.DOCUMENT, W.STUDY, W.GROUP, W.SOURCE, W.MEDIA, W.TEAM)
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
_FUNCTION = (W.DEFINITE, W.INDEFINITE, W.RELATIVE, W.PREPOSITION, W.CONJUNCTION)
_SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})
# Nouns of agents are formed with few endings (Quirk et al., *A Comprehensive Grammar*, 1985, appendix I).
AGENTIVE = re.compile("...(?:er|or|ist|ian|eer|ant|ee|man|woman|men|women)s?$")
_WITHIN = frozenset({"'", '"', "«", "»", "“", "”", "/", "&", "."})
_APART = frozenset({",", "-", "--"})


def core_end(units: tuple[Unit, ...], start: int) -> int:
    """Return the end of the row of words from `start` whose last is the head of the noun phrase.

    Commas and conjunctions between what stands before the head (*a tall, angry man*, *current and former officials*,
    *chief pollster and strategist Joel Lee*) do not end it.
    """
    at = start
    while at < len(units):
        unit = units[at]
        ends = not unit.capital and unit.has(W.PREPOSITION, W.RELATIVE, W.PRONOUN)
        if at > start and ends and not _in_name_before_role(units, at):
            break
        if (
            at > start
            and not unit.capital
            and unit.text.endswith(("ed", "ing"))
            and not unit.senses
            and _noun(units[at - 1])
        ):
            break
        joint = (unit.mark and unit.text not in _WITHIN) or (at > start and unit.has(W.CONJUNCTION))
        if joint and not _goes_on(units, start, at):
            break
        at += 1
    while at > start + 1 and (units[at - 1].mark or units[at - 1].text == "'s"):
        at -= 1
    return at


def _in_name_before_role(units: tuple[Unit, ...], at: int) -> bool:
    """Whether the word at `at` stands within a tagged name that only tells whose role is meant: *a Bank of Korea
    official*."""
    stop = at
    while stop < len(units) and units[stop].name is not None and not units[stop].name_start:
        stop += 1
    role = stop < len(units) and not units[stop].capital and units[stop].has(*_PERSONAL, W.SOURCE)
    return at < stop < len(units) and role


def _noun(unit: Unit) -> bool:
    return unit.has(*_NOUNS)


def _goes_on(units: tuple[Unit, ...], start: int, at: int) -> bool:
    """Whether the phrase runs on behind the comma or conjunction at `at`."""
    if at == start or at + 1 >= len(units):
        return False
    before, after = units[at - 1], units[at + 1]
    if units[at].mark:
        described = not before.capital and not before.senses and not AGENTIVE.search(before.text)
        return units[at].text == "," and described and not after.has(*_FUNCTION) and not after.capital
    if before.has(W.ADJECTIVE, W.DOMAIN_ADJECTIVE) and not before.has(W.BODY):
        return True
    if before.capital and after.capital and _ends_in_body(units, at + 1):
        return True
    single = before.has(W.PRONOUN) or (before.has(*_PERSONAL) and not _many(before) and before.name is None)
    single = single and not after.has(W.DEFINITE, W.INDEFINITE)
    stop = at + 1
    while stop < len(units) and not units[stop].mark and not units[stop].has(W.PREPOSITION, W.RELATIVE, W.CONJUNCTION):
        stop += 1
    return single and ends_in_person(units, at + 1, stop)


def _ends_in_body(units: tuple[Unit, ...], start: int) -> bool:
    """Whether the row of capitals from `start` ends in a word for a body: *the Dockers and Porters Union*."""
    stop = start
    while stop < len(units) and units[stop].capital:
        stop += 1
    return stop > start + 1 and units[stop - 1].has(W.BODY) and not any(u.has(*_PERSONAL) for u in units[start:stop])


def _many(unit: Unit) -> bool:
    return all(sense.number is Number.MANY for sense in unit.senses if sense.word_class in _PERSONAL)


def ends_in_person(units: tuple[Unit, ...], start: int, end: int) -> bool:
    """Whether the row `start`..`end` ends in a person's name."""
    last = end - 1
    if last > start and units[last].text in _SUFFIXES:
        last -= 1
    if last < start:
        return False
    unit = units[last]
    if unit.name is not None:
        return unit.name is EntityKind.PERSON
    initials = unit.text.isupper() and len(unit.text) > 1 and not unit.has(W.GIVEN_NAME)
    if not unit.capital or initials:
        return False
    first = name_row(units, start, last + 1)
    row = units[first : last + 1]
    if any(u.has(*_PERSONAL) for u in row[:-1]):
        return True
    if any(u.has(W.GIVEN_NAME) for u in row[:-1]):
        return not unit.has(*_NOT_PERSON)
    if unit.has(W.GIVEN_NAME) and len(row) == 1:
        return True
    others = any(sense.word_class is not W.GIVEN_NAME for sense in unit.senses)
    return not others and _reads_as_person(units, start, first, row)


def _reads_as_person(units: tuple[Unit, ...], start: int, first: int, row: tuple[Unit, ...]) -> bool:
    """Whether a row of unknown capitals is a person's: behind a role or a possessor, or with no article."""
    if first > start:
        before = units[first - 1]
        if start > 0 and units[start - 1].has(W.INDEFINITE) and not before.senses and not before.mark:
            return True  # an angry Lee
        return before.has(*_PERSONAL) or (len(row) > 1 and before.text in ("'s", "'"))
    opened = start > 0 and (
        units[start - 1].has(W.DEFINITE) or (len(row) == 1 and units[start - 1].has(W.INDEFINITE, W.QUANTIFIER))
    )
    return not opened and len(row) <= 3 and not any(unit.has(*_NOT_PERSON) for unit in row)


def name_row(units: tuple[Unit, ...], start: int, end: int) -> int:
    """Return the index of the first word of the row of capitals that ends before `end`."""
    first = end - 1
    while first > start and (units[first - 1].capital or units[first - 1].has(W.NAME_PARTICLE)):
        first -= 1
    return first


def name_start(units: tuple[Unit, ...], start: int, end: int) -> int:
    """Return the index of the first word of the name itself, past the titles and roles that are written with capitals
    as well (*Tesla CEO Ann Lee*)."""
    first = name_row(units, start, end)
    titles = [at for at in range(first, end - 1) if units[at].has(*_PERSONAL) and not units[at].has(W.GIVEN_NAME)]
    return titles[-1] + 1 if titles else first


def person_beside(units: tuple[Unit, ...], core: int) -> int | None:
    """Return the end of a noun phrase behind a comma that ends in a person's name, if there is one."""
    for at in range(core, len(units)):
        if units[at].mark and units[at].text in _APART and at + 1 < len(units):
            begin = at + 1
            if units[begin].has(W.DEFINITE, W.INDEFINITE):
                begin += 1
            if begin >= len(units) or (not units[begin].capital and units[begin].has(W.PREPOSITION, W.RELATIVE)):
                continue
            stop = core_end(units, begin)
            # One capital alone may be a people (women, Hispanics, and others).
            single = stop == begin + 1 and not units[begin].has(W.GIVEN_NAME) and units[begin].name is None
            if ends_in_person(units, begin, stop) and not single:
                return stop
        elif units[at].has(W.RELATIVE) and not units[at].capital:
            return None
    return None


def body_beside(units: tuple[Unit, ...], core: int) -> bool:
    """Whether a body's name stands in apposition to the noun phrase that ends at `core` (*its owner, Straits Line*)."""
    comma = next((at for at in range(core, len(units)) if units[at].mark or units[at].has(W.RELATIVE)), len(units))
    if comma + 1 >= len(units) or units[comma].text != ",":
        return False
    stop = comma + 1
    while stop < len(units) and units[stop].capital:
        stop += 1
    row = units[comma + 1 : stop]
    if not row or any(unit.has(W.PLACE, W.GIVEN_NAME) or unit.name is EntityKind.PLACE for unit in row):
        return False
    known = any(unit.has(W.BODY, W.KNOWN_BODY) or unit.name is EntityKind.ORGANIZATION for unit in row)
    return (known or len(row) > 1) and (stop == len(units) or units[stop].mark)


def named_by_clause(units: tuple[Unit, ...], core: int) -> bool:
    """Whether a clause behind the noun phrase that ends at `core` gives the name: *a farmer surnamed Chen*."""
    clause = next((at for at in range(core, len(units) - 1) if units[at].has(W.RELATIVE, W.NAMING)), None)
    if clause is None:
        return False
    naming = (at for at in range(clause, min(clause + 3, len(units) - 1)) if units[at].has(W.NAMING))
    return any(units[at + 1].capital for at in naming)


def named_at_end(units: tuple[Unit, ...], core: int) -> int | None:
    """Return the end of a person's name behind all that describes the role before `core`, if there is one: *the clerk
    of the harbour court Ann Lee*. A name that a preposition or another role leads is somebody else's."""
    role = units[core - 1].sense(*_PERSONAL)
    if role is None or role.number is Number.MANY:
        return None
    stop = next((i for i in range(core, len(units)) if units[i].text in _APART or units[i].has(W.RELATIVE)), len(units))
    first = next((i for i in range(stop - 1, core, -1) if units[i].name_start), None)
    if first is None or any(unit.name is not EntityKind.PERSON for unit in units[first:stop]):
        return None
    before = units[first - 1]
    led = before.text in ("'s", "'", "(") or before.has(*_FUNCTION, *_PERSONAL, W.GROUP, W.SOURCE, W.PRONOUN)
    return None if led else stop
