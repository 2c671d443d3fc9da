"""Reading an English source phrase.

The head of an English noun phrase is the last noun before its first preposition, clause or comma (*a senior White House
**official** familiar with the matter*); names behind a comma stand in apposition.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.annotate.entities import Name
from nlp.attribute.person_english import ends_in_person, person_beside
from nlp.attribute.phrase import Head, Phrase, Quantity, blank, trimmed
from nlp.attribute.phrase_words import Unit, units_of
from nlp.detect.frame import Piece
from nlp.lexicon.inflection import Number
from nlp.lexicon.sourcing import WordClass as W
from nlp.types import EntityKind, Language

_HEADS: tuple[tuple[W, Head], ...] = (
    (W.OUTLET, Head.OUTLET),
    (W.KNOWN_BODY, Head.BODY),
    (W.COLLECTIVE, Head.PLACE),
    (W.PLACE, Head.PLACE),
    (W.MEDIA, Head.MEDIA),
    (W.SPOKESPERSON, Head.SPOKESPERSON),
    (W.OFFICE, Head.OFFICE),
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
)
_PERSONAL = (W.OFFICE, W.SPOKESPERSON, W.ROLE, W.RELATION, W.REPORTER, W.SOURCE)
_AGENTIVE = re.compile("...(?:er|or|ist|ian|eer|ant|ee|man|woman|men|women)s?$")
_FUNCTION = (W.PREPOSITION, W.RELATIVE, W.DEFINITE, W.INDEFINITE, W.CONJUNCTION)


@dataclass(frozen=True, slots=True)
class _Front:
    """What stands before the noun. `possessor` is past the last `'s`, `start` where the noun phrase proper begins."""

    start: int
    definite: bool
    indefinite: bool
    quantity: Quantity


def read_english(text: str, piece: Piece, names: Sequence[Name]) -> Phrase:
    """Read the source phrase at `piece` of `text`. `names` may be empty."""
    units = units_of(text, piece, names, Language.ENGLISH)
    front = _front(units, text)
    if front.start >= len(units):
        pronoun = any(unit.has(W.PRONOUN) for unit in units)
        return _phrase(Head.PRONOUN, piece, units) if pronoun else blank(piece, units, front.quantity)
    if units[front.start].has(W.PRONOUN) and len(units) == front.start + 1:
        return _phrase(Head.PRONOUN, piece, units)
    core = _core(units, front.start)
    if ends_in_person(units, front.start, core) and not front.quantity.quantified:
        return _with_person(text, units, front.start, core - 1)
    beside = person_beside(units, core)
    if beside is not None:
        return _with_person(text, units, front.start, beside)
    return _described(text, units, front, core)


def _front(units: tuple[Unit, ...], text: str) -> _Front:
    at, definite, indefinite, quantified, count = 0, False, False, False, None
    while at < len(units):
        unit = units[at]
        last = at + 1 >= len(units)
        digits = text[unit.start : unit.end]
        if unit.mark or unit.has(W.TOTAL):
            pass
        elif (sense := unit.sense(W.QUANTIFIER)) and not last:
            quantified, count = True, sense.count if count is None else count
        elif (sense := unit.sense(W.NUMERAL)) and not last:
            count = sense.count
        elif digits.isdecimal() and not last:
            count = int(digits) if len(digits) < 8 else None
        elif unit.has(W.INDEFINITE) and not last:
            indefinite = True
        elif unit.has(W.DEFINITE) and not last:
            definite = True
        elif unit.text == "of" and at:
            pass
        else:
            break
        at += 1
    return _Front(at, definite, indefinite, Quantity(quantified, count))


def _core(units: tuple[Unit, ...], start: int) -> int:
    """Return the end of the row of words whose last is the head."""
    at = start
    while at < len(units):
        unit = units[at]
        if unit.mark and unit.text not in ("'", '"', "«", "»", "“", "”", "-", "/", "&", "."):
            break
        if at > start and not unit.capital and unit.has(W.PREPOSITION, W.RELATIVE, W.CONJUNCTION):
            break
        at += 1
    while at > start + 1 and (units[at - 1].mark or units[at - 1].text in ("'s", "’s")):
        at -= 1
    return at


def _described(text: str, units: tuple[Unit, ...], front: _Front, core: int) -> Phrase:
    at = core - 1
    while at > front.start and units[at].has(W.ADJECTIVE) and not units[at].has(*(w for w, _ in _HEADS)):
        at -= 1
    head, number = _head(units, front, at)
    possessor = next((i for i in range(at - 1, front.start - 1, -1) if units[i].text in ("'s", "'")), None)
    modifiers = [unit for unit in units[front.start : at] if not unit.mark and unit.text != "'s"]
    named = [unit for unit in modifiers if _proper(unit, front.start, units)]
    affiliation = _affiliation(text, units, core, at, named)
    possessed = possessor is not None and bool(named)
    definite = front.definite or possessed or (not front.indefinite and _bare(head, number, units[at], named))
    proper = _belongs(head, units, at, named, possessed, affiliation, front)
    role = None
    if head in (Head.OFFICE, Head.SPOKESPERSON, Head.ROLE, Head.RELATION, Head.REPORTER, Head.SOURCE):
        first = front.start if possessor is None else possessor + 1
        role = trimmed(text, units[first].start, units[at].end)
    count = front.quantity.count
    if count is None and number is Number.ONE and not front.quantity.quantified:
        count = 1
    domain = any(unit.has(W.DOMAIN_ADJECTIVE) for unit in modifiers)
    return Phrase(
        head=head,
        number=number,
        definite=definite and not (front.indefinite and not proper),
        quantified=front.quantity.quantified,
        proper=proper,
        placed=affiliation is not None,
        count=count,
        described=bool(named) or domain or affiliation is not None,
        words=trimmed(text, units[0].start, units[-1].end),
        role=role,
        affiliation=affiliation,
        units=units,
    )


def _head(units: tuple[Unit, ...], front: _Front, at: int) -> tuple[Head, Number]:
    unit = units[at]
    for word_class, head in _HEADS:
        sense = unit.sense(word_class)
        if sense is None or (sense.common and not (front.definite or unit.quoted)):
            continue
        if word_class is W.OFFICE and unit.has(W.ROLE) and unit.senses[0].number is Number.MANY:
            return Head.ROLE, sense.number
        return head, sense.number
    if unit.name is EntityKind.ORGANIZATION:
        return Head.BODY, Number.ONE
    if unit.name is EntityKind.PLACE:
        return Head.PLACE, Number.ONE
    if unit.name is EntityKind.PERSON:
        return Head.PERSON_NAME, Number.ONE
    if unit.capital and (at > 0 or len(units) == 1):
        return (Head.BODY, Number.ONE) if front.definite or at > front.start else (Head.PERSON_NAME, Number.ONE)
    if _AGENTIVE.search(unit.text):
        return Head.ROLE, Number.MANY if unit.text.endswith(("s", "men")) else Number.ONE
    if unit.text.endswith("s") and not unit.text.endswith("ss"):
        return Head.GROUP, Number.MANY
    if unit.has(W.QUANTIFIER, W.NUMERAL):
        return Head.GROUP, Number.MANY
    return Head.UNKNOWN, Number.ONE


def _proper(unit: Unit, start: int, units: tuple[Unit, ...]) -> bool:
    """Whether a modifier is a name: tagged, known, or a capital that does not merely open the sentence."""
    if unit.name is not None or unit.has(W.KNOWN_BODY, W.OUTLET, W.PLACE):
        return True
    return unit.capital and not unit.has(*_FUNCTION) and (unit is not units[0] or not unit.senses)


def _bare(head: Head, number: Number, unit: Unit, named: list[Unit]) -> bool:
    """Whether a noun with no article is one that can be looked up: a body spoken of as one (*police*), a name."""
    if head is Head.BODY:
        return number is Number.ONE or bool(named)
    if head in (Head.OFFICE, Head.SPOKESPERSON):
        return bool(named) and number is Number.ONE
    return head is Head.DOCUMENT and (bool(named) or unit.capital)


def _belongs(
    head: Head,
    units: tuple[Unit, ...],
    at: int,
    named: list[Unit],
    possessed: bool,
    affiliation: Piece | None,
    front: _Front,
) -> bool:
    """Whether a name or a named body makes this very head known."""
    match head:
        case Head.SPOKESPERSON:
            return affiliation is not None or bool(named)
        case Head.RELATION:
            return possessed
        case Head.BODY:
            return units[at].has(W.KNOWN_BODY) or units[at].capital or bool(named)
        case Head.STUDY:
            return affiliation is not None or bool(named)
        case Head.DOCUMENT:
            return bool(named) or affiliation is not None
        case Head.OFFICE:
            return False
        case _:
            return False


def _affiliation(text: str, units: tuple[Unit, ...], core: int, at: int, named: list[Unit]) -> Piece | None:
    """The body for which the head works: in front of it (*Pentagon official*), or behind a preposition."""
    if named:
        return trimmed(text, named[0].start, named[-1].end)
    domain = [unit for unit in units[:at] if unit.has(W.DOMAIN_ADJECTIVE, W.BODY) and not unit.has(W.DEFINITE)]
    if core < len(units) and units[core].has(W.AFFILIATION_PREPOSITION):
        first = core + 1
        stop = first
        while stop < len(units) and not _ends_place(units[stop]):
            stop += 1
        inner = [u for u in units[first:stop] if not u.has(W.DEFINITE, W.INDEFINITE)]
        if inner and any(u.capital or u.name is not None or u.has(W.BODY, W.KNOWN_BODY, W.PLACE) for u in inner):
            return trimmed(text, inner[0].start, inner[-1].end)
    if domain:
        return trimmed(text, domain[0].start, domain[-1].end)
    return None


def _ends_place(unit: Unit) -> bool:
    if unit.mark and not unit.quoted and unit.text not in ("&", "-", "'", "."):
        return True
    return not unit.capital and (unit.has(W.RELATIVE) or (unit.has(W.PREPOSITION) and unit.text not in ("of", "for")))


def _with_person(text: str, units: tuple[Unit, ...], start: int, name: int) -> Phrase:
    """A phrase with a person's name: the name decides, what stands beside it is role and affiliation."""
    at = next(
        (i for i in range(start, len(units)) if units[i].has(*_PERSONAL) and units[i].name is None and i != name), None
    )
    role = affiliation = None
    if at is not None:
        last = at
        while last + 1 < len(units) and last + 1 < name and units[last + 1].has(*_PERSONAL):
            last += 1
        first = last
        while (
            first > start
            and not units[first - 1].mark
            and first - 1 != name
            and not units[first - 1].has(*_FUNCTION, W.PRONOUN)
            and units[first - 1].text != "'s"
        ):
            first -= 1
        named = [unit for unit in units[first:last] if _proper(unit, start, units)]
        role = trimmed(text, units[first].start, units[last].end)
        affiliation = _affiliation(text, units, last + 1, last, named)
    return _phrase(Head.PERSON_NAME, trimmed(text, units[0].start, units[-1].end), units, role, affiliation)


def _phrase(
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
        described=role is not None,
        words=words,
        role=role,
        affiliation=affiliation,
        units=units,
    )
