"""From a document's bytes to an article for the engine, with what is to be kept of where it came from."""

from __future__ import annotations

from dataclasses import dataclass

from app.ingest.items import Raw
from app.ingest.kinds import kind_of
from app.ingest.limits import MAX_URL
from app.ingest.reading import Kind, Reading
from app.ingest.sandbox import Sandbox
from app.limits import MAX_PUBLISHER, MAX_TITLE
from nlp.lexicon.known_outlets import name_of, outlet_at
from nlp.types import Article, Language


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody says about a document besides what it says itself; theirs is believed."""

    title: str | None = None
    publisher: str | None = None
    language: Language | None = None


def read(sandbox: Sandbox, raw: Raw) -> Reading:
    """Read a document of whatever kind, in the sandbox unless it is plain UTF-8. Raises `Unreadable`."""
    kind = kind_of(raw.content, raw.media_type, raw.name)
    if kind is Kind.TEXT and (text := _utf8(raw.content)) is not None:
        return Reading(kind=kind, text=text)
    return sandbox.read(kind, raw.content, raw.charset, raw.url)


def article_of(reading: Reading, raw: Raw, told: Told) -> Article:
    """Return what the engine is given. The language is left to it unless somebody says it."""
    url = reading.url or raw.url
    language = Language.ARABIC if (told.language or reading.language) == Language.ARABIC else Language.ENGLISH
    title = told.title or reading.title
    publisher = told.publisher or reading.publisher or name_of(outlet_at(url), language)
    return Article(
        text=reading.text,
        language=told.language,
        title=title and title[:MAX_TITLE],
        publisher=publisher and publisher[:MAX_PUBLISHER],
        url=url if url is None or len(url) <= MAX_URL else None,
        published_at=reading.published_at,
    )


def _utf8(content: bytes) -> str | None:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text if "\0" not in text and text.strip("\ufeff \t\r\n\f\v") else None
