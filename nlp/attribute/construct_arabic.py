"""What stands behind the head of an Arabic source phrase: its genitives, its adjectives, and where it works.

An indefinite noun is made definite by a definite noun behind it (the construct state, Ryding 2005, chapter 8): رئيس
الوفد is *the* head of the delegation, رئيس وفد is not. An adjective agrees in definiteness and makes nothing definite.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from nlp.attribute.person_arabic import known
from nlp.attribute.phrase import Head, trimmed
from nlp.attribute.phrase_words import Unit
from nlp.detect.frame import Piece
from nlp.fold import fold
from nlp.lexicon.sourcing import WordClass as W
from nlp.types import EntityKind

NOUNS = (
    W.OFFICE,
    W.POST,
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
# Heads whose first unknown word behind them is their name (حزب النهار, شركة نفطال), and no further noun.
_PEOPLE = (W.OFFICE, W.POST, W.SPOKESPERSON, W.ROLE, W.RELATION, W.SOURCE)
_TAKES_NAME = frozenset({Head.BODY, Head.OUTLET, Head.TEAM, Head.UNKNOWN})
_NISBA = re.compile("..(?:ي|ية|يه|يون|يين|يان|يات)$")


@dataclass(frozen=True, slots=True)
class Construct:
    """What follows a head: whether that makes it `definite`, or gives it a name (`proper`). `end` is past its last
    unit, `body` the index of the first organisation in it."""

    definite: bool
    proper: bool
    end: int
    body: int | None


class _Link(Enum):
    NAME = auto()
    ADJECTIVE = auto()
    DEFINITE_NOUN = auto()
    NOUN = auto()
    UNKNOWN = auto()


def construct_of(units: tuple[Unit, ...], at: int, head: Head) -> Construct:
    """Read what follows the head at `at`, up to a mark, a preposition or a clause."""
    definite = settled = units[at].definite
    proper = False
    body = None
    end = _row_end(units, at)
    for position in range(at + 1, end):
        unit = units[position]
        if unit.mark:
            continue
        if body is None and unit.has(W.BODY, W.KNOWN_BODY):
            body = position
        match _link(unit, units[position + 1] if position + 1 < end else None):
            # Once an indefinite adjective has followed (قائد بارز), no later noun makes the head definite; a body may
            # still be given its name (شركة محلية «نور»).
            case _Link.NAME if not settled or definite or head in _TAKES_NAME:
                definite = proper = settled = True
            case _Link.ADJECTIVE | _Link.DEFINITE_NOUN if not settled:
                definite, settled = unit.definite, True
            case _Link.UNKNOWN if not settled and (head in _TAKES_NAME or body == position - 1):
                definite = proper = not unit.text.endswith("ة")  # جماعة متشددة: an unknown word in ة describes
                settled = True
            case _:
                pass
    return Construct(definite, proper, end, body)


def _row_end(units: tuple[Unit, ...], at: int) -> int:
    position = at + 1
    while position < len(units):
        unit = units[position]
        quoted = unit.quoted or (position + 1 < len(units) and units[position + 1].quoted)
        if unit.mark and not quoted:
            break
        if not unit.mark and (unit.has(W.PREPOSITION, W.RELATIVE) or (unit.clitic and not unit.quoted)):
            break
        if unit.joined and not unit.quoted and (position == at + 1 or unit.has(*_PEOPLE)):
            break
        position += 1
    return position


def _link(unit: Unit, after: Unit | None) -> _Link:
    foreign = not unit.text[:1].isalpha() or unit.text.isascii()
    mistaken = (unit.name is EntityKind.PLACE and (adjective_like(unit) or unit.has(W.BODY))) or (
        unit.name is EntityKind.PERSON and unit.has(W.ADJECTIVE, W.DOMAIN_ADJECTIVE)
    )
    tagged = unit.name is not None and not mistaken
    if unit.quoted or tagged or foreign or unit.has(W.PLACE, W.COLLECTIVE, W.KNOWN_BODY, W.OUTLET):
        return _Link.NAME
    holds = not unit.definite and not known(unit) and after is not None and after.definite and not after.joined
    if holds:
        return _Link.NOUN  # an indefinite word before a definite one is no adjective: جهاز مكافحة الإرهاب
    if adjective_like(unit) and not unit.has(*NOUNS):
        return _Link.ADJECTIVE
    if unit.definite:
        return _Link.DEFINITE_NOUN
    return _Link.NOUN if unit.has(*NOUNS) else _Link.UNKNOWN


def adjective_like(unit: Unit) -> bool:
    """Whether a word reads as an adjective: known as one, or an adjective of relation (nisba)."""
    if unit.has(W.ADJECTIVE, W.DOMAIN_ADJECTIVE, W.PRESS_ADJECTIVE, W.DEMONYM):
        return True
    name = unit.has(W.PLACE, W.GIVEN_NAME, W.OUTLET, W.KNOWN_BODY)
    return not name and not unit.maqsura and bool(_NISBA.search(unit.text))


def employer_of(text: str, units: tuple[Unit, ...], construct: Construct) -> Piece | None:
    """The body or place for which the head works: behind a preposition (مسؤول في البنتاغون), or as the last part of
    its construct (عضو مجلس الأمة)."""
    behind = _behind_preposition(text, units, construct.end)
    if behind is not None:
        return behind
    if construct.body is not None:
        return trimmed(text, units[construct.body].start, units[construct.end - 1].end)
    return None


def trade_of(text: str, units: tuple[Unit, ...], construct: Construct, at: int) -> Piece | None:
    """The adjectives behind the head at `at` that tell a trade or a country (مصدر أمني, مسؤول عراقي)."""
    trade: list[Unit] = []
    for unit in units[at + 1 : construct.end]:
        if (unit.has(W.DOMAIN_ADJECTIVE) or _of_a_state(unit)) and not (trade and unit.joined):
            trade.append(unit)
        elif trade:
            break
    return trimmed(text, trade[0].start, trade[-1].end) if trade else None


def _behind_preposition(text: str, units: tuple[Unit, ...], end: int) -> Piece | None:
    if end >= len(units) or not (units[end].clitic in ("ب", "ل") or units[end].has(W.AFFILIATION_PREPOSITION)):
        return None
    first = end if units[end].clitic else end + 1
    stop = first
    while stop < len(units) and not (stop > first and _ends_place(units[stop])):
        stop += 1
    if first >= len(units):
        return None
    told = units[first].clitic == "ل" and units[first].has(W.OUTLET, W.OUTLET_NOUN)
    if told or not any(_can_employ(unit) for unit in units[first:stop]):
        return None
    start = units[first].start
    # للجيش writes the article as a second ل: the noun alone stands nowhere in the text, so the preposition stays.
    if units[first].clitic and not fold(text[start : units[first].end]).startswith("لل"):
        start += 1
    return trimmed(text, start, units[stop - 1].end)


def _of_a_state(unit: Unit) -> bool:
    """An adjective of a country; one of relation that the lexicon does not know is most often of a town."""
    return unit.has(W.DEMONYM) or (not unit.mark and not unit.senses and adjective_like(unit))


def _can_employ(unit: Unit) -> bool:
    if unit.has(W.TOTAL):
        return False
    return unit.definite or unit.name is not None or unit.has(W.BODY, W.KNOWN_BODY, W.PLACE, W.OUTLET, W.OUTLET_NOUN)


def _ends_place(unit: Unit) -> bool:
    return (unit.mark and not unit.quoted) or unit.has(W.PREPOSITION, W.RELATIVE) or bool(unit.clitic)
