"""Which outlet an address belongs to, by the list of outlets that the engine knows in both languages."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from nlp.lexicon.read import read
from nlp.lexicon.sourcing import OutletsFile
from nlp.types import Language


def outlet_at(url: str | None, language: Language) -> str | None:
    """Return the name in `language` of the outlet whose domain, or a domain below it, `url` is at; None if unknown."""
    labels = ((urlsplit(url).hostname or "") if url else "").split(".")
    names = _by_domain(language)
    return next((names[domain] for start in range(len(labels)) if (domain := ".".join(labels[start:])) in names), None)


@cache
def _by_domain(language: Language) -> dict[str, str]:
    names: dict[str, str] = {}
    for outlet in read(language, "outlets", OutletsFile).known:
        names.setdefault(outlet.domain, outlet.names[0])
    return names
