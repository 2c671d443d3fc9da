"""Reading an Arabic source phrase.

The head of an Arabic noun phrase is its first noun, and an indefinite noun is made definite by a definite noun behind
it (the construct state, Ryding 2005, chapter 8): رئيس الوفد is *the* head of the delegation, رئيس وفد is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.annotate.entities import Name
from nlp.attribute.person_arabic import person_name
from nlp.attribute.phrase import Head, Phrase, Quantity, blank, trimmed
from nlp.attribute.phrase_words import Unit, units_of
from nlp.detect.frame import Piece
from nlp.lexicon.inflection import Number
from nlp.lexicon.sourcing import WordClass as W
from nlp.types import EntityKind, Language

# The first class that fits decides what a word is as a head.
_HEADS: tuple[tuple[W, Head], ...] = (
    (W.PRONOUN, Head.PRONOUN),
    (W.KNOWN_BODY, Head.BODY),
    (W.COLLECTIVE, Head.PLACE),
    (W.PLACE, Head.PLACE),
    (W.MEDIA, Head.MEDIA),
    (W.OUTLET_NOUN, Head.OUTLET),
    (W.REPORTER, Head.REPORTER),
    (W.SPOKESPERSON, Head.SPOKESPERSON),
    (W.OFFICE, Head.OFFICE),
    (W.SOURCE, Head.SOURCE),
    (W.MEMBERS, Head.MEMBERS),
    (W.GROUP, Head.GROUP),
    (W.TEAM, Head.TEAM),
    (W.RELATION, Head.RELATION),
    (W.BODY, Head.BODY),
    (W.STUDY, Head.STUDY),
    (W.DOCUMENT, Head.DOCUMENT),
    (W.ROLE, Head.ROLE),
)
_PERSONAL = (W.OFFICE, W.SPOKESPERSON, W.ROLE, W.RELATION, W.REPORTER)
_NOUNS = (
    W.OFFICE,
    W.SPOKESPERSON,
    W.ROLE,
    W.RELATION,
    W.BODY,
    W.TEAM,
    W.DOCUMENT,
    W.STUDY,
    W.GROUP,
    W.MEMBERS,
    W.MEDIA,
)
_WITH_ROLE = frozenset({Head.OFFICE, Head.SPOKESPERSON, Head.ROLE, Head.RELATION, Head.REPORTER, Head.SOURCE})
_PEOPLE = frozenset({Head.ROLE, Head.GROUP, Head.OFFICE, Head.RELATION, Head.MEMBERS})
_REPORTS = frozenset({"تقارير", "تقرير", "انباء", "بيانات"})
_NISBA = re.compile("..(?:ي|ية|يه|يون|يين|يان|يات)$")
_PLURAL = re.compile("..(?:ون|ين|ات)$")


@dataclass(frozen=True, slots=True)
class _Construct:
    """What follows a head: whether it makes it definite, or gives it a name; `end` is past its last unit."""

    definite: bool
    proper: bool
    end: int
    body: int | None
    described: bool


def read_arabic(text: str, piece: Piece, names: Sequence[Name]) -> Phrase:
    """Read the source phrase at `piece` of `text`. `names` may be empty."""
    units = units_of(text, piece, names, Language.ARABIC)
    start, quantity = _quantity(units, text)
    if start >= len(units):
        return blank(piece, units, quantity)
    at = _head_at(units, start)
    head, number = _head(units, at)
    many = quantity.quantified or (number is Number.MANY and head in _PEOPLE)
    name = person_name(units, start, plural=many)
    if name is not None:
        return _with_person(text, units, start, name)
    construct = _construct(units, at, head)
    affiliation = _affiliation(text, units, construct)
    head = _corrected(units, at, head, construct)
    role = Piece(units[at].start, units[construct.end - 1].end) if head in _WITH_ROLE else None
    return Phrase(
        head=head,
        number=number,
        definite=construct.definite or (head is Head.BODY and units[at].has(W.KNOWN_BODY)),
        quantified=quantity.quantified,
        proper=_is_proper(units, at, head, construct),
        placed=affiliation is not None,
        count=_count(quantity, number),
        described=construct.described or affiliation is not None,
        words=trimmed(text, units[0].start, units[-1].end),
        role=role,
        affiliation=affiliation,
        units=units,
    )


def _count(quantity: Quantity, number: Number) -> int | None:
    if quantity.count is not None or quantity.quantified:
        return quantity.count
    return {Number.ONE: 1, Number.TWO: 2, Number.MANY: None}[number]


def _corrected(units: tuple[Unit, ...], at: int, head: Head, construct: _Construct) -> Head:
    """What the words behind the head make of it: reports of the press are the press, the website of a ministry is the
    ministry's, a survey by an outlet is the outlet's."""
    behind = units[at + 1 :]
    if head is Head.UNKNOWN and units[at].name is EntityKind.ORGANIZATION:
        return Head.BODY
    if head is Head.DOCUMENT and behind and behind[0].has(W.PRESS_ADJECTIVE) and units[at].text in _REPORTS:
        return Head.MEDIA
    if head is Head.STUDY and any(unit.has(W.OUTLET) for unit in behind):
        return Head.OUTLET
    if head is Head.OUTLET and units[at].text.startswith("موقع") and construct.end < len(units):
        owner = units[construct.end]
        if owner.clitic == "ل" and owner.has(W.BODY, W.KNOWN_BODY):
            return Head.BODY
    return head


def _is_proper(units: tuple[Unit, ...], at: int, head: Head, construct: _Construct) -> bool:
    if head is Head.RELATION:
        return _of_a_person(units, at, construct)
    if head in (Head.TEAM, Head.STUDY):
        return construct.proper or any(
            unit.has(W.KNOWN_BODY, W.OUTLET)
            or unit.name is EntityKind.ORGANIZATION
            or (unit.has(W.BODY) and not unit.mark)
            for unit in units[at + 1 :]
        )
    if head is Head.DOCUMENT and at + 1 < len(units) and units[at].sense(W.DOCUMENT) and not units[at].definite:
        described = units[at + 1]
        of_a_state = not described.senses and adjective_like(described)
        if of_a_state and head_number(units[at]) is Number.ONE:
            return True
    return construct.proper or units[at].has(W.KNOWN_BODY) or units[at].name is EntityKind.ORGANIZATION


def head_number(unit: Unit) -> Number:
    """The number of a document noun."""
    sense = unit.sense(W.DOCUMENT)
    return sense.number if sense else Number.ONE


def _quantity(units: tuple[Unit, ...], text: str) -> tuple[int, Quantity]:
    """Read the quantifiers, numerals and demonstratives in front; return where the noun begins."""
    at, quantified, count = 0, False, None
    while at < len(units):
        unit = units[at]
        digits = text[unit.start : unit.end]
        if unit.mark or unit.has(W.TOTAL):
            pass
        elif (sense := unit.sense(W.QUANTIFIER)) and at + 1 < len(units):
            quantified, count = True, sense.count if count is None else count
        elif (sense := unit.sense(W.NUMERAL)) and at + 1 < len(units):
            count = sense.count
        elif digits.isdecimal() and at + 1 < len(units):
            count = int(digits) if len(digits) < 8 else None
        elif unit.text == "من" and at and at + 1 < len(units):
            pass
        else:
            break
        at += 1
    return at, Quantity(quantified, count)


def _head_at(units: tuple[Unit, ...], start: int) -> int:
    """Return the index of the head: the first unit that is neither a mark nor a mere title before another noun."""
    at = start
    while at + 1 < len(units) and (units[at].mark or (units[at].has(W.TITLE) and units[at + 1].has(*_NOUNS, W.TITLE))):
        at += 1
    return at


def _head(units: tuple[Unit, ...], at: int) -> tuple[Head, Number]:
    unit = units[at]
    outlet = unit.sense(W.OUTLET)
    if outlet and (unit.quoted or not outlet.common):
        return Head.OUTLET, Number.ONE
    if unit.has(W.OUTLET_HOST) and _outlet_follows(units, at):
        return Head.OUTLET, Number.ONE
    for word_class, head in _HEADS:
        sense = unit.sense(word_class)
        if sense:
            return head, sense.number
    if unit.has(W.TITLE):
        return Head.OFFICE, Number.ONE
    if unit.has(W.QUANTIFIER):
        return Head.GROUP, Number.MANY
    if unit.definite and _PLURAL.search(unit.text):
        return Head.GROUP, Number.MANY
    return Head.UNKNOWN, Number.ONE


def _outlet_follows(units: tuple[Unit, ...], at: int) -> bool:
    """Whether a host noun (`وكالة`, `موقع`) is followed by an outlet's name, or by a quoted name of its own."""
    for unit in units[at + 1 : at + 4]:
        if unit.mark:
            continue
        if unit.has(W.OUTLET, W.MEDIA, W.OUTLET_NOUN):
            return True
        if unit.quoted or not unit.senses:
            return unit.quoted or (units[at].text == "موقع" and not unit.definite)
        return False
    return False


