"""The tokens of a stretch of text: those that begin in it."""

from __future__ import annotations

import pytest

from nlp.normalise.text import tokens_within
from nlp.normalise.tokens import tokens_of

TEXT = "The mayor said it rained."
TOKENS = tokens_of(TEXT, 0, len(TEXT))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0, 9, ["The", "mayor"]),
        (1, 9, ["mayor"]),
        (4, 5, ["mayor"]),
        (9, 10, []),
        (5, 5, []),
        (0, 99, [t.text for t in TOKENS]),
    ],
)
def test_a_token_belongs_where_it_begins(start: int, end: int, expected: list[str]) -> None:
    assert [token.text for token in tokens_within(TOKENS, start, end)] == expected
