"""Articles in rows: JSON Lines as they are posted to the API, and CSV with a heading that names the same fields."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from app.ingest.entry import NewDocument
from app.ingest.items import Link, Ready, Refused
from app.ingest.limits import MAX_CSV_FIELD, MAX_SOURCE_BYTES
from app.ingest.problem import Problem
from nlp.types import Language


def count_lines(path: Path) -> int:
    """Return how many lines of the file are not blank."""
    return sum(1 for _ in _lines(path))


def count_rows(path: Path) -> int:
    """Return about how many rows the file has: its line ends, which quoted fields may hold too."""
    with path.open("rb") as file:
        return max(1, sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b"")) - 1)


def lines(path: Path, language: Language | None) -> Iterator[Link | Ready | Refused]:
    """Give the article of each line of a JSON Lines file."""
    for number, line in _lines(path):
        place = f"{path}:{number}"
        if len(line) > MAX_SOURCE_BYTES:
            yield Refused(place, Problem.TOO_LARGE, f"longer than {MAX_SOURCE_BYTES:,} bytes")
            continue
        try:
            entry = NewDocument.model_validate_json(line)
        except ValidationError as error:
            yield Refused(place, Problem.DAMAGED, _first(error))
            continue
        yield _item(place, entry, language)


def rows(path: Path, language: Language | None) -> Iterator[Link | Ready | Refused]:
    """Give the article of each row of a CSV (RFC 4180) or TSV file in UTF-8. Its heading names the fields; unknown
    columns are left alone, and empty fields count as missing."""
    csv.field_size_limit(MAX_CSV_FIELD)
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        reader = csv.DictReader(file, delimiter="\t" if path.suffix.lower() == ".tsv" else ",", strict=True)
        number = 1
        try:
            if "text" not in (reader.fieldnames or ()):
                yield Refused(str(path), Problem.DAMAGED, "its first row does not name a column text")
                return
            for number, row in enumerate(reader, start=2):
                yield _row(f"{path}:{number}", row, language)
        except csv.Error as error:
            yield Refused(
                f"{path}:{number + 1}", Problem.DAMAGED, f"not CSV ({error}); the rows behind it were not read"
            )


def _row(place: str, row: dict[str, Any], language: Language | None) -> Link | Ready | Refused:
    fields = {name: row[name] for name in NewDocument.model_fields if row.get(name)}
    if "\ufffd" in fields.get("text", ""):
        return Refused(place, Problem.NOT_TEXT, "not UTF-8 text")
    try:
        entry = NewDocument.model_validate(fields)
    except ValidationError as error:
        return Refused(place, Problem.DAMAGED, _first(error))
    return _item(place, entry, language)


def _item(place: str, entry: NewDocument, language: Language | None) -> Link | Ready:
    if entry.text is None and entry.url is not None:
        return Link(entry.url, entry.url)
    return Ready(place, entry.article(language))


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Give every line that is not blank with its number, counted from 1; of one too long only the beginning."""
    with path.open("rb") as stream:
        number = 0
        while line := stream.readline(MAX_SOURCE_BYTES + 1):
            number += 1
            rest = line
            while not rest.endswith(b"\n") and (rest := stream.readline(MAX_SOURCE_BYTES)):
                pass
            if line.strip():
                yield number, line


def _first(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    where = "".join(f"{part}: " for part in first["loc"])
    return f"not an article ({where}{first['msg']})"
