"""Cleaning: the original without what no reader sees, and the map from each character left back to its origin.

Taken out: stretch marks, Arabic vowel marks, zero-width and bidi controls, soft hyphens, byte order marks, control
characters. Rewritten: presentation forms and ligatures as the letters they stand for (Unicode Standard Annex 15, NFKC,
one character at a time), letters with a separate hamza or madda as one letter (NFC), every kind of space as a space,
every kind of line end as a newline. A run of spaces becomes one. Nothing else is touched.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

STRETCH = "\u0640"

ARABIC_MARKS = (
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u0898-\u089f\u08ca-\u08e1\u08e3-\u08ff"
)
"""The vowel marks and annotation marks (category Mn) of the Arabic blocks, as the inside of a character class."""

_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
_CONTROLS = "\x01-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
_SPACES = " \t\x1f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_LINE_ENDS = "\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_PRESENTATION_FORMS = "\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc"  # of Latin and Arabic letters

_BARE_MARKS = "\ufc5e-\ufc63\ufcf2-\ufcf4\ufe70-\ufe72\ufe74\ufe76-\ufe7f"  # presentation forms of vowel marks

_DROPPED = f"[{STRETCH}{ARABIC_MARKS}{_BARE_MARKS}{_UNSEEN}{_CONTROLS}]"
_CHANGE = re.compile(
    rf"(?P<composed>[اويہەے][\u0653-\u0655])"
    rf"|(?P<dropped>{_DROPPED}+)"
    rf"|(?P<space>[{_SPACES}](?:{_DROPPED}*[{_SPACES}])+|[{_SPACES[1:]}])"
    rf"|(?P<line>\r\n?|[{_LINE_ENDS[1:]}])"
    rf"|(?P<form>[{_PRESENTATION_FORMS}])"
)
_ONLY_DROPPED = re.compile(_DROPPED)
_MARK = re.compile(f"[{STRETCH}{ARABIC_MARKS}{_BARE_MARKS}]")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned text: `text[i]` was read from the original's character `origin[i]`; `origin` never decreases."""

    text: str
    origin: Sequence[int]


def clean(original: str) -> Cleaned:
    """Return `original` cleaned, with the map back. Takes time in proportion to the length of the text."""
    pieces: list[str] = []
    origin = array("l")
    copied = 0
    for change in _CHANGE.finditer(original):
        start, end = change.span()
        if copied < start:
            pieces.append(original[copied:start])
            origin.extend(range(copied, start))
        copied = end
        replacement = _replacement(change.lastgroup, change.group())
        if replacement:
            pieces.append(replacement)
            origin.extend([start] * len(replacement))
    if not pieces and copied == 0:
        return Cleaned(original, range(len(original)))
    pieces.append(original[copied:])
    origin.extend(range(copied, len(original)))
    return Cleaned("".join(pieces), origin)


def is_mark(character: str) -> bool:
    """Whether `character` is a stretch mark or an Arabic vowel mark, which belong to the letter before them."""
    return _MARK.match(character) is not None


def _replacement(kind: str | None, text: str) -> str:
    if kind == "dropped":
        return ""
    if kind == "space":
        return " "
    if kind == "line":
        return "\n"
    if kind == "composed":
        return unicodedata.normalize("NFC", text)[:1]
    return _letters_of(text)


@lru_cache(maxsize=2048)
def _letters_of(form: str) -> str:
    """The letters a presentation form stands for. A sign for a whole phrase (U+FDFA, the blessing on the Prophet) and
    any form that stands for nothing but marks stay as they are."""
    letters = _ONLY_DROPPED.sub("", unicodedata.normalize("NFKC", form))
    return form if " " in letters or not letters else letters
