"""Text that every database and every encoding can hold."""

from __future__ import annotations


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
