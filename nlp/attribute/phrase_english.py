"""Reading an English source phrase.

The head of an English noun phrase is the last noun before its first preposition, clause or comma (*a senior White House
**official** familiar with the matter*); names behind a comma stand in apposition.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.annotate.entities import Name
from nlp.attribute.affiliation_english import affiliation_of, made_by, proper_units, role_beside
from nlp.attribute.person_english import (
    AGENTIVE,
    body_beside,
    core_end,
    ends_in_person,
    named_at_end,
    named_by_clause,
    person_beside,
)
from nlp.attribute.phrase import Head, Phrase, Quantity, blank, trimmed
from nlp.attribute.phrase_words import Unit, units_of
from nlp.detect.frame import Piece
from nlp.lexicon.inflection import Number
from nlp.lexicon.sourcing import WordClass as W
from nlp.types import EntityKind, Language

# The first class that fits decides what a word is as a head.
_HEADS: tuple[tuple[W, Head], ...] = (
    (W.OUTLET, Head.OUTLET),
    (W.KNOWN_BODY, Head.BODY),
    (W.COLLECTIVE, Head.PLACE),
    (W.PLACE, Head.PLACE),
    (W.MEDIA, Head.MEDIA),
    (W.SPOKESPERSON, Head.SPOKESPERSON),
    (W.OFFICE, Head.OFFICE),
    (W.POST, Head.POST),
    (W.RELATION, Head.RELATION),
    (W.SOURCE, Head.SOURCE),
    (W.MEMBERS, Head.MEMBERS),
    (W.GROUP, Head.GROUP),
    (W.REPORTER, Head.REPORTER),
    (W.ROLE, Head.ROLE),
    (W.TEAM, Head.TEAM),
    (W.OUTLET_NOUN, Head.OUTLET),
    (W.BODY, Head.BODY),
    (W.STUDY, Head.STUDY),
    (W.DOCUMENT, Head.DOCUMENT),
    (W.TITLE, Head.OFFICE),
)
_WITH_ROLE = frozenset(
    {Head.OFFICE, Head.POST, Head.SPOKESPERSON, Head.ROLE, Head.RELATION, Head.REPORTER, Head.SOURCE}
)
_WITHOUT_AFFILIATION = frozenset({Head.BODY, Head.OUTLET, Head.MEDIA, Head.PLACE, Head.PRONOUN})
_PEOPLE = (W.ROLE, W.REPORTER, W.SPOKESPERSON)
_PEOPLE_HEADS = frozenset({Head.ROLE, Head.GROUP, Head.OFFICE, Head.POST, Head.RELATION, Head.REPORTER, Head.BODY})
# A site is cited by its address; North American stations have call letters.
_DOMAINS = frozenset({"com", "net", "info", "news"})
_ON_AIR = re.compile(r"[KW][A-Z]{2,3}(-(?:TV|FM|AM))?")
_SHARE = frozenset({"percent", "percentage", "%", "in", "out"})
_YEARS = range(1800, 2200)  # a four-digit number like these is a date, not a count


@dataclass(frozen=True, slots=True)
class _Front:
    """What stands before the noun, and `start`, where the noun phrase proper begins."""

    start: int
    definite: bool
    indefinite: bool
    quantity: Quantity


def read_english(text: str, piece: Piece, names: Sequence[Name]) -> Phrase:
    """Read the source phrase at `piece` of `text`. `names` may be empty."""
    units = units_of(text, piece, names, Language.ENGLISH)
    front = _front(units, text)
    start = front.start
    if start >= len(units) or (not units[start].capital and units[start].has(W.PREPOSITION, W.RELATIVE)):
        alone = not front.quantity.quantified and any(unit.has(W.PRONOUN) for unit in units[:start])
        return _simple(Head.PRONOUN, piece, units) if alone else blank(piece, units, front.quantity)
    core = core_end(units, start)
    beside = person_beside(units, core)
    if units[start].has(W.PRONOUN) and core == start + 1 and not ends_in_person(units, start, core) and beside is None:
        return _simple(Head.PRONOUN, piece, units)
    if ends_in_person(units, start, core) and not front.quantity.quantified:
        return _with_person(text, units, start, core)
    if beside is not None:
        return _with_person(text, units, start, beside)
    if named_by_clause(units, core) or named_at_end(units, core) is not None:
        return _with_person(text, units, start, core)
    if body_beside(units, core):
        outlet = units[core - 1].has(W.OUTLET, W.OUTLET_NOUN)
        return _simple(Head.OUTLET if outlet else Head.BODY, trimmed(text, units[0].start, units[-1].end), units)
    return _described(text, units, front, core)


def _front(units: tuple[Unit, ...], text: str) -> _Front:
    at, definite, indefinite, quantified, count = 0, False, False, False, None
    while at < len(units):
        unit = units[at]
        last = at + 1 >= len(units)
        digits = text[unit.start : unit.end]
        if unit.text in _SHARE and at:  # nineteen percent of voters are not nineteen sources
            quantified, count = True, None
            if unit.text not in ("percent", "%"):
                break
        elif unit.mark or unit.has(W.TOTAL) or (unit.text == "year-old" and not last) or (unit.text == "of" and at):
            pass
        elif last:
            break
        elif definite and unit.text == "most":
            pass  # the most recent one
        elif sense := unit.sense(W.QUANTIFIER):
            quantified, count = True, sense.count if count is None else count
        elif sense := unit.sense(W.NUMERAL):
            count = sense.count
        elif digits.isdecimal():
            aged = units[at + 1].mark and units[at + 1].text == "-"
            number = int(digits) if len(digits) < 8 and not aged else None
            count = None if number in _YEARS else number
        elif unit.has(W.INDEFINITE):
            indefinite = True
        elif unit.has(W.DEFINITE):
            definite = True
        else:
            break
        at += 1
    return _Front(at, definite, indefinite, Quantity(quantified, count))


def _described(text: str, units: tuple[Unit, ...], front: _Front, core: int) -> Phrase:
    at = core - 1
    while at > front.start and units[at].text[:1].isdecimal():  # Channel 12
        at -= 1
    while at > front.start and units[at].has(W.ADJECTIVE) and not units[at].has(*(w for w, _ in _HEADS)):
        at -= 1
    head, number = _head(units, front, at)
    possessor = next((i for i in range(at - 1, front.start - 1, -1) if units[i].text in ("'s", "'")), None)
    named = proper_units(units, front.start, at)
    possessed = possessor is not None and any(unit.start < units[possessor].start for unit in named)
    if head in (Head.STUDY, Head.DOCUMENT, Head.TEAM):
        maker, poll = named or made_by(units, core, head is Head.STUDY), units[at].has(W.POLL)
        press = [unit for unit in units[front.start : at] if unit.has(W.MEDIA)]
        if head is not Head.TEAM and (press or any(_speaks_as_outlet(unit, poll) for unit in maker)):
            head = Head.OUTLET
        named = maker
    if head is Head.PLACE and front.quantity.quantified:
        head = Head.GROUP
    affiliation = None if head in _WITHOUT_AFFILIATION else affiliation_of(text, units, core, at, named)
    nameless = head is Head.BODY and units[at].has(W.NAMELESS_BODY)
    proper = _is_proper(head, units[at], named, possessed, front.indefinite, affiliation)
    if nameless:
        proper = bool(named) or _placed(units, core)
    alone = not front.indefinite and (_definite_alone(head, number, named) or _leads_a_name(units, front, core))
    definite = front.definite or possessed or alone
    first = front.start if possessor is None else possessor + 1
    exemplified = number is Number.MANY and head in _PEOPLE_HEADS and _names_some(units, core)
    return Phrase(
        head=head,
        number=number,
        definite=definite and (proper or not (front.indefinite or nameless)) and head is not Head.UNKNOWN,
        quantified=front.quantity.quantified,
        proper=proper,
        placed=affiliation is not None,
        exemplified=exemplified,
        count=_count(front.quantity, number),
        words=trimmed(text, units[0].start, units[-1].end),
        role=trimmed(text, units[first].start, units[at].end) if head in _WITH_ROLE else None,
        affiliation=affiliation,
        units=units,
    )


def _names_some(units: tuple[Unit, ...], core: int) -> bool:
    """Whether the words behind the head at `core` name some of those meant: *critics, including Ann Lee*."""
    for at in range(core, len(units) - 1):
        if units[at].has(W.INCLUSION) and not units[at + 1].has(W.INDEFINITE, W.QUANTIFIER):
            stop = core_end(units, at + 1)
            last = units[stop - 1]
            body = last.has(W.KNOWN_BODY) or last.name is EntityKind.ORGANIZATION
            return ends_in_person(units, at + 1, stop) or body
    return False


def _count(quantity: Quantity, number: Number) -> int | None:
    if quantity.count is not None or quantity.quantified:
        return quantity.count
    return 1 if number is Number.ONE else None


def _head(units: tuple[Unit, ...], front: _Front, at: int) -> tuple[Head, Number]:
    unit = units[at]
    if _outlet_before(units, front.start, at) or (not front.indefinite and _is_outlet_name(units, front, at)):
        return Head.OUTLET, Number.ONE
    if at > front.start and all(u.capital for u in units[front.start : at + 1]) and unit.has(W.ROLE) and front.definite:
        return Head.BODY, Number.ONE  # the Daily Caller is no caller
    for word_class, head in _HEADS:
        sense = unit.sense(word_class)
        if sense is not None and not (sense.common and not ((front.definite and at == front.start) or unit.quoted)):
            return head, unit.number(word_class)
    tagged = {EntityKind.ORGANIZATION: Head.BODY, EntityKind.PLACE: Head.PLACE, EntityKind.PERSON: Head.PERSON_NAME}
    if unit.name is not None:
        return tagged[unit.name], Number.ONE
    if unit.has(W.QUANTIFIER, W.NUMERAL) or unit.text in _SHARE:
        return Head.GROUP, Number.MANY
    if unit.capital and (front.indefinite or front.quantity.quantified) and at == front.start:
        return Head.ROLE, Number.MANY if unit.text.endswith("s") else Number.ONE  # a German, some Germans
    if unit.capital and (at > 0 or len(units) == 1):
        body = front.definite or at > front.start or (unit.text.isupper() and len(unit.text) > 1)
        return (Head.BODY if body else Head.PERSON_NAME), Number.ONE
    if AGENTIVE.search(unit.text):
        return Head.ROLE, Number.MANY if unit.text.endswith(("s", "men")) else Number.ONE
    if unit.text.endswith("s") and not unit.text.endswith("ss"):
        return Head.GROUP, Number.MANY
    return Head.UNKNOWN, Number.ONE


def _outlet_before(units: tuple[Unit, ...], start: int, at: int) -> bool:
    """Whether the name that ends at `at` is given to a word for an outlet: *the news site Hill Weekly*."""
    first = at + 1
    while first > start and units[first - 1].capital:
        first -= 1
    before = units[first - 1]
    return start < first <= at and before.has(W.OUTLET_NOUN, W.OUTLET_HOST) and not before.capital


def _is_outlet_name(units: tuple[Unit, ...], front: _Front, at: int) -> bool:
    """Whether the form of the name tells that it is an outlet's: the Ashford Ledger, the Post, WXQT, example.com."""
    unit, start = units[at], front.start
    ends = unit.capital or (at > start and unit.text == "news" and _is_named(units[at - 1]))
    if unit.has(W.OUTLET_ENDING) and ends and (at > start or front.definite):
        field = [behind.text for behind in units[at + 1 : at + 2]] == ["of"]  # the Journal of Geology
        return not field and (front.definite or not unit.has(*_PEOPLE))
    called = _ON_AIR.fullmatch(unit.text)
    if called is not None and (called[1] or (at > start and units[at - 1].text == "affiliate")):
        return True
    return at > start + 1 and unit.text in _DOMAINS and units[at - 1].text == "."


