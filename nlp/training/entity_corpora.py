"""Reading the corpora with marked names: persons, organisations and places, straight from the archives.

Every corpus comes with its own words and marks; here it becomes running text with the offsets of its names, so that the
project's own tokeniser decides where a token ends, in training as in reading.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from nlp.training.corpora import lines_of, members
from nlp.types import EntityKind

# Labels that no kind stands for (nationalities, titles, dates, money, works) count as no name.
KIND_OF_LABEL = {
    "PER": EntityKind.PERSON,
    "PERS": EntityKind.PERSON,
    "Person": EntityKind.PERSON,
    "ORG": EntityKind.ORGANIZATION,
    "Organization": EntityKind.ORGANIZATION,
    "LOC": EntityKind.PLACE,
    "Location": EntityKind.PLACE,
    "Facility": EntityKind.PLACE,
}

# ANERcorp comes as one stream of words; the test part of the usual split (Obeid et al., *CAMeL Tools*, 2020) begins
# after this many.
_ANERCORP_TRAIN_WORDS = 125_275
_END_OF_SENTENCE = {".", "!", "؟", "?"}
_JOINED_TO_BOTH_SIDES = re.compile(r"(?<=\w) ([-‑/]) (?=\w)")


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence and its names as (start, end, kind), in code points of `text`, end exclusive."""

    text: str
    names: tuple[tuple[int, int, EntityKind], ...]


Pair = tuple[str, str]


def anercorp(folder: Path) -> tuple[list[MarkedSentence], list[MarkedSentence]]:
    """Return ANERcorp's training and test sentences (Benajiba et al., *ANERsys*, 2007)."""
    pairs = [pair for sentence in _columns(lines_of(folder / "ar_anercorp.txt.xz")) for pair in sentence]
    train, test = pairs[:_ANERCORP_TRAIN_WORDS], pairs[_ANERCORP_TRAIN_WORDS:]
    return [marked(s) for s in _sentences(train)], [marked(s) for s in _sentences(test)]


def aqmar(folder: Path, part: str) -> list[MarkedSentence]:
    """Return a part (`train`, `dev`, `test`) of AQMAR (Mohit et al., *Recall-oriented learning*, 2012)."""
    return [marked(sentence) for sentence in _columns(lines_of(folder / f"ar_aqmar_{part}.txt.xz"))]


def caraner(folder: Path) -> list[MarkedSentence]:
    """Return CAraNER's sentences by their revised labels."""
    sentences: dict[str, list[Pair]] = {}
    for row in csv.DictReader(lines_of(folder / "ar_caraner.csv.xz")):
        label = (row["Revised_Label"] or "O").strip().replace("_", "-")
        sentences.setdefault(row["Sentence_ID"], []).append((row["Word"], label))
    return [marked(sentence) for sentence in sentences.values()]


def worldwide(folder: Path) -> list[list[MarkedSentence]]:
    """Return the articles of Worldwide Newswire (Shan et al., *English NER from outside the West*, 2023), each a list
    of sentences, in the order of their file names."""
    archive = folder / "en_worldwide_newswire.tar.xz"
    articles = [_columns(text.splitlines()[1:], tag_column=1) for _, text in members(archive, "*.tsv")]
    return [[marked(sentence) for sentence in article] for article in articles]


def uner_ewt(folder: Path, part: str) -> list[MarkedSentence]:
    """Return a part (`train`, `dev`) of Universal NER over the English Web Treebank (Mayhew et al., 2024)."""
    lines = [line for line in lines_of(folder / f"en_uner_ewt_{part}.iob2.xz") if not line.startswith("#")]
    numbered = (line.split("\t", 1)[1] if "\t" in line else line for line in lines)
    return [marked(sentence) for sentence in _columns(numbered, tag_column=1)]


def wikigold(folder: Path) -> list[MarkedSentence]:
    """Return WikiGold's sentences (Balasuriya et al., 2009), whose labels are all `I-`."""
    return [marked(sentence) for sentence in _columns(lines_of(folder / "en_wikigold.conll.xz"))]


def marked(pairs: Iterable[Pair]) -> MarkedSentence:
    """Join words to running text and their labels (BIO, or `I-` alone) to names.

    A hyphen or slash that a treebank cut off is joined to the words on both sides again, as news prints it.
    """
    text = ""
    names: list[tuple[int, int, EntityKind]] = []
    last = "O"
    for word, tag in pairs:
        start = len(text) + bool(text)
        text = f"{text} {word}" if text else word
        prefix, _, label = tag.partition("-")
        kind = KIND_OF_LABEL.get(label)
        if kind is not None and prefix == "I" and last.partition("-")[2] == label and names:
            names[-1] = (names[-1][0], len(text), kind)
        elif kind is not None:
            names.append((start, len(text), kind))
        last = tag
    return _with_hyphens_joined(MarkedSentence(text, tuple(names)))


def _with_hyphens_joined(sentence: MarkedSentence) -> MarkedSentence:
    kept: list[int] = []
    position = 0
    for match in _JOINED_TO_BOTH_SIDES.finditer(sentence.text):
        kept += range(position, match.start())
        kept.append(match.start() + 1)
        position = match.end()
    if not kept:
        return sentence
    kept += range(position, len(sentence.text))
    place = {old: new for new, old in enumerate(kept)}
    text = "".join(sentence.text[old] for old in kept)
    names = tuple((place[start], place[end - 1] + 1, kind) for start, end, kind in sentence.names)
    return MarkedSentence(text, names)


def _columns(lines: Iterable[str], tag_column: int = -1) -> list[list[Pair]]:
    """Read one word a line, an empty line after each sentence, the label in `tag_column`."""
    sentences: list[list[Pair]] = [[]]
    for line in lines:
        fields = [field.strip() for field in line.split("\t")] if "\t" in line else line.split()
        if fields and fields[0]:
            sentences[-1].append((fields[0], fields[tag_column] if len(fields) > 1 else "O"))
        elif sentences[-1]:
            sentences.append([])
    return [sentence for sentence in sentences if sentence]


def _sentences(pairs: list[Pair]) -> Iterator[list[Pair]]:
    sentence: list[Pair] = []
    for pair in pairs:
        sentence.append(pair)
        if pair[0] in _END_OF_SENTENCE:
            yield sentence
            sentence = []
    if sentence:
        yield sentence
