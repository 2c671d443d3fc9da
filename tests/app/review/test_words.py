"""Edges move by words and never cut inside one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.review.words import Edge, find, moved, span_at, whole_words

TEXT = "قالَ 👩🏽‍🌾 الوَزيـــرُ إنّ «الأمرَ» انتهى في ٢٠٣١، didn't 🇮🇶 it?"
WORDS = ["قالَ", "👩🏽‍🌾", "الوَزيـــرُ", "إنّ", "«", "الأمرَ", "»", "انتهى", "في", "٢٠٣١", "،", "didn't", "🇮🇶", "it", "?"]


def test_an_edge_goes_through_the_text_word_by_word() -> None:
    span = span_at(TEXT, 0, len(WORDS[0]))
    last = [span.text]
    for _ in WORDS[1:]:
        span = moved(TEXT, span, Edge.END, forward=True)
        last.append(span.text)
    assert [one.split(before)[-1].strip() for before, one in pairwise(last)] == WORDS[1:]
    assert span.text == TEXT
    assert moved(TEXT, span, Edge.END, forward=True) == span
    for word in WORDS[1:]:
        span = moved(TEXT, span, Edge.START, forward=True)
        assert span.text.startswith(word)
    assert moved(TEXT, span, Edge.START, forward=True) == span


@pytest.mark.parametrize("inside", [1, 3, 5])
@pytest.mark.parametrize("word", ["👩🏽‍🌾", "الوَزيـــرُ", "didn't"])
def test_a_selection_grows_to_whole_words(word: str, inside: int) -> None:
    start = TEXT.index(word)
    inside = min(inside, len(word) - 1)
    assert whole_words(TEXT, start + inside, start + inside + 1) == span_at(TEXT, start, start + len(word))


def test_a_selection_without_a_word_is_none() -> None:
    assert whole_words(TEXT, 4, 5) is None


def test_words_are_found_where_they_stand_nearest() -> None:
    text = "the mayor said\nit. the  mayor\nsaid so"
    found = find(text, "the mayor said", 30)
    assert found is not None
    assert found.text == "the  mayor\nsaid"
    assert find(text, "the mayors", 0) is None
    assert find(text, " ", 0) is None


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60), st.sampled_from(Edge), st.booleans())
def test_whatever_the_text_a_span_stays_a_span_of_it(
    text: str, start: int, end: int, edge: Edge, forward: bool
) -> None:
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    if start == end:
        return
    span = moved(text, span_at(text, start, end), edge, forward)
    assert text[span.start : span.end] == span.text
    grown = whole_words(text, start, end)
    assert grown is None or text[grown.start : grown.end] == grown.text