def adjective_like(unit: Unit) -> bool:
    """Whether an indefinite word reads as an adjective: known as one, or an adjective of relation (nisba)."""
    if unit.has(W.ADJECTIVE, W.DOMAIN_ADJECTIVE, W.PRESS_ADJECTIVE):
        return True
    return not unit.has(W.PLACE, W.GIVEN_NAME, W.OUTLET, W.KNOWN_BODY) and bool(_NISBA.search(unit.text))


def _construct(units: tuple[Unit, ...], at: int, head: Head) -> _Construct:
    definite, proper = units[at].definite, False
    described, settled, body = False, units[at].definite, None
    position = at + 1
    while position < len(units):
        unit = units[position]
        if unit.mark:
            if unit.quoted or units[min(position + 1, len(units) - 1)].quoted:
                position += 1
                continue
            break
        if unit.has(W.PREPOSITION, W.RELATIVE) or (unit.clitic and not unit.quoted):
            break
        if (
            unit.quoted
            or unit.name is not None
            or unit.has(W.PLACE, W.KNOWN_BODY, W.OUTLET)
            or not unit.text[:1].isalpha()
            or unit.text.isascii()
        ):
            definite = proper = settled = True
            body = body or (position if unit.has(W.KNOWN_BODY) else None)
        elif unit.joined and position == at + 1:
            break
        elif adjective_like(unit) and not unit.has(*_NOUNS):
            described = True
            definite = definite or (unit.definite and settled)
            if not settled and unit.definite:
                definite = True
            settled = True
        elif unit.definite:
            body = body if body is not None or not unit.has(W.BODY) else position
            definite = settled = True
        elif unit.has(*_NOUNS):
            body = body if body is not None or not unit.has(W.BODY) else position
        elif not settled and head in (Head.BODY, Head.OUTLET, Head.TEAM, Head.UNKNOWN):
            if unit.text.endswith("ة"):
                described = settled = True
            else:
                definite = proper = settled = True
        position += 1
    return _Construct(definite, proper, position, body, described)


