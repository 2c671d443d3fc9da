"""Reporting words: what news uses to present words as somebody else's, with act, stance and shape of the content.

The entries give principal parts only; `arabic_verbs` and `english_verbs` make the inflected forms, and
`nlp.detect.cues` finds them in text.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from nlp.fold import fold
from nlp.lexicon.read import LexiconFile, read
from nlp.types import Act, Language, Stance


class ContentShape(StrEnum):
    """What the words attributed look like in grammar: a clause or quotation, the object itself, or either."""

    CLAUSE = "clause"
    OBJECT = "object"
    EITHER = "either"


class ReportingWord(LexiconFile):
    """What every entry tells, whatever its part of speech. `relays` marks words whose subject passes on what another
    said (`نقل`, `quote`), `agentless` words that name nobody (`reportedly`),
    `attached` is a preposition written on the first word of the content that is no part of it (`أشاد بـ`), `takes_l`
    tells the same of a `ل` on the source (`وفقا لـ`), `governs` are the prepositions that lead to a content which is no
    clause (`كشف عن`, `ندد بـ`), `describes` marks verbs that report wherever what they call or charge somebody with
    follows (`وصفه بـ`), `announces` verbs whose participle before a clause or a quotation can mean nothing else
    (`قائلا:`), `stands_in` that the content is the subject and the source what it stands in (`جاء في بيان`)."""

    lemma: str
    act: Act = Act.STATEMENT
    stance: Stance = Stance.NEUTRAL
    content: ContentShape = ContentShape.CLAUSE
    relays: bool = False
    agentless: bool = False
    attached: str = ""
    takes_l: bool = False
    governs: tuple[str, ...] = ()
    describes: bool = False
    announces: bool = False
    stands_in: bool = False


class ArabicVerb(ReportingWord):
    """Principal parts of an Arabic verb; see the head of `ar/reporting.yml`."""

    perfect: str
    imperfect: str | None = None
    participle: str | None = None
    short: str | None = None
    masdar: tuple[str, ...] = ()
    passive: tuple[str, ...] = ()
    weak: bool = False
    needs: tuple[str, ...] = ()


class EnglishVerb(ReportingWord):
    """Principal parts of an English verb; `idiom` lists what must follow for the verb to report (`pointed out`)."""

    past: str | None = None
    participle: str | None = None
    double: bool = False
    idiom: tuple[str, ...] = ()
    active: bool = False


class ReportingPhrase(ReportingWord):
    """A reporting word or phrase that is listed form by form.

    `apart`: the last word may stand further on, behind the subject (`رفض المدير التعليق`). `certain`: the phrase can
    mean nothing else, whatever the tagger reads.
    """

    forms: tuple[str, ...]
    apart: bool = False
    certain: bool = False


class ArabicReporting(LexiconFile):
    """`ar/reporting.yml`. `relayed` are the prepositions before the one whose words a relaying verb passes on."""

    verbs: list[ArabicVerb]
    clause: tuple[str, ...]
    complementisers: tuple[str, ...]
    prepositions: list[ReportingPhrase]
    nouns: list[ReportingPhrase]
    no_comment: list[ReportingPhrase]
    relayed: tuple[str, ...]
    before_nouns: tuple[str, ...]
    negations: tuple[str, ...]


class EnglishReporting(LexiconFile):
    """`en/reporting.yml`. `states` are participles whose subject is the source (`residents are worried that`)."""

    verbs: list[EnglishVerb]
    passive_auxiliaries: tuple[str, ...]
    complementisers: tuple[str, ...]
    prepositions: list[ReportingPhrase]
    nouns: list[ReportingPhrase]
    agentless: list[ReportingPhrase]
    no_comment: list[ReportingPhrase]
    negations: tuple[str, ...]
    states: tuple[str, ...]


@cache
def arabic_reporting() -> ArabicReporting:
    """Load the Arabic reporting words."""
    return read(Language.ARABIC, "reporting", ArabicReporting)


@cache
def english_reporting() -> EnglishReporting:
    """Load the English reporting words."""
    return read(Language.ENGLISH, "reporting", EnglishReporting)


@cache
def complementisers() -> frozenset[str]:
    """The words of both languages that join a content to its cue, folded, in lower case."""
    listed = (*arabic_reporting().complementisers, *english_reporting().complementisers)
    return frozenset(fold(word).lower() for word in listed)


@cache
def passive_auxiliaries() -> frozenset[str]:
    """The English words after which a participle is passive, in lower case."""
    return frozenset(english_reporting().passive_auxiliaries)
