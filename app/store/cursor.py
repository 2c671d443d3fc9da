"""Where a page ends, as an opaque string that the next request hands back.

Keyset paging: the next page starts after a key, not at a count, so rows that come or go in between shift nothing, and
a late page costs what the first one does (Markus Winand, *SQL Performance Explained*, chapter 7).
"""

from __future__ import annotations

import base64
import binascii
import math
import struct
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from app.errors import BadCursor

_BYTES = 8
_LETTERS = 11  # of base64 for eight bytes, without the padding
_WHOLE, _BROKEN = ">Bqq", ">Bdq"
_LETTERS_WITH_KEY = 23

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some items in order, and the cursor after the last of them: null when there are no more."""

    items: list[Item]
    next_cursor: str | None


def encode_key(sign: int, key: float, number: int) -> str:
    """Turn the key and the number of the last row of a page into a cursor. `sign` stands for the order of the list, in
    which a key is always whole or never."""
    form = _WHOLE if isinstance(key, int) else _BROKEN
    return base64.urlsafe_b64encode(struct.pack(form, sign, key, number)).decode().rstrip("=")


def decode_key(cursor: str, sign: int, kind: type[Any]) -> tuple[Any, int]:
    """Return the key, of the kind that this order has, and the number after which a page starts. Raises `BadCursor` for
    the cursor of another order, and for any other string."""
    if len(cursor) != _LETTERS_WITH_KEY or not cursor.isascii():
        raise BadCursor("This cursor does not come from here, or from a list sorted otherwise.")
    try:
        packed = base64.b64decode(cursor + "=", altchars=b"-_", validate=True)
    except binascii.Error:
        raise BadCursor("This cursor does not come from here.") from None
    if packed[0] != sign:
        raise BadCursor("This cursor belongs to a list that is sorted otherwise; start again without it.")
    _, key, number = struct.unpack(_WHOLE if kind is int else _BROKEN, packed)
    if not math.isfinite(key) or number < 0:
        raise BadCursor("This cursor does not come from here.")
    return key, number


def encode(number: int) -> str:
    """Turn the number of the last row of a page into a cursor."""
    return base64.urlsafe_b64encode(number.to_bytes(_BYTES, "big")).decode().rstrip("=")


def decode(cursor: str | None) -> int:
    """Return the number after which a page starts: 0 for no cursor. Raises `BadCursor` for any other string."""
    if cursor is None:
        return 0
    if len(cursor) != _LETTERS or not cursor.isascii():
        raise BadCursor("This cursor does not come from here, or from a list sorted otherwise.")
    try:
        number = int.from_bytes(base64.b64decode(cursor + "=", altchars=b"-_", validate=True), "big")
    except binascii.Error:
        raise BadCursor("This cursor does not come from here.") from None
    # Both databases count in signed numbers of 64 bits.
    if number >= 1 << 63:
        raise BadCursor("This cursor does not come from here.")
    return number