def _of_a_person(units: tuple[Unit, ...], at: int, construct: _Construct) -> bool:
    return any(
        unit.name is EntityKind.PERSON
        or unit.has(W.GIVEN_NAME, W.NAME_PARTICLE)
        or unit.quoted
        or (not unit.senses and not unit.definite)
        for unit in units[at + 1 : construct.end]
        if not unit.mark
    ) or any(unit.has(W.OFFICE) and unit.definite for unit in units[at + 1 : construct.end])


def _affiliation(text: str, units: tuple[Unit, ...], construct: _Construct) -> Piece | None:
    """The body or place for which the head works: behind a preposition, or as the last part of its construct."""
    end = construct.end
    if end < len(units) and (units[end].clitic in ("ب", "ل") or units[end].has(W.AFFILIATION_PREPOSITION)):
        first = end if units[end].clitic else end + 1
        stop = first
        while stop < len(units) and not (stop > first and _ends_place(units[stop])):
            stop += 1
        if first < stop:
            if not any(_can_employ(unit) for unit in units[first:stop]):
                return None
            start = units[first].start
            if units[first].clitic and units[first].text[:2] != "ال":
                start += 1
            return trimmed(text, start, units[stop - 1].end)
    if construct.body is not None:
        return trimmed(text, units[construct.body].start, units[end - 1].end)
    return None


def _can_employ(unit: Unit) -> bool:
    if unit.has(W.TOTAL):
        return False
    return unit.definite or unit.name is not None or unit.has(W.BODY, W.KNOWN_BODY, W.PLACE, W.OUTLET, W.OUTLET_NOUN)


def _ends_place(unit: Unit) -> bool:
    return (unit.mark and not unit.quoted) or unit.has(W.PREPOSITION, W.RELATIVE) or bool(unit.clitic)


def _with_person(text: str, units: tuple[Unit, ...], start: int, name: int) -> Phrase:
    """A phrase with a person's name: the name decides, what stands beside it is role and affiliation."""
    at = next(
        (i for i in range(start, len(units)) if units[i].has(*_PERSONAL) and not _is_title_of(units, i, name)), None
    )
    role = affiliation = None
    if at is not None:
        end = name if at < name else len(units)
        construct = _construct(units[:end], at, Head.OFFICE)
        role = trimmed(text, units[at].start, units[construct.end - 1].end)
        affiliation = _affiliation(text, units[:end], construct)
    return Phrase(
        head=Head.PERSON_NAME,
        number=Number.ONE,
        definite=True,
        quantified=False,
        proper=True,
        placed=affiliation is not None,
        count=1,
        described=role is not None,
        words=trimmed(text, units[0].start, units[-1].end),
        role=role,
        affiliation=affiliation,
        units=units,
    )


def _is_title_of(units: tuple[Unit, ...], at: int, name: int) -> bool:
    return at >= name and (units[at].has(W.GIVEN_NAME, W.NAME_PARTICLE) or units[at].name is EntityKind.PERSON)
