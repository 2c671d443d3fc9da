"""Teaching a tagger with a transformer behind it."""

from __future__ import annotations

import torch

from nlp.annotate.context_network import ContextNetwork
from nlp.annotate.transformer import Transformer
from nlp.training.context import TAGS, fit
from nlp.training.context_lessons import lessons_of

PIECES = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "[unused3]",
    "mayor",
    "baker",
    "said",
    "denied",
    "he",
    "lied",
    "slept",
    "and",
    "sang",
]

SPEAKS = [
    ("mayor", "S-SOURCE"), ("[[", "O"), ("said", "S-CUE"), ("]]", "O"), ("he", "B-CONTENT"), ("slept", "E-CONTENT"),
]  # fmt: skip
SINGS = [("baker", "O"), ("said", "O"), ("and", "O"), ("[[", "O"), ("sang", "O"), ("]]", "O")]


def test_windows_of_one_sentence_are_one_lesson_with_closed_spans() -> None:
    apart = [("mayor", "O"), ("said", "O"), ("[[", "O"), ("he", "O"), ("]]", "O"), ("slept", "O")]
    across = [("mayor", "B-CUE"), ("[[", "I-CUE"), ("said", "I-CUE"), ("]]", "E-CUE"), ("he", "O"), ("slept", "O")]
    lessons = lessons_of([SPEAKS, apart, across])
    assert [lesson.words for lesson in lessons] == [("mayor", "said", "he", "slept")]
    first, second, third = lessons[0].questions
    assert (first.start, first.end, first.tags) == (1, 2, ("S-SOURCE", "S-CUE", "B-CONTENT", "E-CONTENT"))
    assert (second.start, second.end) == (2, 3)
    assert third.tags == ("B-CUE", "E-CUE", "O", "O")


def test_it_learns_which_word_it_is_asked_about() -> None:
    torch.manual_seed(5)
    network = ContextNetwork(
        Transformer(len(PIECES), places=320, layers=1, width=48, inner=48), hidden=32, tags=len(TAGS)
    )
    told = [*SINGS[:1], ("[[", "O"), ("said", "S-CUE"), ("]]", "O"), *SINGS[2:3], ("sang", "S-CONTENT")]
    windows = [SPEAKS, SINGS, told]
    kept: list[ContextNetwork] = []
    best = fit(network, PIECES, lessons_of(windows), windows, kept.append, epochs=200, rate=1e-3)
    assert best == 1.0
    assert kept
