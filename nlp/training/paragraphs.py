"""Running text of the raw corpora with no labels, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from nlp.training.articles import named_articles
from nlp.training.corpora import joined, lines_of, members
from nlp.types import Language


def raw_paragraphs(corpora: Path, language: Language) -> Iterator[str]:
    """Yield every different paragraph of the running text in `language`, in a fixed order.

    Newspapers print the same agency report many times over; a paragraph seen before is left out.
    """
    parts = (
        _english(corpora) if language is Language.ENGLISH else (text for _, text in named_articles(corpora, language))
    )
    seen: set[int] = set()
    for part in parts:
        for line in part.splitlines():
            paragraph = " ".join(line.split())
            key = hash(paragraph)
            if paragraph and key not in seen:
                seen.add(key)
                yield paragraph


def _english(corpora: Path) -> Iterator[str]:
    yield from (text for _, text in members(corpora / "polnear.tar.xz", "*/text/*.txt"))
    for _, text in members(corpora / "ner" / "en_worldwide_newswire.tar.xz", "*.tsv"):
        yield joined(line.split("\t")[0] for line in text.splitlines()[1:])
    for line in lines_of(corpora / "treebanks" / "en_ewt_train.conllu.xz"):
        if line.startswith("# text = "):
            yield line.removeprefix("# text = ")
    yield (corpora / "parallel" / "ntrex.en.txt").read_text(encoding="utf-8")
