from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import NothingToSearch
from app.limits import LONGEST_TERM, MAX_QUESTION_WORDS, MAX_TERMS
from app.store.terms import ABOUT, SPEAKER, terms_of_question, terms_of_record
from tests.app.samples import BRIDGE, Said, bridge, record_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الحدّاد", "الحداد"),  # vowel marks
        ("الـحـداد", "حداد"),  # stretch marks, the article
        ("إعلان", "اعلان"),  # hamza
        ("بلدية", "بلديه"),  # a feminine ending without its dots
        ("والمسؤولين", "مسؤولون"),  # conjunction, article, plural
        ("وبالمسؤولين", "المسوولين"),  # stacked clitics, another hamza seat
        ("مستشفى", "مستشفي"),  # alif maqsura
        ("٢٠٣١", "2031"),  # digits
        ("ﺍﻟﺠﺴﺮ", "الجسر"),  # presentation forms, as a PDF gives them
        ("قضية", "القضية"),  # the article alone
        ("وزير", "والوزير"),  # a letter of the word that looks like a conjunction
        ("وزراء", "وزير"),  # a plural made inside the word
        ("المصادر", "مصدر"),
        ("قادتهم", "القائد"),  # and what is written onto it
        ("وبصواريخ", "صاروخ"),
        ("officials", "Official"),
        ("Haddad's", "haddad"),
        ("Haddad’s", "HADDAD"),
    ],
)
def test_spellings_and_inflections_of_a_word_meet(one: str, other: str) -> None:
    assert terms_of_question(one) == terms_of_question(other)


@pytest.mark.parametrize(("one", "other"), [("2031", "2032"), ("جسر", "جسد"), ("minister", "minute")])
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert terms_of_question(one) != terms_of_question(other)


def test_a_record_is_found_by_content_names_and_parts() -> None:
    terms = terms_of_record(bridge().attributions[1]).split(" ")
    for question in ("مسؤول", "الخطة", "سامر الحداد", "طولان"):
        assert set(terms_of_question(question)) <= set(terms)
    assert set(terms_of_question("سامر", SPEAKER)) <= set(terms)
    assert set(terms_of_question("طولان", ABOUT)) <= set(terms)
    assert not set(terms_of_question("طولان", SPEAKER)) <= set(terms)
    assert len(terms) == len(set(terms))
    assert BRIDGE.index("٤٥")  # of another record
    assert not set(terms_of_question("45")) <= set(terms)


@pytest.mark.parametrize("question", ["", " ", "«»…", "ـــ", "\u064b"])
def test_a_question_without_words_is_refused(question: str) -> None:
    with pytest.raises(NothingToSearch):
        terms_of_question(question)


def test_a_question_with_too_many_words_is_refused() -> None:
    words = [f"w{number}" for number in range(MAX_QUESTION_WORDS + 1)]
    assert len(terms_of_question(" ".join(words[:-1]))) == MAX_QUESTION_WORDS
    with pytest.raises(NothingToSearch):
        terms_of_question(" ".join(words))


def test_the_terms_of_an_endless_record_are_bounded() -> None:
    content = " ".join(f"word{number}" + "x" * 100 for number in range(20_000))
    record = record_of(f"He said {content}", Said("said", content))
    terms = terms_of_record(record.attributions[0]).split(" ")
    assert len(terms) <= MAX_TERMS
    assert max(map(len, terms)) <= LONGEST_TERM


@given(st.text())
def test_terms_hold_nothing_that_either_index_would_split(question: str) -> None:
    try:
        terms = terms_of_question(question)
    except NothingToSearch:
        return
    for term in terms:
        assert term.isalnum() or all(c.isalnum() or not c.isascii() for c in term)
        assert not any(c in term for c in " '\"\\:\0")
