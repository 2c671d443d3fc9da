"""What the words of a source phrase mean: offices, roles, bodies, outlets, documents, and the wordings around them.

One `SourcingLexicon` for each language, built once from `titles`, `roles`, `organisations`, `documents`, `outlets`,
`places`, `given_names` and `sourcing` (all `.yml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from pydantic import Field

from nlp.fold import fold
from nlp.lexicon.inflection import Number, forms, nisbas
from nlp.lexicon.pattern import compile_pattern
from nlp.lexicon.read import LexiconFile, read
from nlp.types import Language

Noun = str | dict[str, list[str]]  # `word`, regular; or `{word: [its irregular plurals]}`


class WordClass(StrEnum):
    """What a word can be in a source phrase."""

    TITLE = "title"
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
    NAMELESS_BODY = "nameless_body"
    TEAM = "team"
    KNOWN_BODY = "known_body"
    OUTLET = "outlet"
    OUTLET_NOUN = "outlet_noun"
    OUTLET_HOST = "outlet_host"
    OUTLET_ENDING = "outlet_ending"
    MEDIA = "media"
    REPORTER = "reporter"
    PRESS_ROLE = "press_role"
    DOCUMENT = "document"
    STUDY = "study"
    POLL = "poll"
    PRESS_ADJECTIVE = "press_adjective"
    PLACE = "place"
    COLLECTIVE = "collective"
    GIVEN_NAME = "given_name"
    NAME_PARTICLE = "name_particle"
    QUANTIFIER = "quantifier"
    TOTAL = "total"
    NUMERAL = "numeral"
    PRONOUN = "pronoun"
    DEFINITE = "definite"
    INDEFINITE = "indefinite"
    PREPOSITION = "preposition"
    AFFILIATION_PREPOSITION = "affiliation_preposition"
    RELATIVE = "relative"
    OBTAINING = "obtaining"
    CONJUNCTION = "conjunction"
    NAMING = "naming"
    INCLUSION = "inclusion"
    ADJECTIVE = "adjective"
    DEMONYM = "demonym"
    DOMAIN_ADJECTIVE = "domain_adjective"


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of a word or of a row of words. `count` belongs to quantifiers and numerals; `common` marks an
    outlet's name that is also an everyday word."""

    word_class: WordClass
    number: Number = Number.ONE
    count: int | None = None
    common: bool = False


@dataclass(slots=True)
class Node:
    """A node of the word trie: `next` by folded word, `senses` of the row of words that ends here."""

    next: dict[str, Node] = field(default_factory=dict)
    senses: tuple[Sense, ...] = ()


class TitlesFile(LexiconFile):
    """`titles.yml`"""

    titles: list[str]


class RolesFile(LexiconFile):
    """`roles.yml`"""

    offices: list[Noun]
    posts: list[Noun]
    spokespersons: list[Noun]
    sources: list[Noun]
    relations: list[Noun]
    families: tuple[str, ...] = ()
    members: list[str]
    roles: list[Noun]
    groups: list[str]


class OrganisationsFile(LexiconFile):
    """`organisations.yml`"""

    nouns: list[Noun]
    nameless: tuple[str, ...] = ()
    teams: list[Noun]
    known: list[str]


class DocumentsFile(LexiconFile):
    """`documents.yml`"""

    documents: list[Noun]
    studies: list[Noun]
    polls: tuple[str, ...] = ()
    press_adjectives: list[str]


