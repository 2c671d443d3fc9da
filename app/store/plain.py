"""Values as they come from outside, before anything is made of them: text that every database and every encoding can
hold, and times that mean one thing only."""

from __future__ import annotations

import re

_CALENDAR = re.compile(r"\d{4}-\d\d-\d\d")


def plain(text: str) -> str:
    """Return `text` itself. Raises `ValueError` when it holds NUL, which PostgreSQL cannot store, or half a surrogate
    pair, which is no character and which UTF-8 cannot write."""
    if "\0" in text:
        raise ValueError("must not contain the character NUL (U+0000)")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"contains half a surrogate pair at character {error.start}, which is not text") from None
    return text


def calendar(value: object) -> object:
    """Return a date or time itself, if it is text as ISO 8601 has it. Raises `ValueError` for a bare number, which
    might be seconds, milliseconds or a year: pydantic would guess."""
    if isinstance(value, int | float) or (isinstance(value, str) and not _CALENDAR.match(value)):
        raise ValueError("must be written as in 2026-03-02 or 2026-03-02T08:30:00Z")
    return value
