"""Trying again what could not be read: from the address where it stands, from the bytes that were kept, or from the
file on this machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from app.db import Database
from app.errors import NotFailed, NotHere
from app.ingest import items
from app.ingest.items import Item, Link, Raw, is_address
from app.store import sources
from app.store.sources import Evidence, Origin
from nlp.types import Language

_PAGE = 200


def item_of(failed: Evidence) -> Link | Raw:
    """Return what is to be tried again for a source. What stands at an address is fetched again: it may have changed.

    Raises `NotFailed` for a source that was read, and `NotHere` for one whose bytes were never had and that stood on
    somebody's own disk.
    """
    origin = failed.origin
    if origin.problem is None:
        raise NotFailed("Only what could not be read can be tried again.")
    if is_address(origin.place):
        return Link(origin.place, origin.place)
    if not failed.content:
        raise NotHere("Nothing was had from this place. Send it again, or run isnad ingest --retry where it stands.")
    return Raw(origin.place, failed.content, origin.url, "", origin.media_type or "", failed.charset)


def failed(database: Database) -> list[Origin]:
    """Return all places where nothing could be read, the oldest first."""
    found: list[Origin] = []
    cursor: str | None = None
    while True:
        page = sources.page(database, failed=True, limit=_PAGE, cursor=cursor)
        found += page.items
        cursor = page.next_cursor
        if cursor is None:
            return found


def items_of(database: Database, places: Sequence[Origin], language: Language | None = None) -> Iterator[Item]:
    """Give what is to be tried again of these places, files and lines of files on this machine among it. What stood
    elsewhere, and was never had, is left out. Items are made one by one: there may be more than memory holds."""
    files = {origin.place: file for origin in places if (file := _file(origin.place)) is not None}
    for origin in places:
        if origin.place not in files:
            with suppress(NotHere):
                yield item_of(sources.get(database, origin.id))
    for item in items.items(dict.fromkeys(map(str, files.values())), language):
        if item.place in files:
            yield item


def _file(place: str) -> Path | None:
    """Return the file on this machine that a place is, or that it is a line or row of."""
    if is_address(place):
        return None
    whole, collection = Path(place), Path(place.rpartition(":")[0])
    return next((path for path in (whole, collection) if path.name and path.is_file()), None)
