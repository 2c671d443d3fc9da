"""How a text tells through whom or what words reached the writer (`told the agency`, `in an interview with`)."""

from __future__ import annotations

from functools import cache

from nlp.lexicon.read import LexiconFile, read
from nlp.types import Language


class EnglishVia(LexiconFile):
    """`en/via.yml`."""

    phrases: tuple[str, ...]
    recipients: tuple[str, ...]
    stops: tuple[str, ...]


class ArabicVia(LexiconFile):
    """`ar/via.yml`."""

    told: tuple[str, ...]
    before_platform: str
    platforms: tuple[str, ...]
    recipients: tuple[str, ...]


@cache
def arabic_via() -> ArabicVia:
    """Load the Arabic wordings. They are few: the Arabic tagger learnt the via from annotated news."""
    return read(Language.ARABIC, "via", ArabicVia)


@cache
def english_via() -> EnglishVia:
    """Load the English wordings."""
    return read(Language.ENGLISH, "via", EnglishVia)
