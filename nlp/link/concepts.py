"""What a description says beside a name, in terms that both languages share: states, offices, bodies, fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from nlp.lexicon.linking import bodies, offices, states
from nlp.link.spelling import stem
from nlp.normalise.tokens import tokens_of

_LONGEST = 600  # code points of a description that are read
_LONGEST_PHRASE = 8  # words
_PROCLITICS = "لبوف"
_SHORTEST = 3  # letters of a word without its proclitic


@dataclass(frozen=True, slots=True, order=True)
class Concept:
    """`sort` is `state`, `office`, `kind` (of body), `field` or `body` (one known by name); `key` tells which."""

    sort: str
    key: str


@dataclass(slots=True)
class _Node:
    next: dict[str, _Node] = field(default_factory=dict)
    concepts: list[Concept] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Described:
    """The concepts of a description, and the stems of its other words in their order, without empty ones."""

    concepts: frozenset[Concept]
    rest: tuple[str, ...]

    def of(self, sort: str) -> frozenset[str]:
        """Return the keys of the concepts of one sort."""
        return frozenset(concept.key for concept in self.concepts if concept.sort == sort)


def describe(text: str) -> Described:
    """Read a description; at each place the longest phrase counts."""
    stems = stems_of(text)
    found: set[Concept] = set()
    rest: list[str] = []
    at = 0
    while at < len(stems):
        length, concepts = _longest(stems, at)
        found.update(concepts)
        if not concepts and stems[at] not in _empty():
            rest.append(stems[at])
        at += max(length, 1)
    return Described(frozenset(found), tuple(rest))


def stems_of(text: str) -> list[str]:
    """Return the stems of a text's words, marks left out."""
    tokens = tokens_of(text, 0, min(len(text), _LONGEST))
    return [stem(token.text) for token in tokens if any(letter.isalnum() for letter in token.text)]


def _longest(stems: Sequence[str], at: int) -> tuple[int, list[Concept]]:
    """Return how many words the longest phrase at `at` takes, and what it says; a preposition may be written to it."""
    first = stems[at]
    bare = first[1:] if len(first) > _SHORTEST and first[0] in _PROCLITICS else first
    return max(_phrase_at([word, *stems[at + 1 : at + _LONGEST_PHRASE]]) for word in dict.fromkeys((first, bare)))


def _phrase_at(stems: Sequence[str]) -> tuple[int, list[Concept]]:
    node: _Node | None = _phrases()
    best: tuple[int, list[Concept]] = (0, [])
    for length, word in enumerate(stems, start=1):
        assert node is not None
        node = node.next.get(word)
        if node is None:
            break
        if node.concepts:
            best = (length, node.concepts)
    return best


@cache
def _empty() -> frozenset[str]:
    return frozenset(stem(word) for word in offices().empty)


@cache
def _phrases() -> _Node:
    root = _Node()
    for sort, table in _tables():
        for key, phrases in table.items():
            for phrase in phrases:
                _add(root, phrase, Concept(sort, key))
    for place, names in enumerate(bodies()):
        for name in names:
            _add(root, name, Concept("body", str(place)))
    return root


def _tables() -> Iterator[tuple[str, Mapping[str, Iterable[str]]]]:
    lexicon = offices()
    yield "state", states()
    yield "office", lexicon.offices
    yield "kind", lexicon.bodies
    yield "field", lexicon.fields


def _add(root: _Node, phrase: str, concept: Concept) -> None:
    node = root
    for word in stems_of(phrase):
        node = node.next.setdefault(word, _Node())
    if concept not in node.concepts:
        node.concepts.append(concept)
