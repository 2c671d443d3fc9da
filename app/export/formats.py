"""The forms in which records leave, each by the word that asks for it and by its media type."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Final

from app.db import Database
from app.export import csv_table, json_array, jsonl, schema_org, web_annotation
from app.export.names import FormatName
from app.store.export import Exported, records_in_json
from app.store.filters import AttributionFilter


@dataclass(frozen=True, slots=True)
class Format:
    """A form of records: how it is called, and the writer that turns rows of the store into portions of text.

    `content_type` is the media type with what a reader must know besides; `with_text` says that the writer needs the
    documents' texts.
    """

    media_type: str
    content_type: str
    suffix: str
    write: Callable[[Iterable[Exported]], Iterator[str]]
    with_text: bool = False

    def stream(self, database: Database, filters: AttributionFilter) -> Generator[str]:
        """Give everything that `filters` let through, in portions, while it is read from the database.

        Raises `NothingToSearch` at the first portion.
        """
        with closing(records_in_json(database, filters, with_text=self.with_text)) as rows:
            yield from self.write(rows)


FORMATS: Final[dict[FormatName, Format]] = {
    FormatName.JSONL: Format(jsonl.MEDIA_TYPE, jsonl.MEDIA_TYPE, "jsonl", jsonl.write),
    FormatName.JSON: Format(json_array.MEDIA_TYPE, json_array.MEDIA_TYPE, "json", json_array.write),
    FormatName.CSV: Format(csv_table.MEDIA_TYPE, "text/csv; charset=utf-8; header=present", "csv", csv_table.write),
    FormatName.SCHEMA_ORG: Format(schema_org.MEDIA_TYPE, schema_org.MEDIA_TYPE, "jsonld", schema_org.write),
    FormatName.WEB_ANNOTATION: Format(
        web_annotation.MEDIA_TYPE, web_annotation.MEDIA_TYPE, "jsonld", web_annotation.write, with_text=True
    ),
}
