"""A small notation for wordings, so that a linguist can write them without regular expressions.

A pattern is a row of words set apart by blanks. `a/b` is either word, `(x)` may be missing, `word~` takes any ending,
`*` is any one word and `...` stands for up to four words. Words are folded (`nlp.fold`) and in lower case.
"""

from __future__ import annotations

import re

from nlp.fold import fold

GAP = 4  # words that `...` may stand for: more would reach into the next clause


def compile_pattern(pattern: str, prefixes: str = "") -> re.Pattern[str]:
    """Return the expression that finds `pattern` in a line of folded words, each followed by one blank.

    `prefixes` are the letters that may be written together with the first word (Arabic `و`, `ف`).
    """
    parts = [_part(item) for item in pattern.split()]
    opening = f"[{prefixes}]?" if prefixes else ""
    return re.compile(f"(?<![^ ]){opening}{''.join(parts)}")


def _part(item: str) -> str:
    if item == "...":
        return rf"(?:[^ ]+ ){{0,{GAP}}}"
    if item == "*":
        return "[^ ]+ "
    optional = item.startswith("(") and item.endswith(")")
    words = "|".join(_word(word) for word in item.strip("()").split("/"))
    return f"(?:(?:{words}) ){'?' if optional else ''}"


def _word(word: str) -> str:
    if word == "*":
        return "[^ ]+"
    if word.endswith("~"):
        return re.escape(fold(word[:-1]).lower()) + "[^ ]*"
    return re.escape(fold(word).lower())
