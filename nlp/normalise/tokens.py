"""Cutting text into words and marks, alike for training and for reading.

The rules follow the treebanks' habits where they matter for attribution: an English possessive or contraction is a
token of its own (so that a source ends before `'s`), an abbreviation and an initialism keep their full stops, a
hyphenated name stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import pairwise

from nlp.fold import fold
from nlp.lexicon.abbreviations import abbreviations
from nlp.limits import MAX_TOKEN_LENGTH
from nlp.normalise.marks import Facing
from nlp.normalise.text import Token
from nlp.types import Language

_MARKS = r"\u0300-\u036f\u064b-\u065f\u0670\u0640"  # combining marks that stand inside words, and the stretch

_TOKEN = r"""
    (?:https?://|www\.)[^\s<>()«»"“”]*[^\s<>()«»"“”.,;:!?'’،؛؟…]  # an address, without the full stop behind it
  | (?:[A-Z]\.){{2,}}                           # U.S.
  | \b(?:{abbreviations})\.(?=\s)
  | \b(?:{before_number})\.(?=\s?\d)
  | \b[A-Z]\.(?=\s+[A-Z])                       # an initial inside a name
  | \d+(?:[.,:/٫٬]\d+)*                         # 1,500 or 10:30
  | n['’]t\b | ['’](?:s|re|ve|ll|d|m)\b         # clitics of English
  | [^\W\d_](?:(?!n['’]t\b)[^\W_]|[{marks}])*
        (?:[-‑](?:[^\W_]|[{marks}])+|['’](?!(?:s|re|ve|ll|d|m|t)\b)[^\W\d_](?:(?!n['’]t\b)[^\W_]|[{marks}])*)*
  | \w
  | \.{{2,}} | -{{2,}} | `` | '' | ‘‘ | ’’ | ‚‚
  | \S
"""


@cache
def _pattern() -> re.Pattern[str]:
    known = abbreviations(Language.ENGLISH)
    return re.compile(
        _TOKEN.format(
            abbreviations="|".join(sorted(known.never_final | known.may_be_final)),
            before_number="|".join(sorted(known.before_number)),
            marks=_MARKS,
        ),
        re.VERBOSE,
    )


@lru_cache(maxsize=65_536)
def _form(text: str) -> str:
    return fold(text) or text


def tokens_of(text: str, start: int, end: int, facing: Mapping[int, Facing] | None = None) -> tuple[Token, ...]:
    """Return the tokens of `text[start:end]` in order; white space belongs to none, every other character to one.

    `facing` tells which way the paired quotation marks of the text face, by their offsets: their form is `«` or `»`.
    The form of any other double quotation mark is `"`.
    """
    tokens: list[Token] = []
    for match in _pattern().finditer(text, start, end):
        word = match.group()
        at, stop = match.span()
        form = _form(word) if stop - at <= MAX_TOKEN_LENGTH else ""
        if not form:
            tokens += _pieces(text, at, stop)
        elif facing and form in "\"'" and at in facing:
            tokens.append(Token(word, at, stop, "«" if facing[at] is Facing.OPENING else "»"))
        else:
            tokens.append(Token(word, at, stop, form))
    return tuple(tokens)


def _pieces(text: str, start: int, end: int) -> list[Token]:
    """Cut a run longer than any word into tokens of bearable length."""
    edges = [*range(start, end, MAX_TOKEN_LENGTH), end]
    return [Token(text[a:b], a, b, _form(text[a:b])) for a, b in pairwise(edges)]
