"""Texts made to hang a parser: each is prepared in time that grows with its length, not with its square.

The budgets are some ten times what a slow machine needs, and a thousandth of what a quadratic step would take.
"""

import time

import pytest

from nlp.limits import MAX_TEXT_LENGTH
from nlp.normalise.prepare import prepare

N = MAX_TEXT_LENGTH
SECONDS = 60


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(("قال الوزير إن الوضع مستقر " * N)[:N], id="one sentence"),
        pytest.param("ا" * N, id="one word"),
        pytest.param("«" * 100_000 + "كلمة", id="100,000 opening marks"),
        pytest.param("« كلمة " * 100_000, id="100,000 opening marks set apart"),
        pytest.param('"كلمة ' * 100_000, id="100,000 straight marks that open"),
        pytest.param("'a " * 100_000, id="100,000 apostrophes"),
        pytest.param("«كلمة\nكلمة»\n" * 20_000, id="quotations over paragraphs"),
        pytest.param("x" + "\n" * 100_000 + "y", id="100,000 newlines"),
        pytest.param("\n" + " \n" * 100_000 + "y", id="100,000 empty lines"),
        pytest.param("كلمة\n" * 100_000, id="100,000 lines"),
        pytest.param(("كلمة " * 14 + "\n") * 10_000, id="10,000 broken lines"),
        pytest.param("." + '"' * 500_000, id="a full stop and 500,000 marks"),
        pytest.param("a. " * 200_000, id="200,000 initials"),
        pytest.param(". " * 200_000 + "a", id="200,000 full stops"),
        pytest.param("ب" + "\u064b" * (N - 1), id="a letter with two million vowel marks"),
        pytest.param("بـ" * 500_000, id="every other character a stretch mark"),
        pytest.param(" \u200f" * (N // 2 - 1) + "x", id="spaces and controls"),
        pytest.param("http://" + "a" * (N - 7), id="an endless address"),
        pytest.param("1." * 300_000, id="an endless number"),
        pytest.param("A." * 300_000, id="an endless initialism"),
        pytest.param("an't" * 300_000, id="contractions"),
    ],
)
def test_in_time(text: str) -> None:
    started = time.thread_time()
    prepared = prepare(text)
    assert prepared.paragraphs
    assert time.thread_time() - started < SECONDS


def test_a_span_behind_two_million_marks_is_found() -> None:
    original = "ب" + "\u064b" * (N - 1)
    assert prepare(original).to_original(0, 1) == (0, N)
