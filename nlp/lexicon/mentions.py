"""What is known about the words that refer to people and bodies: pronouns, titles, roles, organisations, documents.

One schema for both languages; a list that a language has no use for stays empty.
"""

from __future__ import annotations

from functools import cache

from pydantic import Field

from nlp.lexicon.read import LexiconFile, read
from nlp.lexicon.sourcing import DocumentsFile, Noun, OrganisationsFile, OutletsFile, PlacesFile, RolesFile, TitlesFile
from nlp.types import Language


class Features(LexiconFile):
    """Grammatical features of a form; null where the form does not show them. `person` is 1, 2 or 3."""

    gender: str | None = Field(default=None, pattern="^[mfn]$")
    number: str | None = Field(default=None, pattern="^(s|d|p)$")
    person: int | None = Field(default=None, ge=1, le=3)


class Nouns(LexiconFile):
    """Nouns that head a mention, by what they denote, in the notation of `roles.yml`."""

    persons: list[Noun]
    groups: list[Noun]
    organizations: list[Noun]
    documents: list[Noun]
    outlets: list[Noun]


class MentionLexicon(LexiconFile):
    """The words of one language that refer. See the head of each YAML file for what every list holds."""

    pronouns: dict[str, Features]
    attached_pronouns: dict[str, Features]
    demonstratives: dict[str, Features]
    articles: list[str]
    same: list[str]
    other: list[str]
    one_of: list[str]
    quantifiers: list[str]
    titles: list[str]
    title_roles: dict[str, str] = Field(default_factory=dict)
    honorifics: dict[str, Features]
    anaphoric_roles: list[str]
    distinct_roles: list[str]
    anaphoric_bodies: list[str]
    described_roles: list[str]
    of_age: tuple[str, ...] = ()
    utterances: list[str]
    seldom_speak: list[str]
    definite_bare: tuple[str, ...] = ()
    inclusions: tuple[str, ...] = ()
    unnamed_roles: tuple[str, ...] = ()
    nouns: Nouns
    synonyms: list[list[str]]
    seats: dict[str, list[str]]
    naming_heads: list[str]
    masculine: list[str]
    feminine: list[str]
    plural: list[str]
    given_names: dict[str, list[str]]
    modifiers: list[str]
    linkers: list[str]
    name_links: list[str]
    name_openers: list[str]
    relatives: list[str]
    free_relatives: list[str]
    boundaries: list[str]
    prepositions: list[str]
    openers: list[str]
    credits: tuple[str, ...] = ()
    reported_possessions: list[str]
    verbs_like_nouns: tuple[str, ...] = ()
    verbal_nouns: list[str]
    first_person_verbs: list[str]
    perfect_like_imperfect: list[str]
    perfect_like_suffixed: list[str]
    auxiliaries: list[str]
    continuing: tuple[str, ...] = ()
    says: tuple[str, ...] = ()


def head_nouns(language: Language) -> Nouns:
    """Return the nouns that can head a mention: those of the files shared with the sourcing rules, and our own."""
    own = mention_lexicon(language).nouns
    roles = read(language, "roles", RolesFile)
    bodies = read(language, "organisations", OrganisationsFile)
    documents = read(language, "documents", DocumentsFile)
    outlets = read(language, "outlets", OutletsFile)
    people = (getattr(roles, kind) for kind in RolesFile.model_fields if kind not in ("members", "groups", "families"))
    persons = [noun for nouns in people for noun in nouns] + outlets.reporters
    return Nouns(
        persons=persons + own.persons,
        groups=[*roles.members, *roles.groups, *roles.families, *own.groups],
        organizations=bodies.nouns + bodies.teams + own.organizations,
        documents=documents.documents + documents.studies + own.documents,
        outlets=[*outlets.nouns, *outlets.with_name, *outlets.media, *own.outlets],
    )


def all_titles(language: Language) -> list[str]:
    """Return the words that stand before a name, several where a title has several words."""
    return read(language, "titles", TitlesFile).titles + mention_lexicon(language).titles


def place_names(language: Language) -> list[str]:
    """Return the names of states and capitals, which speak as bodies do."""
    places = read(language, "places", PlacesFile)
    return places.states + places.capitals


def city_names(language: Language) -> list[str]:
    """Return the names of cities that are no capitals: they only tell where."""
    return read(language, "places", PlacesFile).cities


@cache
def mention_lexicon(language: Language) -> MentionLexicon:
    """Return the mention lexicon of `language`, read once."""
    return read(language, "mentions", MentionLexicon)
