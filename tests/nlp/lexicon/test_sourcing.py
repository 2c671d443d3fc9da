"""The language knowledge behind sourcing: the files fit their schemas, agree with each other and inflect rightly."""

from __future__ import annotations

from collections import Counter

import pytest
from pydantic import ValidationError

from nlp.fold import fold
from nlp.lexicon.inflection import Number, forms
from nlp.lexicon.pattern import GAP, compile_pattern
from nlp.lexicon.read import read
from nlp.lexicon.sourcing import Node, Outlet, OutletsFile, RolesFile, SourcingFile, WordClass, sourcing_lexicon
from nlp.types import Language

AR, EN = Language.ARABIC, Language.ENGLISH


def classes(language: Language, words: str) -> set[WordClass]:
    node: Node | None = sourcing_lexicon(language).words
    for word in fold(words).split():
        node = node.next.get(word) if node else None
    return {sense.word_class for sense in node.senses} if node else set()


def test_outlets_are_known_in_both_languages() -> None:
    domains = {
        language: {outlet.domain for outlet in read(language, "outlets", OutletsFile).known} for language in Language
    }
    assert len(domains[AR]) >= 150
    assert domains[AR] == domains[EN]


@pytest.mark.parametrize("language", Language)
def test_an_outlet_has_one_country_and_a_name_one_outlet(language: Language) -> None:
    countries: dict[str, set[str]] = {}
    owners: Counter[str] = Counter()
    for outlet in read(language, "outlets", OutletsFile).known:
        countries.setdefault(outlet.domain, set()).add(outlet.country)
        owners.update({fold(name) for name in outlet.names})
    assert [domain for domain, found in countries.items() if len(found) > 1] == []
    assert [name for name, count in owners.items() if count > 1] == []


def test_arabic_names_are_in_arabic_letters() -> None:
    for outlet in read(AR, "outlets", OutletsFile).known:
        for name in outlet.names:
            assert any("\u0600" <= letter <= "\u06ff" for letter in name), name


def test_a_bad_outlet_is_refused() -> None:
    with pytest.raises(ValidationError):
        Outlet.model_validate({"names": ["X"], "domain": "not a domain", "country": "GB"})
    with pytest.raises(ValidationError):
        Outlet.model_validate({"names": [], "domain": "x.org", "country": "GB"})


@pytest.mark.parametrize("language", Language)
def test_every_pattern_compiles_and_finds_no_empty_wording(language: Language) -> None:
    lexicon = sourcing_lexicon(language)
    grammar = read(language, "sourcing", SourcingFile)
    assert len(lexicon.withheld) == len(grammar.withheld)
    for pattern in (*lexicon.withheld, *lexicon.reasons, *lexicon.basis):
        assert pattern.search("") is None
        assert pattern.match(" ") is None


@pytest.mark.parametrize("language", Language)
def test_no_word_is_given_twice_in_a_list(language: Language) -> None:
    roles = read(language, "roles", RolesFile)
    for name in ("offices", "spokespersons", "sources", "relations", "roles", "groups"):
        words = [entry if isinstance(entry, str) else next(iter(entry)) for entry in getattr(roles, name)]
        assert [word for word, count in Counter(words).items() if count > 1] == [], name


@pytest.mark.parametrize(
    ("language", "entry", "form", "number"),
    [
        (AR, "مسؤول", "مسؤولة", Number.ONE),
        (AR, "مسؤول", "مسؤولون", Number.MANY),
        (AR, "مسؤول", "مسؤولين", Number.MANY),
        (AR, "مسؤول", "مسؤولات", Number.MANY),
        (AR, "مسؤول", "مسؤولان", Number.TWO),
        (AR, "مسؤول", "مسؤولتان", Number.TWO),
        (AR, {"مصدر": ["مصادر"]}, "مصادر", Number.MANY),
        (AR, {"مصدر": ["مصادر"]}, "مصدرين", Number.TWO),
        (AR, {"شاهد عيان": ["شهود عيان"]}, "شاهدة عيان", Number.ONE),
        (AR, {"شاهد عيان": ["شهود عيان"]}, "شاهدا عيان", Number.TWO),
        (AR, "وكالة", "وكالات", Number.MANY),
        (AR, "وكالة", "وكالتان", Number.TWO),
        (EN, "official", "officials", Number.MANY),
        (EN, "witness", "witnesses", Number.MANY),
        (EN, "ally", "allies", Number.MANY),
        (EN, {"spokesman": ["spokesmen"]}, "spokesmen", Number.MANY),
    ],
)
def test_inflection(language: Language, entry: str | dict[str, list[str]], form: str, number: Number) -> None:
    assert dict(forms(language, entry))[form] is number


def test_a_listed_plural_takes_the_place_of_the_regular_one() -> None:
    assert "spokesmans" not in dict(forms(EN, {"spokesman": ["spokesmen"]}))
    assert "مصدرون" not in dict(forms(AR, {"مصدر": ["مصادر"]}))


def test_classes() -> None:
    assert WordClass.OFFICE in classes(AR, "وزير")
    assert WordClass.SOURCE in classes(AR, "مصادر")
    assert WordClass.OUTLET in classes(AR, "رويترز")
    assert WordClass.PLACE in classes(AR, "واشنطن")
    assert WordClass.KNOWN_BODY in classes(AR, "البيت الأبيض")
    assert WordClass.OUTLET in classes(EN, "Washington Post")
    assert WordClass.SPOKESPERSON in classes(EN, "spokeswomen")
    assert classes(EN, "zyzzyva") == set()


@pytest.mark.parametrize(
    ("pattern", "line", "found"),
    [
        ("on condition of anonymity", "he spoke on condition of anonymity today ", True),
        ("on condition of anonymity", "on condition of anonymities ", False),
        ("a/b c", "b c ", True),
        ("a (very) b", "a b ", True),
        ("a (very) b", "a very b ", True),
        ("ask~ not", "asked not ", True),
        ("a * c", "a b c ", True),
        ("a * c", "a c ", False),
        ("a ... c", "a " + "b " * GAP + "c ", True),
        ("a ... c", "a " + "b " * (GAP + 1) + "c ", False),
        ("b", "ab ", False),
    ],
)
def test_pattern_notation(pattern: str, line: str, found: bool) -> None:
    assert (compile_pattern(pattern).search(line) is not None) is found


def test_a_pattern_may_open_with_an_attached_letter() -> None:
    assert compile_pattern("طلب", "وف").search("وطلب ")
    assert not compile_pattern("طلب").search("وطلب ")
