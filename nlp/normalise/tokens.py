"""Cutting text into words and marks, alike for training and for reading.

The rules follow the treebanks' habits where they matter for attribution: an English possessive or contraction is a
token of its own (so that a source ends before `'s`), an initialism keeps its full stops, a hyphenated name stays whole.
"""

from __future__ import annotations

import re

from nlp.fold import fold
from nlp.normalise.text import Token

_TOKEN = re.compile(
    r"""
    (?:https?://|www\.)[^\s<>()«»"“”]+          # an address
  | (?:[A-Z]\.){2,}                             # U.S.
  | (?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Maj|Sen|Rep|Gov|St|Jr|Sr|Inc|Ltd|Corp|Co|No|vs)\.(?=\s)
  | \b[A-Z]\.(?=\s+[A-Z])                       # an initial inside a name
  | \d+(?:[.,:/٫٬]\d+)*                         # 1,500 or 10:30
  | n['’]t\b | ['’](?:s|re|ve|ll|d|m)\b         # clitics of English
  | [^\W\d_](?:(?!n['’]t\b)[^\W_]|[\u064B-\u065F\u0670\u0640])*
        (?:[-‑](?:[^\W_]|[\u064B-\u065F\u0670\u0640])+|['’](?!(?:s|re|ve|ll|d|m|t)\b)[^\W\d_](?:(?!n['’]t\b)[^\W_])*)*
  | \w
  | \.{2,} | -{2,}
  | \S
    """,
    re.VERBOSE,
)


def tokens_of(text: str, start: int, end: int) -> tuple[Token, ...]:
    """Return the tokens of `text[start:end]` in order; white space belongs to none, every other character to one."""
    return tuple(
        Token(match.group(), match.start(), match.end(), fold(match.group()) or match.group())
        for match in _TOKEN.finditer(text, start, end)
    )
