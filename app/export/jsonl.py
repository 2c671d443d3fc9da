"""JSON Lines (jsonlines.org): a document with its attributions on each line, the shape that `isnad extract` writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from app.store.export import Exported

MEDIA_TYPE: Final = "application/jsonl"


def write(rows: Iterable[Exported]) -> Iterator[str]:
    """Give the lines in portions: a document may come in several, and only the last of them ends in a newline.

    The records are passed on as they are stored, never read into memory whole.
    """
    for document, of_document in groupby(rows, key=lambda row: row.document):
        yield f'{{"document":{document.model_dump_json()},"attributions":['
        separator = ""
        for row in of_document:
            if row.attribution is not None:
                yield separator + row.attribution
                separator = ","
        yield "]}\n"
