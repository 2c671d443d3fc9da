"""JSON Lines (jsonlines.org): a document with its attributions on each line, the shape that `isnad extract` writes."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from itertools import groupby
from typing import Final

from app.db import Database
from app.store.export import records_in_json
from app.store.filters import AttributionFilter

MEDIA_TYPE: Final = "application/jsonl"


def lines(database: Database, filters: AttributionFilter) -> Generator[str]:
    """Give the lines of an export in portions: a document may come in several, each line ends in a newline.

    The records are passed on as they are stored, never read into memory whole. Raises `NothingToSearch` at the first
    portion.
    """
    with closing(records_in_json(database, filters)) as records:
        for document, rows in groupby(records, key=lambda row: row.document):
            yield f'{{"document":{document.model_dump_json()},"attributions":['
            separator = ""
            for row in rows:
                if row.attribution is not None:
                    yield separator + row.attribution
                    separator = ","
            yield "]}\n"
