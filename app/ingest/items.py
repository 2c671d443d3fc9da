"""What a person names to be taken in: addresses, files, folders and collections, as one row of items in order.

A folder stands for the files below it that can be read. A collection stands for the articles in it: a line of JSON
Lines (jsonlines.org), a row of CSV, a page of a WARC (ISO 28500). What is no such thing is an item too, with its
problem, so that nothing disappears. Items are made one by one: a collection may be larger than memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.ingest.limits import MAX_SOURCE_BYTES
from app.ingest.problem import Problem, Unreadable
from nlp.types import Article, Language

JSON_LINES = (".jsonl", ".ndjson")
TABLES = (".csv", ".tsv")
WEB_ARCHIVES = (".warc", ".warc.gz")
DOCUMENTS = (".txt", ".html", ".htm", ".xhtml", ".pdf", ".rss", ".atom", ".xml")
READ_IN_FOLDERS = (*DOCUMENTS, *JSON_LINES, *TABLES, *WEB_ARCHIVES)


@dataclass(frozen=True, slots=True)
class Link:
    """An address to be fetched."""

    place: str
    url: str


@dataclass(frozen=True, slots=True)
class Raw:
    """A document's bytes. `url` is where they were fetched, `name` the name of their file."""

    place: str
    content: bytes
    url: str | None = None
    name: str = ""
    media_type: str = ""
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """An article whose text is given as it is."""

    place: str
    article: Article


@dataclass(frozen=True, slots=True)
class Refused:
    """A place where an article should be and is not."""

    place: str
    problem: Problem
    message: str


Item = Link | Raw | Ready | Refused


def is_address(text: str) -> bool:
    """Whether `text` is meant as an address of the web and not as a path."""
    return text.lower().startswith(("http://", "https://"))


def places(named: Sequence[str]) -> list[str]:
    """Return the addresses and files that `named` stands for: a folder for the files below it that can be read, in
    alphabetical order; everything else for itself, whether it is there or not."""
    found: list[str] = []
    for name in named:
        path = Path(name)
        if not is_address(name) and path.is_dir():
            found.extend(sorted(str(file) for file in path.rglob("*") if file.is_file() and _is_read(file)))
        else:
            found.append(name)
    return list(dict.fromkeys(found))


def count(named: Iterable[str]) -> int:
    """Return how many items `items` will give for these places, an archive or a feed counted as one."""
    from app.ingest.collections import count_lines, count_rows

    total = 0
    for place in named:
        path = Path(place)
        if is_address(place) or not path.is_file():
            total += 1
        elif _has_suffix(path, JSON_LINES):
            total += count_lines(path)
        elif _has_suffix(path, TABLES):
            total += count_rows(path)
        else:
            total += 1
    return total


def items(named: Iterable[str], language: Language | None = None) -> Iterator[Item]:
    """Give the items at each place. `language` is that of every article of a collection that does not say its own."""
    from app.ingest.collections import lines, rows
    from app.ingest.warc import pages

    for place in named:
        path = Path(place)
        if is_address(place):
            yield Link(place, place)
        elif _has_suffix(path, JSON_LINES) and path.is_file():
            yield from lines(path, language)
        elif _has_suffix(path, TABLES) and path.is_file():
            yield from rows(path, language)
        elif _has_suffix(path, WEB_ARCHIVES) and path.is_file():
            yield from pages(path)
        else:
            yield file_item(path)


def file_item(path: Path) -> Raw | Refused:
    """Return the file at `path` with its bytes."""
    place = str(path)
    try:
        with path.open("rb") as file:
            content = file.read(MAX_SOURCE_BYTES + 1)
    except FileNotFoundError:
        return Refused(place, Problem.NO_SUCH_PLACE, "no such file")
    except IsADirectoryError:
        return Refused(place, Problem.NO_SUCH_PLACE, "a folder, not a file")
    except OSError as error:
        return Refused(place, Problem.UNREACHABLE, f"cannot be read ({error.strerror or error})")
    if len(content) > MAX_SOURCE_BYTES:
        return Refused(place, Problem.TOO_LARGE, f"longer than {MAX_SOURCE_BYTES:,} bytes")
    return Raw(place, content, name=path.name)


def refused(place: str, error: Unreadable) -> Refused:
    """Return the item for a place that could not be read."""
    return Refused(place, error.problem, str(error))


def _is_read(file: Path) -> bool:
    return _has_suffix(file, READ_IN_FOLDERS) and not any(part.startswith(".") for part in file.parts[-1:])


def _has_suffix(path: Path, suffixes: tuple[str, ...]) -> bool:
    return path.name.lower().endswith(suffixes)
