"""Outlets: one id for all the names of one, in both languages and by its address."""

from __future__ import annotations

import pytest

from nlp.lexicon.known_outlets import name_of, outlet_at, outlet_named, outlet_of
from nlp.lexicon.read import read
from nlp.lexicon.sourcing import OutletsFile
from nlp.types import Language

REUTERS = "reuters.com"


@pytest.mark.parametrize(
    "phrase",
    [
        "Reuters",
        "the Reuters news agency",
        "told Reuters",
        "رويترز",
        "وكالة رويترز للأنباء",
        "لرويترز",
        "لوكالة «رويـترز»",
    ],
)
def test_every_name_of_an_outlet_is_one_outlet(phrase: str) -> None:
    assert outlet_named(phrase) == REUTERS


@pytest.mark.parametrize(
    ("phrase", "outlet"),
    [
        ("قناة فرانس 24", "france24.com"),
        ("فرانس ٢٤", "france24.com"),
        ("فرانس برس", "afp.com"),
        ("للأناضول", "aa.com.tr"),
        ("قناة الجزيرة", "aljazeera.net"),
        ("لقناة الجزيرة", "aljazeera.net"),
        ("أهالي الجزيرة", None),
        ("the Guardian newspaper", "theguardian.com"),
        ("a guardian of the law", None),
        ("صحيفة الوطن", None),
        ("reporters in the city", None),
        ("", None),
    ],
)
def test_a_name_in_a_phrase(phrase: str, outlet: str | None) -> None:
    assert outlet_named(phrase) == outlet


def test_an_everyday_word_is_an_outlet_where_one_must_stand() -> None:
    assert outlet_named("الجزيرة") is None
    assert outlet_named("الجزيرة", certain=True) == "aljazeera.net"
    assert outlet_named("الوطن", certain=True) is None, "several bear the name"


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.reuters.com/world/1", REUTERS),
        ("http://reuters.com", REUTERS),
        ("https://notreuters.com/", None),
        ("https://reuters.com.evil.example/", None),
        ("https://reuters.com@evil.example/", None),
        ("HTTPS://WWW.Reuters.com:443?a", REUTERS),
        ("http://[not an address", None),
        (None, None),
    ],
)
def test_an_outlet_by_its_address(url: str | None, outlet: str | None) -> None:
    assert outlet_at(url) == outlet
    if outlet is not None:
        assert (name_of(outlet, Language.ENGLISH), name_of(outlet, Language.ARABIC)) == ("Reuters", "رويترز")


def test_who_published_a_document() -> None:
    assert outlet_of("رويترز", None) == REUTERS
    assert outlet_of(None, "https://www.reuters.com/1") == REUTERS
    assert outlet_of("Reuters", "https://portal.example/1") == REUTERS
    assert outlet_of("Guardian", None) == "theguardian.com"
    assert outlet_of("Guardian", "https://guardian.example/1") is None
    assert outlet_of("الوطن", "https://www.alwatan.com.sa/1") == "alwatan.com.sa"
    assert outlet_of("Sample Post", None) is None


def test_at_least_150_outlets_are_known_in_both_languages() -> None:
    files = [read(language, "outlets", OutletsFile).known for language in Language]
    domains = [{outlet.domain for outlet in known} for known in files]
    assert domains[0] == domains[1]
    assert len(domains[0]) >= 150


@pytest.mark.parametrize("language", list(Language))
def test_every_name_that_one_outlet_bears_leads_to_it(language: Language) -> None:
    for outlet in read(language, "outlets", OutletsFile).known:
        for name in outlet.names:
            assert outlet_named(name, certain=True) == (None if outlet.shared else outlet.domain), name
