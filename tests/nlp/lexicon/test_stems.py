"""One word, however it is written onto others: the table of broken plurals, and words that no table knows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from nlp.fold import fold
from nlp.lexicon.stems import Stems, stem, stems

NOUNS = [(singular, plural) for singular, plurals in stems().plurals.items() for plural in plurals]
# Nouns of two letters are left out: with a particle before them they look like another word.
LONG = [form for pair in NOUNS for form in pair if len(fold(form)) > 2]


def test_the_table_is_of_some_size() -> None:
    assert len(stems().plurals) >= 300


@pytest.mark.parametrize(("singular", "plural"), NOUNS)
def test_a_broken_plural_meets_its_singular(singular: str, plural: str) -> None:
    assert stem(plural) == stem(singular)


@pytest.mark.parametrize("before", ["ال", "وال", "بال", "لل", "وبال", "و", "ب", "ل", "ول"])
def test_known_nouns_meet_themselves_behind_particles(before: str) -> None:
    assert {form: stem(before + form) for form in LONG} == {form: stem(form) for form in LONG}


@pytest.mark.parametrize(
    "word",
    [
        "واشنطن",
        "بغداد",
        "بيروت",
        "وكالة",
        "وزارة",
        "فلسطين",
        "لبنان",
        "وصول",
        "فوز",
        "بيان",
        "بلدية",
        "حكومة",
        "حكومات",
        "مسؤول",
        "مسؤولون",
        "التزام",
        "إلغاء",
        "ألمانيا",
        "اجتماع",
        "اجتماعات",
        "عملية",
        "عمليات",
        "مواطنون",
        "دبابات",
        "ماء",
    ],
)
@pytest.mark.parametrize("before", ["ال", "وال", "بال", "لل", "و"])
def test_words_that_no_table_knows_meet_themselves_behind_articles(before: str, word: str) -> None:
    assert stem(before + word) == stem(word)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("وزرائهم", "وزير"),
        ("وزراؤها", "وزير"),
        ("وزيرين", "وزير"),
        ("قضاياه", "القضية"),
        ("قضيته", "قضايا"),
        ("مدينتين", "مدن"),
        ("المسوولون", "مسؤول"),
        ("حكومات", "الحكومة"),
        ("قائـد", "قادة"),
        ("رئِيس", "الرؤساء"),
    ],
)
def test_inflections_meet(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("جسر", "جسد"), ("وزير", "وزارة"), ("أمين", "أم"), ("مدن", "مد"), ("ماء", "ما"), ("باب", "أب"), ("نفط", "فط")],
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_no_two_nouns_share_a_form() -> None:
    with pytest.raises(ValidationError):
        Stems.model_validate({**stems().model_dump(), "plurals": {"وزير": ["وزراء"], "نائب": ["وزراء"]}})
    singulars = [stem(singular) for singular in stems().plurals]
    assert len(singulars) == len(set(singulars))


@given(st.text(alphabet="ابتةثجحخدذرزسشصضطظعغفقكلمنهويءأإآؤئى", min_size=1, max_size=12))
def test_a_stem_is_never_empty_nor_longer_than_its_word(word: str) -> None:
    longest = max(len(singular) for singular in stems().plurals)
    assert 0 < len(stem(word)) <= max(len(word), longest)
