"""The spelling of a word of a name, folded so that what newspapers vary meets; and the parts of names taken off."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from nlp.fold import fold
from nlp.lexicon.linking import particles

_ARABIC = re.compile("[\u0621-\u064a]")
_APOSTROPHES = str.maketrans("", "", "'’‘ʿʾʼ`")
_HAMZA = str.maketrans({"ة": "ه", "ؤ": "و", "ئ": "ي", "ء": None})
_LONGEST = 40  # code points of a word that are read: no name is longer, and hostile text is cheap


def is_arabic(text: str) -> bool:
    """Tell whether `text` has an Arabic letter."""
    return bool(_ARABIC.search(text))


@lru_cache(maxsize=65_536)
def folded(word: str) -> str:
    """Return a word in its one spelling: small letters without marks or apostrophes, hamza on no letter, ه for ة."""
    text = fold(unicodedata.normalize("NFKC", word[:_LONGEST])).casefold().translate(_APOSTROPHES)
    if is_arabic(text):
        return text.translate(_HAMZA)
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return a word of a description for comparing: folded, in Arabic without article and feminine ending."""
    text = folded(word)
    if not is_arabic(text):
        return text
    if text.startswith("لل") and len(text) > 4:
        text = text[2:]
    elif text.startswith(("وال", "بال")) and len(text) > 5:
        text = text[3:]
    elif text.startswith("ال") and len(text) > 4:
        text = text[2:]
    return text[:-1] if text.endswith("ه") and len(text) > 3 else text


def without_article(text: str) -> str:
    """Return a folded word of a name without its article, where it is written together with it."""
    if is_arabic(text):
        article = next((one for one in particles().articles.arabic if text.startswith(one)), "")
        return text[len(article) :] if len(text) > len(article) + 2 else text
    head, hyphen, rest = text.partition("-")
    return rest if hyphen and rest and head in _latin_articles() else text


@cache
def _latin_articles() -> frozenset[str]:
    return frozenset(particles().articles.latin)
