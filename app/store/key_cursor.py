"""Cursors of lists that are ordered by a value and then by number."""

from __future__ import annotations

import base64
import json
from datetime import datetime

from app.errors import BadCursor

_LONGEST = 2_000


def encode(value: int | str | datetime, number: int) -> str:
    """Turn the last row's value and number into a cursor."""
    plain = value.isoformat() if isinstance(value, datetime) else value
    return base64.urlsafe_b64encode(json.dumps([plain, number]).encode()).decode().rstrip("=")


def decode(cursor: str, kind: type[int] | type[str] | type[datetime]) -> tuple[int | str | datetime, int]:
    """Return the value, of the type that the list is ordered by, and the number of a cursor. Raises `BadCursor`."""
    try:
        if len(cursor) > _LONGEST:
            raise ValueError
        value, number = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
        if kind is datetime:
            value = datetime.fromisoformat(value)
        if type(value) is not kind or type(number) is not int or not 0 <= number < 1 << 63:
            raise ValueError
        if isinstance(value, int) and abs(value) >= 1 << 31:
            raise ValueError
        if isinstance(value, str):
            value.encode()
            if "\0" in value:
                raise ValueError
    except (ValueError, TypeError, RecursionError):
        raise BadCursor("This cursor does not come from here.") from None
    return value, number
