"""RSS and Atom feeds: the addresses of their articles. What a feed says of an article is kept for the case that the
article's own page does not say it."""

from __future__ import annotations

import calendar
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser

from app.ingest.limits import MAX_FEED_ENTRIES, MAX_FIELD, MAX_URL
from app.ingest.problem import Problem, Unreadable
from app.ingest.reading import FeedEntry, Kind, Reading


def read_feed(content: bytes, address: str | None = None) -> Reading:
    """Read the entries of a feed, at most `MAX_FEED_ENTRIES`, a note saying so. Raises `Unreadable` (`damaged`)."""
    parsed = feedparser.parse(content)
    if not parsed.get("version"):
        raise Unreadable(Problem.DAMAGED, "The document is not an RSS or Atom feed.")
    entries: dict[str, FeedEntry] = {}
    found = parsed.entries
    for entry in found[:MAX_FEED_ENTRIES]:
        url = _web_address(entry.get("link"), address)
        if url is not None:
            title = " ".join((entry.get("title") or "").split())[:MAX_FIELD]
            entries.setdefault(url, FeedEntry(url=url, title=title or None, published_at=_moment(entry)))
    notes = []
    if len(found) > MAX_FEED_ENTRIES:
        notes.append(f"The feed has {len(found):,} entries; the first {MAX_FEED_ENTRIES:,} were taken.")
    publisher = " ".join((parsed.feed.get("title") or "").split())[:MAX_FIELD] or None
    return Reading(kind=Kind.FEED, text="", publisher=publisher, entries=list(entries.values()), notes=notes)


def _web_address(link: object, address: str | None) -> str | None:
    if not isinstance(link, str) or not 0 < len(link) <= MAX_URL:
        return None
    try:
        url = urljoin(address or "", link.strip())
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def _moment(entry: Any) -> datetime | None:
    stamp = entry.get("published_parsed") or entry.get("updated_parsed")
    try:
        return None if stamp is None else datetime.fromtimestamp(calendar.timegm(stamp), UTC)
    except (ValueError, TypeError, OverflowError, OSError):
        return None