def _is_named(unit: Unit) -> bool:
    return unit.capital or unit.text.isdecimal()


def _speaks_as_outlet(maker: Unit, poll: bool) -> bool:
    """Whether the maker is an outlet, so that what it made is its own word: an article is, while a poll with the name
    of whoever had it taken (*a CNN/ORC poll*) is a document that can be looked up."""
    sense = maker.sense(*((W.OUTLET_NOUN, W.MEDIA) if poll else (W.OUTLET, W.OUTLET_NOUN, W.MEDIA)))
    return sense is not None and not sense.common


def _definite_alone(head: Head, number: Number, named: list[Unit]) -> bool:
    """Whether a noun with no article is one that can be looked up: a body spoken of as one (*parliament*), a name."""
    match head:
        case Head.BODY:
            return number is Number.ONE or bool(named)
        case Head.OFFICE | Head.SPOKESPERSON:
            return bool(named) and number is Number.ONE
        case Head.DOCUMENT:
            return bool(named)
        case _:
            return False


def _placed(units: tuple[Unit, ...], core: int) -> bool:
    """Whether a place's name behind the noun tells which body is meant: *police in Marlow*."""
    behind = units[core : core + 2]
    return len(behind) > 1 and behind[0].has(W.AFFILIATION_PREPOSITION) and behind[1].name is EntityKind.PLACE


