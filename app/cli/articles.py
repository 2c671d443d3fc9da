"""The articles that a person names by paths: text files, JSON Lines files (jsonlines.org), and folders of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from app.cli.failure import InputRefused
from app.cli.read import read_text, reading
from app.limits import MAX_BODY_BYTES
from nlp.types import Article, Language

JSON_LINES = (".jsonl", ".ndjson")
READ_IN_FOLDERS = (".txt", *JSON_LINES)


@dataclass(frozen=True, slots=True)
class Found:
    """One place where an article should be: `place` names it to a person, `article` is what was there, or why not."""

    place: str
    article: Article | InputRefused


def files_in(paths: Sequence[Path]) -> list[Path]:
    """Return the files that `paths` name: a folder stands for the text and JSON Lines files anywhere below it, in
    alphabetical order; every other path for itself, whether it is there or not."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files.extend(sorted(file for file in path.rglob("*") if file.suffix.lower() in READ_IN_FOLDERS))
        else:
            files.append(path)
    return list(dict.fromkeys(files))


def count(files: Sequence[Path]) -> int:
    """Return how many articles, or reasons why there is none, `articles_in` will give."""
    return sum(sum(1 for _ in _lines(file)) if _holds_lines(file) else 1 for file in files)


def articles_in(files: Sequence[Path], language: Language | None) -> Iterator[Found]:
    """Give the article of each text file and of each line of each JSON Lines file, or the reason why there is none.

    A line holds what could be posted to the API. `language` is that of every article that does not say its own.
    """
    for file in files:
        if not _holds_lines(file):
            yield _in_text_file(file, language)
            continue
        for number, line in _lines(file):
            yield _in_line(line, f"{file}:{number}", language)


def _holds_lines(file: Path) -> bool:
    return file.suffix.lower() in JSON_LINES and file.is_file()


def _lines(file: Path) -> Iterator[tuple[int, bytes]]:
    """Give every line that is not blank with its number, counted from 1; of one too long only the beginning."""
    with reading(file) as stream:
        number = 0
        while line := stream.readline(MAX_BODY_BYTES + 1):
            number += 1
            rest = line
            while not rest.endswith(b"\n") and (rest := stream.readline(MAX_BODY_BYTES)):
                pass
            if line.strip():
                yield number, line


def _in_text_file(file: Path, language: Language | None) -> Found:
    try:
        return Found(str(file), Article(text=read_text(file), language=language))
    except InputRefused as refusal:
        return Found(str(file), refusal)


def _in_line(line: bytes, place: str, language: Language | None) -> Found:
    # Imported here: the store's modules behind it take a while, and `isnad --help` needs none of them.
    from app.api.bodies import NewDocument

    if len(line) > MAX_BODY_BYTES:
        return Found(place, InputRefused(f"{place}: longer than {MAX_BODY_BYTES:,} bytes"))
    try:
        article = NewDocument.model_validate_json(line).article()
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = "".join(f"{part}: " for part in first["loc"])
        return Found(place, InputRefused(f"{place}: not an article ({where}{first['msg']})"))
    if article.language is None:
        article = article.model_copy(update={"language": language})
    return Found(place, article)
