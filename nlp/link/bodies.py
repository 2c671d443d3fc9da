"""What tells an organisation or an outlet from others: one key for all its names, in either language.

A body with several names has its place in a list (`nlp/lexicon/both/bodies.yml`), an outlet its domain, a state its
code. Any other is told by what it is, what it is over, whose it is and its remaining words: a ministry by its field and
its state, whichever language and order they are given in. What no word tells apart (`الوزارة`, `the court`) has no key.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from nlp.attribute.phrase_words import Unit
from nlp.lexicon.linking import offices
from nlp.lexicon.read import read
from nlp.lexicon.sourcing import OutletsFile
from nlp.lexicon.sourcing import WordClass as W
from nlp.link.concepts import Concept, Described, describe, stems_of
from nlp.link.spelling import is_arabic, stem
from nlp.types import Language

_NAMES = (W.KNOWN_BODY, W.OUTLET, W.PLACE, W.DEMONYM)
_OWN_MINISTRY = "ministry"
_SHORTEST = 3  # letters of a word that can be a name


def body_key(description: str, units: Sequence[Unit]) -> str | None:
    """Return what tells the body of this description apart, null when nothing does."""
    described = describe(description)
    known, named_states = described.of("body"), described.of("state")
    if not described.rest and len(known) == 1 and not (described.of("kind") | described.of("office")):
        return f"body {min(known)}"
    if described.concepts == {Concept("state", state) for state in named_states} and len(named_states) == 1:
        return f"state {min(named_states)}" if not described.rest else _key(described)
    return _key(described) if named_states or known or _has_name(description, units) else None


def outlet_key(description: str, units: Sequence[Unit]) -> str | None:
    """Return what tells the outlet of this description apart, null when nothing does."""
    if any(unit.has(W.MEDIA) for unit in units):
        return None
    words = stems_of(description)
    own = [word for word in words if word not in _outlet_words()]
    described = describe(" ".join(own))
    for candidate in (words, own, [word for word in words if word not in _official()]):
        if tuple(candidate) in _domains():
            return f"outlet {_domains()[tuple(candidate)][0]}"
    domain, country = _domains().get(described.rest, ("", ""))
    if domain and described.of("state") == {country} and len(described.concepts) == 1:
        return f"outlet {domain}"
    if not own or not _has_name(description, units):
        return None
    return "outlet " + " ".join([*sorted(described.of("state")), *own])


def _key(described: Described) -> str:
    concepts = {f"{one.sort}:{one.key}" for one in described.concepts}
    if described.of("field") and not described.of("kind") and not described.rest:
        concepts.add(f"kind:{_OWN_MINISTRY}")
    return " ".join(["body", *sorted(concepts), *described.rest])


def _has_name(description: str, units: Sequence[Unit]) -> bool:
    """Whether a word in the description is a name, and not only a word for such bodies."""
    if any(unit.has(*_NAMES) for unit in units):
        return True
    unknown = [unit for unit in units if not unit.senses and not unit.mark and len(unit.text) >= _SHORTEST]
    if is_arabic(description):
        return any(unit.quoted for unit in unknown) or _ends_in_name(units)
    words = [unit for unit in units if not unit.mark]
    told = {stem(unit.text) for unit in unknown if unit.capital} - _generic()
    return len(words) > 1 and bool(told)


def _ends_in_name(units: Sequence[Unit]) -> bool:
    """Whether an unknown indefinite word ends it behind a word for a body (شركة أرامكو); an adjective is none."""
    words = [unit for unit in units if not unit.mark]
    if len(words) < 2 or words[-1].senses or words[-1].clitic:
        return False
    last = words[-1]
    if last.text.endswith(("ي", "ية", "ات", "ين", "ون")):
        return False
    definite_host = last.definite and words[0].has(W.OUTLET_NOUN, W.OUTLET_HOST)
    return (not last.definite and words[-2].has(W.BODY, W.TEAM)) or definite_host


@cache
def _generic() -> frozenset[str]:
    lexicon = offices()
    tables = (lexicon.offices, lexicon.bodies, lexicon.fields)
    return frozenset(
        stem(word) for table in tables for row in table.values() for phrase in row for word in phrase.split()
    )


@cache
def _official() -> frozenset[str]:
    return frozenset(stem(word) for word in (*offices().press, *offices().empty))


@cache
def _outlet_words() -> frozenset[str]:
    return frozenset(stem(word) for noun in _outlet_nouns() for word in noun.split())


def _outlet_nouns() -> Iterator[str]:
    yield from (*offices().press, *offices().empty)
    for language in Language:
        lexicon = read(language, "outlets", OutletsFile)
        for noun in (*lexicon.nouns, *lexicon.with_name):
            yield noun if isinstance(noun, str) else next(iter(noun))


@cache
def _domains() -> dict[tuple[str, ...], tuple[str, str]]:
    """The domain and the country of each outlet known by name, by the stems of the name."""
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    for language in Language:
        for outlet in read(language, "outlets", OutletsFile).known:
            for name in outlet.names:
                words = stems_of(name)
                own = [word for word in words if word not in _outlet_words()]
                for spelling in (words, own if len(own) > 1 else words):
                    found.setdefault(tuple(spelling), (outlet.domain, outlet.country))
    return found