def _leads_a_name(units: tuple[Unit, ...], front: _Front, core: int) -> bool:
    """Whether the phrase is a title without an article, which English puts only before a name: *Governor of Marlow Ann
    Price*, where the tagger may have taken place and person for one name."""
    behind = units[core:]
    title = not front.definite and units[front.start].has(W.OFFICE, W.POST)
    return title and bool(behind) and behind[0].text == "of" and sum(unit.capital for unit in behind) >= _OF_AND_NAME


_OF_AND_NAME = 3  # capitals behind `of`: a place or a body, a given name, a surname


def _is_proper(
    head: Head, unit: Unit, named: list[Unit], possessed: bool, indefinite: bool, affiliation: Piece | None
) -> bool:
    """Whether a name or a named body makes this very head known."""
    match head:
        case Head.SPOKESPERSON:
            return affiliation is not None or bool(named)
        case Head.RELATION | Head.UNKNOWN:
            return possessed
        case Head.POST:
            return affiliation is not None
        case Head.BODY:
            return unit.capital or unit.has(W.KNOWN_BODY) or (bool(named) and not indefinite)
        case Head.STUDY:
            return bool(named) or (affiliation is not None and affiliation.start < unit.start)
        case Head.DOCUMENT | Head.TEAM:
            return bool(named) or affiliation is not None
        case _:
            return False


def _with_person(text: str, units: tuple[Unit, ...], start: int, name_end: int) -> Phrase:
    """A phrase with a person's name: the name decides, what stands beside it is role and affiliation."""
    beside = role_beside(text, units, start, name_end)
    role, affiliation = beside if beside is not None else (None, None)
    return _simple(Head.PERSON_NAME, trimmed(text, units[0].start, units[-1].end), units, role, affiliation)


def _simple(
    head: Head, words: Piece, units: tuple[Unit, ...], role: Piece | None = None, affiliation: Piece | None = None
) -> Phrase:
    return Phrase(
        head=head,
        number=Number.ONE,
        definite=True,
        quantified=False,
        proper=True,
        placed=affiliation is not None,
        count=1 if head is Head.PERSON_NAME else None,
        words=words,
        role=role,
        affiliation=affiliation,
        units=units,
    )
