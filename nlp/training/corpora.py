"""Reading the raw corpora: running text with no labels, paragraph by paragraph, straight from the archives.

The folder is laid out as its own README lists it. Nothing is unpacked to disk and nothing of it enters the project.
"""

from __future__ import annotations

import json
import lzma
import re
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from nlp.types import Language

_TAGGED_PART = re.compile(r"<(TITLE|TEXT)>(.*?)</\1>", re.DOTALL)


def raw_paragraphs(corpora: Path, language: Language) -> Iterator[str]:
    """Yield every different paragraph of the running text in `language`, in a fixed order.

    Newspapers print the same agency report many times over; a paragraph seen before is left out.
    """
    parts = _arabic(corpora) if language is Language.ARABIC else _english(corpora)
    seen: set[int] = set()
    for part in parts:
        for line in part.splitlines():
            paragraph = " ".join(line.split())
            key = hash(paragraph)
            if paragraph and key not in seen:
                seen.add(key)
                yield paragraph


def _arabic(corpora: Path) -> Iterator[str]:
    for archive in sorted((corpora / "saudinewsnet").glob("*.zip")):
        with zipfile.ZipFile(archive) as days:
            for name in sorted(days.namelist()):
                for article in json.loads(days.read(name)):
                    yield article["title"]
                    yield article["content"]
    for text in members(corpora / "ant" / "ant.tar.xz", "JA-*.txt"):
        for part in _TAGGED_PART.finditer(text):
            yield part.group(2)
    yield (corpora / "parallel" / "ntrex.ar.txt").read_text(encoding="utf-8")


def _english(corpora: Path) -> Iterator[str]:
    yield from members(corpora / "polnear.tar.xz", "*/text/*.txt")
    for text in members(corpora / "ner" / "en_worldwide_newswire.tar.xz", "*.tsv"):
        yield joined(line.split("\t")[0] for line in text.splitlines()[1:])
    for line in lines_of(corpora / "treebanks" / "en_ewt_train.conllu.xz"):
        if line.startswith("# text = "):
            yield line.removeprefix("# text = ")
    yield (corpora / "parallel" / "ntrex.en.txt").read_text(encoding="utf-8")


def lines_of(path: Path) -> Iterator[str]:
    """Yield the lines of a file compressed with xz."""
    with lzma.open(path, "rt", encoding="utf-8") as handle:
        yield from handle


def members(archive: Path, pattern: str) -> Iterator[str]:
    """Yield the text of every file in a compressed tar whose path matches `pattern`, in the order of the archive."""
    with tarfile.open(archive, "r:*") as tar:
        for member in tar:
            handle = tar.extractfile(member) if Path(member.name).match(pattern) else None
            if handle is not None:
                yield handle.read().decode("utf-8", errors="replace")


def joined(tokens: Iterable[str]) -> str:
    """Return tokens as running text, one sentence a line: an empty token ends a sentence."""
    return "\n".join(sentence.strip() for sentence in " ".join(token or "\n" for token in tokens).split("\n"))
