"""The articles of the corpora by name: running text with no labels, straight from the archives.

The folder is laid out as its own README lists it. Nothing is unpacked to disk and nothing of it enters the project.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from nlp.training.corpora import joined, members
from nlp.types import Language

_TAGGED_PART = re.compile(r"<(TITLE|TEXT)>(.*?)</\1>", re.DOTALL)


def named_articles(corpora: Path, language: Language) -> Iterator[tuple[str, str]]:
    """Yield every article in `language` as (name, text): newspapers, agencies and, in both languages, NTREX."""
    if language is Language.ARABIC:
        yield from _saudi_newspapers(corpora)
        for name, text in members(corpora / "ant" / "ant.tar.xz", "JA-*.txt"):
            yield f"ant/{name}", "\n".join(part.group(2).strip() for part in _TAGGED_PART.finditer(text))
    else:
        for name, text in members(corpora / "ner" / "en_worldwide_newswire.tar.xz", "*.tsv"):
            tokens = (line.split("\t")[0] for line in text.splitlines()[1:])
            # One paragraph an article: a quotation that goes on over several sentences stays together.
            yield f"worldwide/{name.removesuffix('.txt')}", closed_up(joined(tokens))
        for name, text in members(corpora / "polnear.tar.xz", "train/text/*.txt"):
            yield f"polnear/{name}", text
    yield from _ntrex(corpora, language)


def _saudi_newspapers(corpora: Path) -> Iterator[tuple[str, str]]:
    for archive in sorted((corpora / "saudinewsnet").glob("*.zip")):
        with zipfile.ZipFile(archive) as days:
            for day in sorted(days.namelist()):
                for number, article in enumerate(json.loads(days.read(day))):
                    name = f"saudinewsnet/{day.removesuffix('.json')}/{number}"
                    yield name, f"{article['title']}\n{article['content']}"


def _ntrex(corpora: Path, language: Language) -> Iterator[tuple[str, str]]:
    folder = corpora / "parallel"
    names = (folder / "ntrex.documents.tsv").read_text(encoding="utf-8").splitlines()
    lines = (folder / f"ntrex.{language.value}.txt").read_text(encoding="utf-8").splitlines()
    for name, sentences in groupby(zip(names, lines, strict=True), key=lambda pair: pair[0].strip()):
        yield f"ntrex/{name}/{language.value}", "\n".join(line for _, line in sentences)


_NO_SPACE_BEFORE = re.compile(r" +([,.;:!?%)\]’”»]|n['’]t\b|'(?:s|re|ve|ll|d|m)\b)")
_NO_SPACE_AFTER = re.compile(r"([(\[$£€“‘«]) +")
_INSIDE_WORD = re.compile(r"(?<=\w) ([-‑/]) (?=\w)")
_CLITIC = re.compile(r"(?<=\w)’ (?=(?:s|t|re|ve|ll|d|m)\b)")
_STRAIGHT = re.compile(r' ?" ?')
_CLOSED_BEFORE_MARK = re.compile(r'" (?=[,.;:!?)\]])')


def closed_up(text: str) -> str:
    """Take back the blanks that tokenising put around marks and clitics; straight quotation marks open and close in
    turn."""
    text = _NO_SPACE_AFTER.sub(r"\1", _NO_SPACE_BEFORE.sub(r"\1", " ".join(text.split())))
    text = _CLITIC.sub("’", _INSIDE_WORD.sub(r"\1", text))
    opened = False

    def attached(_mark: re.Match[str]) -> str:
        nonlocal opened
        opened = not opened
        return ' "' if opened else '" '

    return _CLOSED_BEFORE_MARK.sub('"', _STRAIGHT.sub(attached, text).strip())
