"""How English tells through whom or what words reached the writer (`told the agency`, `in an interview with`)."""

from __future__ import annotations

from functools import cache

from nlp.lexicon.read import LexiconFile, read
from nlp.types import Language


class ViaFile(LexiconFile):
    """`en/via.yml`."""

    phrases: tuple[str, ...]
    recipients: tuple[str, ...]
    stops: tuple[str, ...]


@cache
def via_lexicon() -> ViaFile:
    """Load the English wordings. Arabic has none: its tagger learnt the via from annotated news."""
    return read(Language.ENGLISH, "via", ViaFile)