class Outlet(LexiconFile):
    """A news outlet: its names in one language, its domain (the key shared by both languages) and its country (ISO
    3166-1 alpha-2). `common`: its names are everyday words or other names too; `shared`: other outlets bear them."""

    names: list[str] = Field(min_length=1)
    domain: str = Field(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$")
    country: str = Field(pattern=r"^[A-Z]{2}$")
    common: bool = False
    shared: bool = False


class OutletsFile(LexiconFile):
    """`outlets.yml`"""

    nouns: list[Noun]
    with_name: list[Noun]
    endings: tuple[str, ...] = ()
    media: list[str]
    reporters: list[Noun]
    press_roles: tuple[str, ...] = ()
    known: list[Outlet]


class PlacesFile(LexiconFile):
    """`places.yml`"""

    states: list[str]
    capitals: list[str]
    cities: list[str]
    collective: list[str]
    demonyms: list[str]


class GivenNamesFile(LexiconFile):
    """`given_names.yml`"""

    given: list[str]
    compound_openers: list[str]


class Quantifier(LexiconFile):
    """Words that set how many speak; `count` null: several, or unknown."""

    words: list[str]
    count: int | None = None


class SourcingFile(LexiconFile):
    """`sourcing.yml`"""

    quantifiers: list[Quantifier]
    totals: list[str]
    numerals: dict[int, list[str]]
    pronouns: list[str]
    definite: tuple[str, ...] = ()
    indefinite: tuple[str, ...] = ()
    prepositions: list[str]
    affiliation_prepositions: list[str]
    relatives: list[str]
    obtaining: tuple[str, ...] = ()
    conjunctions: list[str]
    naming: tuple[str, ...] = ()
    inclusions: tuple[str, ...] = ()
    adjectives: list[str]
    domain_adjectives: list[str]
    withheld: list[str]
    reasons: list[str]
    basis: list[str]
    stops: list[str]


@dataclass(frozen=True, slots=True)
class SourcingLexicon:
    """The compiled knowledge of one language. `words` is the trie of all entries; `withheld`, `reasons` and `basis` are
    expressions over a line of folded words; `stops` are the words that end a reason or a basis."""

    words: Node
    outlets: tuple[Outlet, ...]
    withheld: tuple[re.Pattern[str], ...]
    reasons: tuple[re.Pattern[str], ...]
    basis: tuple[re.Pattern[str], ...]
    stops: frozenset[str]


@cache
def sourcing_lexicon(language: Language) -> SourcingLexicon:
    """Return the sourcing lexicon of `language`, built on first use.

    Raises `pydantic.ValidationError` when a file does not fit its schema.
    """
    grammar = read(language, "sourcing", SourcingFile)
    outlets = read(language, "outlets", OutletsFile)
    root = Node()
    for text, sense in _entries(language, grammar, outlets):
        _add(root, text, sense)
    prefixes = "وف" if language is Language.ARABIC else ""

    def compiled(patterns: list[str]) -> tuple[re.Pattern[str], ...]:
        return tuple(compile_pattern(pattern, prefixes) for pattern in patterns)

    return SourcingLexicon(
        words=root,
        outlets=tuple(outlets.known),
        withheld=compiled(grammar.withheld),
        reasons=compiled(grammar.reasons),
        basis=compiled(grammar.basis),
        stops=frozenset(fold(word).lower() for word in grammar.stops),
    )


def _entries(language: Language, grammar: SourcingFile, outlets: OutletsFile) -> Iterator[tuple[str, Sense]]:
    roles = read(language, "roles", RolesFile)
    bodies = read(language, "organisations", OrganisationsFile)
    documents = read(language, "documents", DocumentsFile)
    places = read(language, "places", PlacesFile)
    nouns: dict[WordClass, Sequence[Noun]] = {
        WordClass.OFFICE: roles.offices,
        WordClass.POST: roles.posts,
        WordClass.SPOKESPERSON: roles.spokespersons,
        WordClass.SOURCE: roles.sources,
        WordClass.RELATION: roles.relations,
        WordClass.FAMILY: roles.families,
        WordClass.REPORTER: outlets.reporters,
        WordClass.PRESS_ROLE: outlets.press_roles,
        WordClass.ROLE: roles.roles,
        WordClass.OUTLET_NOUN: outlets.nouns,
        WordClass.OUTLET_HOST: outlets.with_name,
        WordClass.TEAM: bodies.teams,
        WordClass.BODY: bodies.nouns,
        WordClass.STUDY: documents.studies,
        WordClass.POLL: documents.polls,
        WordClass.DOCUMENT: documents.documents,
    }
    for word_class, entries in nouns.items():
        for entry in entries:
            yield from ((text, Sense(word_class, number)) for text, number in forms(language, entry))
    yield from _plain(_function_words(grammar), Number.ONE)
    yield from _plain(_names(language, bodies, places), Number.ONE)
    many: dict[WordClass, Sequence[str]] = {
        WordClass.MEMBERS: roles.members,
        WordClass.GROUP: roles.groups,
        WordClass.MEDIA: outlets.media,
        WordClass.OUTLET_ENDING: outlets.endings,
        WordClass.COLLECTIVE: places.collective,
        WordClass.PRESS_ADJECTIVE: documents.press_adjectives,
    }
    yield from _plain(many, Number.MANY)
    yield from _counted(grammar)
    yield from _adjectives(language, grammar, places)
    for outlet in outlets.known:
        yield from ((text, Sense(WordClass.OUTLET, common=outlet.common)) for text in outlet.names)
        # In a sentence the article of a name is mostly written small: the Intercept.
        short = (text.removeprefix("The ") for text in outlet.names if text.startswith("The "))
        yield from ((text, Sense(WordClass.OUTLET, common=True)) for text in short)


def _plain(table: Mapping[WordClass, Sequence[str]], number: Number) -> Iterator[tuple[str, Sense]]:
    for word_class, texts in table.items():
        yield from ((text, Sense(word_class, number)) for text in texts)


def _names(language: Language, bodies: OrganisationsFile, places: PlacesFile) -> dict[WordClass, Sequence[str]]:
    persons = read(language, "given_names", GivenNamesFile)
    return {
        WordClass.TITLE: read(language, "titles", TitlesFile).titles,
        WordClass.KNOWN_BODY: bodies.known,
        WordClass.NAMELESS_BODY: bodies.nameless,
        WordClass.PLACE: [*places.states, *places.capitals, *places.cities],
        WordClass.GIVEN_NAME: persons.given,
        WordClass.NAME_PARTICLE: persons.compound_openers,
    }


def _function_words(grammar: SourcingFile) -> dict[WordClass, Sequence[str]]:
    return {
        WordClass.TOTAL: grammar.totals,
        WordClass.PRONOUN: grammar.pronouns,
        WordClass.DEFINITE: grammar.definite,
        WordClass.INDEFINITE: grammar.indefinite,
        WordClass.PREPOSITION: grammar.prepositions,
        WordClass.AFFILIATION_PREPOSITION: grammar.affiliation_prepositions,
        WordClass.RELATIVE: grammar.relatives,
        WordClass.OBTAINING: grammar.obtaining,
        WordClass.CONJUNCTION: grammar.conjunctions,
        WordClass.NAMING: grammar.naming,
        WordClass.INCLUSION: grammar.inclusions,
    }


def _adjectives(language: Language, grammar: SourcingFile, places: PlacesFile) -> Iterator[tuple[str, Sense]]:
    """Arabic adjectives agree in gender and number, English ones have one form."""
    formed = nisbas([*places.states, *places.capitals]) if language is Language.ARABIC else []
    for word_class, words in (
        (WordClass.DEMONYM, sorted({*places.demonyms, *formed})),
        (WordClass.ADJECTIVE, grammar.adjectives),
        (WordClass.DOMAIN_ADJECTIVE, grammar.domain_adjectives),
    ):
        for word in words:
            written = {text for text, _ in forms(language, word)} if language is Language.ARABIC else {word}
            yield from ((text, Sense(word_class)) for text in sorted(written))


def _counted(grammar: SourcingFile) -> Iterator[tuple[str, Sense]]:
    for quantifier in grammar.quantifiers:
        sense = Sense(WordClass.QUANTIFIER, Number.MANY, quantifier.count)
        yield from ((text, sense) for text in quantifier.words)
    for count, texts in grammar.numerals.items():
        sense = Sense(WordClass.NUMERAL, Number.MANY, count)
        yield from ((text, sense) for text in texts)


def _add(root: Node, text: str, sense: Sense) -> None:
    node = root
    for word in fold(text).split():
        node = node.next.setdefault(word, Node())
    if sense not in node.senses:
        node.senses = (*node.senses, sense)
