"""Where a page ends, as an opaque string that the next request hands back.

Keyset paging: the next page starts after a key, not at a count, so rows that come or go in between shift nothing, and
a late page costs what the first one does (Markus Winand, *SQL Performance Explained*, chapter 7).
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.errors import BadCursor

_BYTES = 8
_LETTERS = 11  # of base64 for eight bytes, without the padding

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some items in order, and the cursor after the last of them: null when there are no more."""

    items: list[Item]
    next_cursor: str | None


def encode(number: int) -> str:
    """Turn the number of the last row of a page into a cursor."""
    return base64.urlsafe_b64encode(number.to_bytes(_BYTES, "big")).decode().rstrip("=")


def decode(cursor: str | None) -> int:
    """Return the number after which a page starts: 0 for no cursor. Raises `BadCursor` for any other string."""
    if cursor is None:
        return 0
    if len(cursor) != _LETTERS or not cursor.isascii():
        raise BadCursor("This cursor does not come from here.")
    try:
        number = int.from_bytes(base64.b64decode(cursor + "=", altchars=b"-_", validate=True), "big")
    except binascii.Error:
        raise BadCursor("This cursor does not come from here.") from None
    # Both databases count in signed numbers of 64 bits.
    if number >= 1 << 63:
        raise BadCursor("This cursor does not come from here.")
    return number
