"""Which language a stretch of text is in, by its script: of the two the engine reads, one is written in Arabic letters.

Persian and Urdu count as Arabic here, French as English: the engine reads two languages and a document in a third
simply yields little. A statistical identifier would be slower and, on headlines and short paragraphs, less certain.
"""

from __future__ import annotations

import re

from nlp.types import Language

_ARABIC_LETTERS = re.compile(r"[\u0620-\u064a\u066e-\u066f\u0671-\u06d3\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c9]+")
_LATIN_LETTERS = re.compile(r"[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]+")


def language_of(text: str, otherwise: Language = Language.ENGLISH) -> Language:
    """Return the language most letters of `text` belong to, `otherwise` when there are none or as many of each."""
    latin = sum(map(len, _LATIN_LETTERS.findall(text)))
    if text.isascii():
        return Language.ENGLISH if latin else otherwise
    arabic = sum(map(len, _ARABIC_LETTERS.findall(text)))
    if arabic == latin:
        return otherwise
    return Language.ARABIC if arabic > latin else Language.ENGLISH
