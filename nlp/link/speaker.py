"""Whether two speakers of different documents are one: the entry point of linking.

Conservative on purpose: what is joined by mistake puts words into somebody's mouth, what is left apart a reader joins
with a click.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nlp.link.bodies import body_key, outlet_key
from nlp.link.concepts import describe
from nlp.link.name_words import PersonName, name_of_words
from nlp.link.persons import is_common, is_full, same_family, same_name, word_keys
from nlp.link.proper_name import proper_name, read_units
from nlp.types import EntityKind, SpeakerKind

MOST_KEYS = 48
"""Keys of one name: given name by family name, each in a few readings of its letters."""


class Verdict(StrEnum):
    """What two names tell: one speaker, two, or nothing."""

    SAME = "same"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a speaker across documents.

    `name` is the proper name as it is spelt, of a body the whole description. `identity` is one for all names that are
    alike but for marks, hamza, articles and particles. Names of one speaker share at least one of `keys`; without a key
    it is known in its own document only. `offices` and `states` tell who it is beside the name.
    """

    name: str
    kind: SpeakerKind | EntityKind
    identity: str
    keys: frozenset[str]
    person: PersonName | None = None
    offices: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()


def read_speaker(
    description: str, kind: SpeakerKind | EntityKind, role: str | None = None, affiliation: str | None = None
) -> Known:
    """Return what a named speaker's description, with what the record tells beside it, says for linking."""
    units = read_units(description)
    if is_person(kind):
        return _person(description, kind, proper_name(description, units), " ".join(filter(None, (role, affiliation))))
    key = None
    if kind is SpeakerKind.OUTLET:
        key = outlet_key(description, units)
    elif kind in (SpeakerKind.ORGANIZATION, EntityKind.ORGANIZATION, EntityKind.PLACE):
        key = body_key(description, units)
    return Known(description, kind, key or "", frozenset([key] if key else []))


def known_again(
    name: str, kind: SpeakerKind | EntityKind, identity: str, offices: frozenset[str], states: frozenset[str]
) -> Known:
    """Return what was known of a speaker from the parts of it that a store keeps; its keys are its identity's alone."""
    keys = frozenset([identity] if identity else [])
    if not is_person(kind):
        return Known(name, kind, identity, keys)
    return Known(name, kind, identity, keys, name_of_words(name.split()) if identity else None, offices, states)


def is_person(kind: SpeakerKind | EntityKind) -> bool:
    """Tell whether a kind of speaker, or of whom something is said about, is a person's."""
    return kind in (SpeakerKind.PERSON, EntityKind.PERSON)


def compare(first: Known, second: Known) -> Verdict:
    """Tell whether two speakers are one."""
    if is_person(first.kind) != is_person(second.kind):
        return Verdict.UNKNOWN
    if first.person is None or second.person is None:
        same = first.keys & second.keys and not is_person(first.kind)
        return Verdict.SAME if same else Verdict.UNKNOWN
    if first.states and second.states and not first.states & second.states:
        return Verdict.DIFFERENT
    if is_full(first.person) and is_full(second.person):
        return _full_names(first, second)
    single, other = sorted((first, second), key=lambda one: len(one.person.words if one.person else ()))
    assert single.person is not None
    assert other.person is not None
    if not single.offices & other.offices:
        return Verdict.UNKNOWN
    return Verdict.SAME if same_family(single.person, other.person) else Verdict.DIFFERENT


def _full_names(first: Known, second: Known) -> Verdict:
    assert first.person is not None
    assert second.person is not None
    if not same_name(first.person, second.person):
        return Verdict.DIFFERENT
    shorter, longer = sorted((first.person, second.person), key=lambda name: len(name.words))
    cut = len(shorter.words) < len(longer.words)
    if cut and is_common(shorter) and not first.offices & second.offices:
        return Verdict.UNKNOWN
    return Verdict.SAME


def _person(description: str, kind: SpeakerKind | EntityKind, words: list[str], beside: str) -> Known:
    name = name_of_words(words) if words else None
    if name is None:
        return Known(description, kind, "", frozenset())
    told = describe(f"{description} {beside}")
    offices = _offices(told.of("office"), told.of("field"), told.of("state"), told.of("body"))
    identity = " ".join([*(word.text for word in name.words), name.suffix]).strip()
    return Known(" ".join(words), kind, identity, _keys(name, offices), name, offices, told.of("state"))


def _offices(
    offices: frozenset[str], fields: frozenset[str], states: frozenset[str], bodies: frozenset[str]
) -> frozenset[str]:
    """Return who somebody is beside the name, exactly enough to be held by few: an office of a state, a known body."""
    what = {f"{office} {field}" for office in offices for field in fields} or offices
    return frozenset({f"{one} {state}" for one in what for state in states} | {f"body {one}" for one in bodies})


def _keys(name: PersonName, offices: frozenset[str]) -> frozenset[str]:
    """Return the keys of a name: of one word, with each office; of several, the first with each other word as well."""
    keys = [f"{family} {office}" for office in sorted(offices) for family in word_keys(name.words[-1])]
    if is_full(name):
        given = word_keys(name.words[0])
        others = [word for word in reversed(name.words[1:]) if not word.initial]
        keys = [f"{one}+{other}" for word in others for other in word_keys(word) for one in given] + keys
    return frozenset(keys[:MOST_KEYS])
