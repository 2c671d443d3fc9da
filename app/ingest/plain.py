"""Plain text: its bytes in whatever encoding, its characters as they are."""

from __future__ import annotations

from app.ingest.decode import decode
from app.ingest.problem import Problem, Unreadable
from app.ingest.reading import Kind, Reading


def read_plain(content: bytes, charset: str | None = None) -> Reading:
    """Read a text file. Line ends and every other character stay. Raises `Unreadable`: `not_text`, `no_article`."""
    text = decode(content, charset)
    if "\0" in text:
        raise Unreadable(Problem.NOT_TEXT, "The content is not text: it holds a NUL character.")
    if not text.strip("\ufeff \t\r\n\f\v"):
        raise Unreadable(Problem.NO_ARTICLE, "The text is empty.")
    return Reading(kind=Kind.TEXT, text=text)
