"""Words that tell where the subject of an Arabic reporting verb begins and ends."""

from __future__ import annotations

from functools import cache

from nlp.fold import fold
from nlp.lexicon.read import LexiconFile, read
from nlp.types import Language


class SubjectFile(LexiconFile):
    """`ar/subjects.yml`; the groups of `never_first` are for the reader's eye."""

    never_first: tuple[tuple[str, ...], ...]
    never_first_as_written: tuple[str, ...]
    never_subject: tuple[str, ...]
    ends: tuple[str, ...]
    apposition: tuple[str, ...]
    clause_openers: tuple[str, ...]
    led: tuple[str, ...]
    prepositional_pronouns: tuple[str, ...]


@cache
def never_first() -> frozenset[str]:
    """Return the words that no source begins with, folded."""
    groups = read(Language.ARABIC, "subjects", SubjectFile).never_first
    return frozenset(fold(word) for group in groups for word in group)


@cache
def never_first_as_written() -> frozenset[str]:
    """Return the words that no source begins with and that folding would make names of, as they are written."""
    return frozenset(read(Language.ARABIC, "subjects", SubjectFile).never_first_as_written)


@cache
def never_subject() -> frozenset[str]:
    """Return further words with which no subject behind its verb begins, as they are written (أمام is no إمام)."""
    return frozenset(read(Language.ARABIC, "subjects", SubjectFile).never_subject)


@cache
def subject_ends() -> frozenset[str]:
    """Return the words and marks before which a subject found by its place ends, folded."""
    return frozenset(fold(word) for word in read(Language.ARABIC, "subjects", SubjectFile).ends)


@cache
def pronouns_of_apposition() -> frozenset[str]:
    """Return the pronouns that take up a name to tell who it is, folded."""
    return frozenset(fold(word) for word in read(Language.ARABIC, "subjects", SubjectFile).apposition)


@cache
def clause_openers() -> frozenset[str]:
    """Return the particles that open a reported clause, with and without its subject's pronoun, folded."""
    return frozenset(fold(word) for word in read(Language.ARABIC, "subjects", SubjectFile).clause_openers)


@cache
def led() -> tuple[str, ...]:
    """Return what a word begins with that a preposition written on it leads into its sentence, folded."""
    return tuple(fold(word) for word in read(Language.ARABIC, "subjects", SubjectFile).led)


@cache
def prepositional_pronouns() -> frozenset[str]:
    """Return prepositions with a pronoun on them, which may stand between a verb and its subject, folded."""
    return frozenset(fold(word) for word in read(Language.ARABIC, "subjects", SubjectFile).prepositional_pronouns)
