"""The forms of a training text's tokens, as the taggers will see them when they read."""

from __future__ import annotations

from nlp.normalise.quotations import pair
from nlp.normalise.text import Token
from nlp.normalise.tokens import tokens_of


def tokens_as_read(paragraph: str) -> tuple[Token, ...]:
    """Return the tokens of a paragraph of clean text, its quotation marks facing the way the normalise stage finds."""
    paired = pair(paragraph, [(0, len(paragraph))])
    return tokens_of(paragraph, 0, len(paragraph), paired.facing)
