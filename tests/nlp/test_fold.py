"""The one form under which spellings of a word meet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.fold import fold


@pytest.mark.parametrize(
    ("spellings", "form"),
    [
        (["أكّد", "اكد", "اكـد"], "اكد"),
        (["مصطفى", "مصطفي", "مُصطفى"], "مصطفي"),
        (["آذار", "اذار"], "اذار"),
        (["2015", "٢٠١٥", "۲۰۱۵"], "0000"),
        (["O’Brien", "O'Brien", "O`Brien"], "O'Brien"),
        (['"', "«", "»", "“", "”", "„", "‟", "``", "''", "‘‘", "’’", "`'"], '"'),
        (["–", "—", "-"], "-"),
        (["Vint", "Vi\u200dnt"], "Vint"),
    ],
)
def test_spellings_meet(spellings: list[str], form: str) -> None:
    assert {fold(spelling) for spelling in spellings} == {form}


@pytest.mark.parametrize("text", ["مؤتمر", "رئيس", "قرية", "سماء", "Vint", "vint", "Zürich"])
def test_what_tells_words_apart_stays(text: str) -> None:
    assert fold(text) == text


@given(st.text(max_size=30))
def test_a_form_is_its_own_form_and_never_longer(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert len(fold(text)) <= len(text)
