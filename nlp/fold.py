"""Folding: the one form under which spellings of the same word meet, for the taggers, the lexicons and name matching.

News in Arabic writes hamza, alif maqsura and vowel marks as it pleases (Habash, *Introduction to Arabic Natural
Language Processing*, 2010, chapter 2); digits carry no meaning for who said what.
"""

from __future__ import annotations

import re
import unicodedata

STRETCH = "\u0640"

_DIGITS = re.compile(r"[0-9]")

_LETTERS = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ک": "ك",
        "گ": "ك",
        "’": "'",
        "‘": "'",
        "‚": "'",
        "`": "'",
        "–": "-",
        "—": "-",
        **dict.fromkeys("«»“”„‟″＂‹›", '"'),
    }
)


def fold(text: str) -> str:
    """Return `text` without marks and stretches, one letter form each, every decimal digit as `0`, every
    double quotation mark as `"`.

    The case of Latin letters stays: a capital is evidence of a name. The result may be shorter than `text`.
    """
    folded = _folded(text)
    return '"' if folded == "''" else folded


def _folded(text: str) -> str:
    if text.isascii():
        return _DIGITS.sub("0", text).replace("`", "'")
    kept = []
    for character in text.translate(_LETTERS):
        category = unicodedata.category(character)
        if category == "Nd":
            kept.append("0")
        elif character != STRETCH and category not in ("Mn", "Cf"):
            kept.append(character)
    return "".join(kept)
