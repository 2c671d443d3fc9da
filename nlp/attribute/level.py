"""The sourcing level of a phrase: could the reader find the source? (`GUIDELINES.md`, *Sourcing level*.)"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from nlp.annotate.entities import Name
from nlp.attribute.phrase import Head, Phrase
from nlp.attribute.phrase_arabic import read_arabic
from nlp.attribute.phrase_english import read_english
from nlp.attribute.phrase_words import names_within
from nlp.detect.frame import Piece
from nlp.lexicon.inflection import Number
from nlp.types import Language, SourcingDetail

_ALWAYS = {
    Head.PERSON_NAME: SourcingDetail.NAMED_PERSON,
    Head.OUTLET: SourcingDetail.OUTLET,
    Head.MEDIA: SourcingDetail.OUTLET,
    Head.REPORTER: SourcingDetail.OUTLET,
    Head.PLACE: SourcingDetail.NAMED_ORGANIZATION,
    Head.PRONOUN: SourcingDetail.UNNAMED_BARE,
}

_PEOPLE = frozenset({Head.ROLE, Head.OFFICE, Head.POST, Head.RELATION, Head.MEMBERS})


def read_phrase(text: str, piece: Piece, names: Sequence[Name], language: Language) -> Phrase:
    """Read the source phrase at `piece` of `text`; never raises on any text.

    `names` are the names of the document in order, possibly none.
    """
    return _read(text, piece, names_within(names, piece), language)


# One speaker stands behind many attributions of a document, and each asks for the same mentions again.
@lru_cache(maxsize=256)
def _read(text: str, piece: Piece, names: tuple[Name, ...], language: Language) -> Phrase:
    read = read_arabic if language is Language.ARABIC else read_english
    return read(text, piece, names)


def detail_of(phrase: Phrase) -> SourcingDetail:
    """Decide the sourcing detail of a phrase; `LEVEL_OF_DETAIL` gives its level."""
    if phrase.exemplified:
        return SourcingDetail.NAMED_PERSON
    if phrase.head is Head.REPORTER and not phrase.definite:
        return SourcingDetail.UNNAMED_DESCRIBED
    if phrase.head in _ALWAYS:
        return _ALWAYS[phrase.head]
    if _findable(phrase):
        return _named(phrase)
    if phrase.head is Head.SOURCE:
        return SourcingDetail.UNNAMED_DESCRIBED if phrase.affiliation else SourcingDetail.UNNAMED_BARE
    several = phrase.number is Number.MANY and phrase.count is None
    if phrase.head in (Head.GROUP, Head.FAMILY) or (several and phrase.head in _PEOPLE):
        return SourcingDetail.UNNAMED_DESCRIBED if phrase.affiliation else SourcingDetail.UNNAMED_GROUP
    return SourcingDetail.UNNAMED_DESCRIBED


def level_of_phrase(text: str, piece: Piece, names: Sequence[Name], language: Language) -> SourcingDetail:
    """Return the sourcing detail that a phrase has by itself, with no look at its sentence."""
    return detail_of(read_phrase(text, piece, names, language))


def _findable(phrase: Phrase) -> bool:
    """Whether the words alone lead the reader to one source."""
    if phrase.quantified:
        return False
    known = phrase.definite or phrase.proper
    match phrase.head:
        case Head.UNKNOWN if phrase.number is Number.TWO:
            return phrase.definite
        case Head.UNKNOWN | Head.MEMBERS:
            return known
        case Head.BODY:
            return phrase.proper if phrase.number is Number.MANY else known
        case Head.POST:
            return phrase.definite and phrase.proper and phrase.number is Number.ONE
        case Head.OFFICE:
            # Two without an article are any two, wherever they serve.
            of_one_body = phrase.proper if phrase.number is Number.MANY else known
            return phrase.definite if phrase.number is Number.TWO else of_one_body
        case Head.SPOKESPERSON:
            return known or phrase.placed
        case Head.RELATION | Head.FAMILY:
            return phrase.proper and phrase.number is not Number.MANY
        case Head.DOCUMENT:
            return known or (phrase.placed and phrase.number is Number.ONE)
        case Head.TEAM:
            return known
        case Head.STUDY:
            return phrase.proper
        case _:
            return False


def _named(phrase: Phrase) -> SourcingDetail:
    match phrase.head:
        case Head.OFFICE | Head.POST | Head.RELATION | Head.UNKNOWN:
            return SourcingDetail.NAMED_PERSON
        case Head.DOCUMENT | Head.STUDY:
            return SourcingDetail.DOCUMENT
        case _:
            return SourcingDetail.NAMED_ORGANIZATION
