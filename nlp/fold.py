"""Folding: the one form under which spellings of the same word meet, for the taggers, the lexicons and name matching.

News in Arabic writes hamza, alif maqsura and vowel marks as it pleases (Habash, *Introduction to Arabic Natural
Language Processing*, 2010, chapter 2); digits carry no meaning for who said what.
"""

from __future__ import annotations

import unicodedata

STRETCH = "\u0640"

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
        "`": "'",
        "–": "-",
        "—": "-",
        **dict.fromkeys("«»“”„‟″＂‹›", '"'),
    }
)
_DOUBLED = frozenset(["``", "''", "‘‘", "’’", "‚‚"])


def fold(text: str) -> str:
    """Return `text` without marks and stretches, one letter form each, every decimal digit as `0`, every
    double quotation mark as `"`.

    The case of Latin letters stays: a capital is evidence of a name. The result may be shorter than `text`.
    """
    if text in _DOUBLED:
        return '"'
    if text.isascii():
        return "".join("0" if c.isdigit() else c for c in text).replace("`", "'")
    kept = []
    for character in text.translate(_LETTERS):
        category = unicodedata.category(character)
        if category == "Nd":
            kept.append("0")
        elif character != STRETCH and category not in ("Mn", "Cf"):
            kept.append(character)
    return "".join(kept)
