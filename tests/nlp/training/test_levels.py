"""Fitting sourcing levels: the words that tell them apart keep a weight, those that tell nothing do not."""

from __future__ import annotations

import pytest

pytest.importorskip("sklearn")

from nlp.attribute.level_evidence import LEVELS
from nlp.training.levels import LEAST_COUNT, weights
from nlp.types import Level


def test_words_that_tell_a_level_keep_a_weight_and_idle_ones_do_not() -> None:
    lessons = [
        lesson
        for word in ("north", "south", "east", "west")
        for lesson in [
            *[(["always", "word=ministry", f"word={word}"], "named")] * 20,
            *[(["always", "word=fisherman", f"word={word}"], "anonymous")] * 20,
            *[(["always", "word=gazette", f"word={word}"], "outlet")] * 20,
        ]
    ]
    fitted = weights(lessons)
    for word, level in (("ministry", Level.NAMED), ("fisherman", Level.ANONYMOUS), ("gazette", Level.OUTLET)):
        of_word = fitted[f"word={word}"]
        assert of_word[LEVELS.index(level)] == max(of_word) > 0
    assert not {"word=north", "word=south"} & set(fitted)


def test_a_key_met_too_seldom_is_left_out() -> None:
    lessons = [(["always", "word=ministry"], "named")] * 30 + [(["always", "word=fisherman"], "anonymous")] * 30
    lessons += [(["always", "word=gazette"], "outlet")] * (LEAST_COUNT - 1)
    assert "word=gazette" not in weights(lessons)
