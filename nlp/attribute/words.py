"""Reading one word of a mention: its noun, its clitics, the features its ending shows.

Nouns are looked up, not analysed: every inflected form of a listed noun is generated once, so that a word costs a few
dictionary lookups. The affixes follow Ryding, *A Reference Grammar of Modern Standard Arabic* (2005), chapter 7.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from nlp.fold import fold
from nlp.lexicon.mentions import Features, MentionLexicon, all_titles, head_nouns, mention_lexicon, place_names
from nlp.lexicon.sourcing import Noun as NounEntry
from nlp.normalise.text import Token
from nlp.types import Language

PAUSES = frozenset({"،", ",", "(", ")", "-", "–", "—", ":", "؛", ";", "«", "»", '"', "“", "”"})
"""Marks at which a phrase pauses or is cut."""
POSSESSIVE = frozenset({"'s", "'"})
"""What stands behind an owner in English: *Lee's lawyer*."""
_CONJUNCTIONS = ("و", "ف")
_PREPOSITIONS = ("ل", "ب", "ك")
_ARTICLE = "ال"
_POSSESSIVES = ("هما", "ها", "هم", "نا", "ه")


class Category(StrEnum):
    """What a noun denotes."""

    PERSON = "person"
    GROUP = "group"
    ORGANIZATION = "organization"
    DOCUMENT = "document"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class Noun:
    """A listed noun in one of its forms; `gender` is m or f, `number` is s, d or p, null where both may be."""

    lemma: str
    category: Category
    gender: str | None
    number: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a word's spelling tells. `key` is what two spellings of it share: folded, in lower case, without proclitics
    and article. `proclitic` is the attached preposition or conjunction, `definite` whether an article is attached,
    `possessive` the attached pronoun."""

    form: str
    key: str
    proclitic: str = ""
    definite: bool = False
    possessive: str = ""
    noun: Noun | None = None
    title: Features | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """A token of the document and its reading. `capital` is true for a word with a capital letter."""

    text: str
    start: int
    end: int
    reading: Reading
    capital: bool

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a number, and no mark."""
        return self.text[0].isalnum()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The mention lexicon of one language, folded and inflected for lookup."""

    language: Language
    nouns: dict[str, Noun]
    titles: dict[str, Features]
    title_roles: dict[str, str]
    pronouns: dict[str, Features]
    honorifics: dict[str, Features]
    demonstratives: dict[str, Features]
    attached: dict[str, Features]
    articles: frozenset[str]
    same: frozenset[str]
    other: frozenset[str]
    one_of: frozenset[str]
    quantifiers: frozenset[str]
    anaphoric: frozenset[str]
    distinct: frozenset[str]
    anaphoric_bodies: frozenset[str]
    described: frozenset[str]
    of_age: frozenset[str]
    utterances: frozenset[str]
    seldom_speak: frozenset[str]
    definite_bare: frozenset[str]
    inclusions: frozenset[str]
    unnamed: frozenset[str]
    naming_heads: frozenset[str]
    seats: dict[str, frozenset[str]]
    places: frozenset[str]
    masculine: frozenset[str]
    feminine: frozenset[str]
    plural: frozenset[str]
    modifiers: frozenset[str]
    linkers: frozenset[str]
    name_links: frozenset[str]
    name_openers: frozenset[str]
    relatives: frozenset[str]
    free_relatives: frozenset[str]
    boundaries: frozenset[str]
    prepositions: frozenset[str]
    openers: frozenset[str]
    credits: frozenset[str]
    continuing: frozenset[str]
    says: frozenset[str]
    lexicon: MentionLexicon


@cache
def vocabulary(language: Language) -> Vocabulary:
    """Return the vocabulary of `language`, built once."""
    lexicon = mention_lexicon(language)

    def keys(words: Sequence[str]) -> frozenset[str]:
        return frozenset(key_of(word) for word in words)

    def table(entries: dict[str, Features]) -> dict[str, Features]:
        return {key_of(form): features for form, features in entries.items()}

    masculine = keys(lexicon.masculine + lexicon.given_names["m"])
    return Vocabulary(
        language=language,
        nouns=dict(_inflected(language, lexicon)),
        titles={key_of(title): _title_features(key_of(title), lexicon) for title in all_titles(language)},
        title_roles={key_of(title): key_of(role) for title, role in lexicon.title_roles.items()},
        pronouns=table(lexicon.pronouns),
        honorifics=table(lexicon.honorifics),
        demonstratives=table(lexicon.demonstratives),
        attached=table(lexicon.attached_pronouns),
        articles=keys(lexicon.articles),
        same=keys(lexicon.same),
        other=keys(lexicon.other),
        one_of=keys(lexicon.one_of),
        quantifiers=keys(lexicon.quantifiers),
        anaphoric=keys(lexicon.anaphoric_roles),
        distinct=keys(lexicon.distinct_roles),
        anaphoric_bodies=keys(lexicon.anaphoric_bodies),
        described=keys(lexicon.described_roles),
        of_age=keys(lexicon.of_age),
        utterances=keys(lexicon.utterances),
        seldom_speak=keys(lexicon.seldom_speak),
        definite_bare=keys(lexicon.definite_bare),
        inclusions=keys(lexicon.inclusions),
        unnamed=keys(lexicon.unnamed_roles),
        naming_heads=keys(lexicon.naming_heads),
        seats={key_of(seat): keys(states) for seat, states in lexicon.seats.items()},
        places=keys(place_names(language)),
        masculine=masculine,
        feminine=keys(lexicon.feminine + lexicon.given_names["f"]) | (keys(place_names(language)) - masculine),
        plural=keys(lexicon.plural),
        modifiers=keys(lexicon.modifiers),
        linkers=keys(lexicon.linkers),
        name_links=keys(lexicon.name_links),
        name_openers=keys(lexicon.name_openers),
        relatives=keys(lexicon.relatives),
        free_relatives=keys(lexicon.free_relatives),
        boundaries=keys(lexicon.boundaries),
        prepositions=keys(lexicon.prepositions),
        openers=keys(lexicon.openers),
        credits=keys(lexicon.credits),
        continuing=keys(lexicon.continuing),
        says=keys(lexicon.says),
        lexicon=lexicon,
    )


def _title_features(title: str, lexicon: MentionLexicon) -> Features:
    """The gender a title shows: by the lists, or by the ending of an Arabic one (`الشيخة`; `معالي` shows none)."""
    if title in map(key_of, lexicon.feminine):
        return Features(gender="f")
    if title in map(key_of, lexicon.masculine):
        return Features(gender="m")
    if title.startswith(_ARTICLE):
        return Features(gender="f" if title.endswith("ة") else "m")
    return Features()


def key_of(text: str) -> str:
    """Return the form under which the lexicon is looked up: folded, in lower case."""
    return fold(text).lower()


def read_word(token: Token, vocabulary: Vocabulary) -> Word:
    """Read a token of the working copy."""
    text, start = token.text, token.start
    reading = _reading(token.form.lower(), vocabulary.language)
    if reading.noun and text.endswith("ى") and reading.key.endswith("ي"):
        # Folded alike, but نادى is a verb and نادي a noun.
        reading = Reading(reading.form, reading.form)
    return Word(text, start, start + len(text), reading, text[:1].isupper())


@lru_cache(maxsize=1 << 16)
def _reading(form: str, language: Language) -> Reading:
    words = vocabulary(language)
    if language is Language.ENGLISH:
        return Reading(form, form, noun=words.nouns.get(form), title=words.titles.get(form))
    title = words.titles.get(form)
    if title:
        return Reading(form, _bare(form), definite=True, noun=words.nouns.get(_bare(form)), title=title)
    splits = list(_splits(form))
    for proclitic, bare, definite in splits:
        noun = words.nouns.get(bare)
        if noun and not (definite and _is_construct(bare, noun)):
            return Reading(form, bare, proclitic, definite, noun=noun, title=_title(bare, definite, words))
    for proclitic, bare, definite in splits:
        title = _title(bare, definite, words)
        if title:
            return Reading(form, bare, proclitic, definite, title=title)
        possessed = None if definite else _possessed(bare, words)
        if possessed:
            return Reading(form, bare, proclitic, True, possessed[1], possessed[0])
    return Reading(form, _bare(form), definite=form.startswith(_ARTICLE) and len(form) > 4)


def _is_construct(bare: str, noun: Noun) -> bool:
    """Whether the form is a plural before its genitive (`جمهوري`, *the publics of*), which takes no article."""
    return noun.number == "p" and bare in (noun.lemma + "و", noun.lemma + "ي")


def _title(bare: str, definite: bool, words: Vocabulary) -> Features | None:
    return words.titles.get(_ARTICLE + bare if definite else bare)


def _possessed(bare: str, words: Vocabulary) -> tuple[Noun, str] | None:
    """The noun and the pronoun of `والدته`, `مساعدها`."""
    for possessive in _POSSESSIVES:
        if bare.endswith(possessive) and len(bare) > len(possessive) + 2:
            stem = bare[: -len(possessive)]
            noun = words.nouns.get(stem) or (words.nouns.get(stem[:-1] + "ة") if stem[-1] == "ت" else None)
            if noun:
                return noun, possessive
    return None


def _bare(form: str) -> str:
    return form[2:] if form.startswith(_ARTICLE) and len(form) > 4 else form


def _splits(form: str) -> Iterator[tuple[str, str, bool]]:
    """Yield (proclitic, rest without article, definite), the reading that takes least away first."""
    yield "", form, False
    if form.startswith(_ARTICLE) and len(form) > 3:
        yield "", form[2:], True
    for conjunction in ("", *_CONJUNCTIONS):
        if not form.startswith(conjunction):
            continue
        rest = form[len(conjunction) :]
        if conjunction and len(rest) > 2:
            yield conjunction, rest, False
            if rest.startswith(_ARTICLE):
                yield conjunction, rest[2:], True
        if rest.startswith("لل") and len(rest) > 4:
            yield conjunction + "ل", rest[2:], True
        for preposition in _PREPOSITIONS:
            if rest.startswith(preposition) and len(rest) > 3:
                yield conjunction + preposition, rest[1:], False
                if rest[1:].startswith(_ARTICLE):
                    yield conjunction + preposition, rest[3:], True


def _inflected(language: Language, lexicon: MentionLexicon) -> Iterator[tuple[str, Noun]]:
    """Yield each form of the listed nouns; a dictionary form comes last, so that no inflected one hides it."""
    nouns = head_nouns(language)
    groups = (
        (Category.DOCUMENT, nouns.documents),
        (Category.OUTLET, nouns.outlets),
        (Category.GROUP, nouns.groups),
        (Category.ORGANIZATION, nouns.organizations),
        (Category.PERSON, nouns.persons),
    )
    inflect = _english_forms if language is Language.ENGLISH else _arabic_forms
    masculine, feminine, plural = (
        {key_of(word) for word in words} for words in (lexicon.masculine, lexicon.feminine, lexicon.plural)
    )
    first_synonym = {key_of(word): key_of(words[0]) for words in lexicon.synonyms for word in words}
    exact: dict[str, Noun] = {}
    for category, entries in groups:
        for lemma, plurals in (_entry(entry) for entry in entries):
            for form, shown, number in inflect(lemma, plurals, category):
                base = form if form == lemma else form.removesuffix("ا")
                gender = "f" if base in feminine else "m" if base in masculine else shown
                noun = Noun(first_synonym.get(lemma, lemma), category, gender, "p" if base in plural else number)
                if form == lemma:
                    exact[form] = noun
                else:
                    yield form, noun
    yield from exact.items()


def _entry(entry: NounEntry) -> tuple[str, list[str] | None]:
    """The folded noun and its irregular plurals, null where they are regular. The article is left off: it is read as
    such wherever it stands."""
    lemma, plurals = (entry, None) if isinstance(entry, str) else next(iter(entry.items()))
    folded = None if plurals is None else [key_of(plural) for plural in plurals]
    return _bare(key_of(lemma)), folded


def _arabic_forms(lemma: str, plurals: list[str] | None, category: Category) -> Iterator[tuple[str, str | None, str]]:
    human = category in (Category.PERSON, Category.GROUP)
    if lemma.endswith("ة"):
        stem = lemma[:-1]
        yield from ((stem + "تين", "f", "d"), (stem + "تان", "f", "d"), (stem + "ات", "f", "p"))
        yield lemma, "f", "s"  # with ت for ة only before a pronoun (طالبته): طالبت alone is a verb
    elif lemma.endswith(("ون", "ات")):
        gender = "m" if human and lemma.endswith("ون") else "f"  # الشؤون الصحية
        yield from ((lemma, gender, "p"), (lemma.removesuffix("ون") + "ين", gender, "p"))
    else:
        if human and not plurals:
            yield from ((lemma + ending, "m", "p") for ending in ("ون", "ين", "و", "ي"))
        if human:
            yield lemma + "ة", "f", "s"
            yield from ((lemma + "تان", "f", "d"), (lemma + "تين", "f", "d"))
        yield from ((lemma + "ات", "f", "p"), (lemma + "ان", "m", "d"), (lemma + "ا", "m", "s"), (lemma, "m", "s"))
    for plural in plurals or ():
        # A plural that is not human agrees as a feminine singular, whatever its ending.
        masculine = human and not (lemma.endswith("ة") and plural.endswith("ات"))
        yield from ((plural + ending, "m" if masculine else "f", "p") for ending in ("", "ا"))


def _english_forms(lemma: str, plurals: list[str] | None, category: Category) -> Iterator[tuple[str, str | None, str]]:
    del category  # English nouns show no gender by what they denote
    if plurals is None:
        if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
            plurals = [lemma[:-1] + "ies"]
        else:
            plurals = [lemma + ("es" if lemma.endswith(("s", "x", "ch", "sh")) else "s")]
    yield from ((plural, None, "p") for plural in plurals)
    yield lemma, None, "s"
