"""Small words around a clause that is reported."""

from __future__ import annotations

from functools import cache

from nlp.fold import fold
from nlp.lexicon.read import LexiconFile, read
from nlp.types import Language


class ClausesFile(LexiconFile):
    """`ar/clauses.yml`, `en/clauses.yml`; what the keys mean, the head of the Arabic file says."""

    particles: tuple[str, ...]
    before_refusal: tuple[str, ...]
    relayed: tuple[str, ...]
    links: tuple[str, ...]
    listeners: tuple[str, ...]
    coordinators: tuple[str, ...]


@cache
def particles() -> frozenset[str]:
    """Return what opens a clause after قال, as it is spelt: folding would take إن for أن."""
    return frozenset(word for file in _files() for word in file.particles)


@cache
def before_refusal() -> frozenset[str]:
    """Return the prepositions that belong to a refusal, folded."""
    return frozenset(fold(word) for file in _files() for word in file.before_refusal)


@cache
def relayed_words() -> frozenset[str]:
    """Return the words between the one who is relayed and the words, folded."""
    return frozenset(fold(word) for file in _files() for word in file.relayed)


@cache
def clause_links() -> frozenset[str]:
    """Return what joins a clause to the report of it, folded, in lower case."""
    return frozenset(fold(word).lower() for file in _files() for word in file.links)


@cache
def listeners() -> frozenset[str]:
    """Return the pronouns of whoever was told."""
    return frozenset(word for file in _files() for word in file.listeners)


@cache
def coordinators(language: Language) -> frozenset[str]:
    """Return the words of their own that join a second verb to a subject."""
    return frozenset(read(language, "clauses", ClausesFile).coordinators)


def _files() -> tuple[ClausesFile, ...]:
    return tuple(read(language, "clauses", ClausesFile) for language in Language)
