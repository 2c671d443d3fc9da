"""JSON: one array of records, for what reads a file whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from app.export import jsonl
from app.store.export import Exported

MEDIA_TYPE: Final = "application/json"


def write(rows: Iterable[Exported]) -> Iterator[str]:
    """Give an array of the objects that stand on the lines of JSON Lines, in portions; it is an array from the start,
    so that an export that breaks off is no JSON."""
    separator = "["
    for portion in jsonl.write(rows):
        yield separator + portion.removesuffix("\n")
        separator = ",\n" if portion.endswith("\n") else ""
    yield "[]\n" if separator == "[" else "]\n"
