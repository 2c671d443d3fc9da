"""A mention: a phrase by which a document refers to somebody, and what it says about who is meant.

The features of a mention (head, number, gender, definiteness, name) are those that Lee et al. share between the
mentions of one entity ("Deterministic coreference resolution based on entity-centric, precision-ranked rules",
*Computational Linguistics* 39(4), 2013, section 3).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nlp.attribute.words import Category, Noun, Word
from nlp.detect.frame import Piece
from nlp.lexicon.mentions import Features


class Kind(StrEnum):
    """How a mention refers: by a pronoun, by a name, by a common noun."""

    PRONOUN = "pronoun"
    NAME = "name"
    NOMINAL = "nominal"


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that refers.

    `first` and `last` are indices of its words in the document (`last` exclusive). `head` is its main word, `noun` that
    word as a listed noun. `lemmas` are those of the head and of the roles in apposition, `name` the keys of its proper
    name, `content` the keys of everything that describes it besides the head, `core` those before the first pause or
    relative clause. `same` and `other` tell that it says so (`المصدر ذاته`, `مسؤول آخر`). `subject` is whether it
    stands where a subject stands, `frame` whose source it is.
    """

    piece: Piece
    first: int
    last: int
    sentence: int
    kind: Kind
    head: Word | None
    noun: Noun | None
    category: Category | None
    features: Features
    definite: bool
    same: bool
    other: bool
    lemmas: tuple[str, ...]
    name: tuple[str, ...]
    content: frozenset[str]
    core: frozenset[str]
    heading: bool
    subject: bool = False
    frame: int | None = None
