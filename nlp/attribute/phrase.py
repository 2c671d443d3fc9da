"""What a source phrase says, in the terms that the sourcing rules are written in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from unicodedata import category

from nlp.attribute.phrase_words import Unit
from nlp.detect.frame import Piece
from nlp.lexicon.inflection import Number


class Head(StrEnum):
    """What the head of a source phrase is."""

    PERSON_NAME = "person_name"
    OFFICE = "office"
    POST = "post"
    SPOKESPERSON = "spokesperson"
    SOURCE = "source"
    RELATION = "relation"
    FAMILY = "family"
    ROLE = "role"
    MEMBERS = "members"
    GROUP = "group"
    BODY = "body"
    TEAM = "team"
    OUTLET = "outlet"
    MEDIA = "media"
    REPORTER = "reporter"
    DOCUMENT = "document"
    STUDY = "study"
    PLACE = "place"
    PRONOUN = "pronoun"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Phrase:
    """The reading of one source phrase.

    `head` with `number` and `definite` as the grammar has them; `quantified` where a word in front picks some or one
    out of many; `proper` where a name belongs to the head itself (`حركة حماس`, `Apple's chief executive`), `placed`
    where a name only says where the head works (`مسؤول في البنتاغون`); `exemplified` where some of many are named
    (*critics, including Ann Lee*). `count` is the number the phrase states.
    `words` is the stretch the decision was read from. Pieces are offsets of the working copy.
    """

    head: Head
    number: Number
    definite: bool
    quantified: bool
    proper: bool
    placed: bool
    count: int | None
    words: Piece
    role: Piece | None
    affiliation: Piece | None
    units: tuple[Unit, ...]
    exemplified: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """What stands in front of the noun: `quantified` when it takes some out of many, `count` when it is a number."""

    quantified: bool
    count: int | None


def blank(piece: Piece, units: tuple[Unit, ...], quantity: Quantity) -> Phrase:
    """Return the reading of a phrase without any noun: somebody, unnamed."""
    return Phrase(
        head=Head.GROUP if quantity.quantified else Head.UNKNOWN,
        number=Number.MANY,
        definite=False,
        quantified=quantity.quantified,
        proper=False,
        placed=False,
        count=quantity.count,
        words=piece,
        role=None,
        affiliation=None,
        units=units,
    )


def trimmed(text: str, start: int, end: int) -> Piece:
    """Return the piece from `start` to `end` without white space and marks that belong to no word at its ends."""
    while end - start > 1 and not text[start].isalnum() and text[start] not in '«“"(':
        start += 1
    while end - start > 1 and not (
        text[end - 1].isalnum() or category(text[end - 1]) == "Mn" or text[end - 1] in '»”").'
    ):
        end -= 1
    return Piece(start, end)
