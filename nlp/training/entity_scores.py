"""How well the shipped entity taggers find the names of the held-out texts: exact spans, kind by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from stanza.models.ner.utils import decode_from_bioes

from nlp.annotate.entities import PACKAGE
from nlp.annotate.pipeline import tagger
from nlp.annotate.readings import AnyTagger
from nlp.training.entity_corpora import MarkedSentence
from nlp.training.entity_data import load_data, tagged
from nlp.types import Language


@dataclass(frozen=True, slots=True)
class Score:
    """How many names there are, how many were found, and how many of those are right: same tokens, same kind."""

    gold: int
    found: int
    right: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, from 0 to 1."""
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else 0.0


def score(reader: AnyTagger, sentences: Iterable[MarkedSentence]) -> dict[str, Score]:
    """Return the scores by label, and over all of them as `all`."""
    words = [tagged(sentence) for sentence in sentences]
    readings = reader.read([[form for form, _ in sentence] for sentence in words])
    gold: Counter[str] = Counter()
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for sentence, reading in zip(words, readings, strict=True):
        true = _spans([tag for _, tag in sentence])
        guessed = _spans(list(reading.tags))
        gold.update(label for label, *_ in true)
        found.update(label for label, *_ in guessed)
        right.update(label for label, *_ in true & guessed)
    scores = {label: Score(gold[label], found[label], right[label]) for label in reader.labels}
    return scores | {"all": Score(gold.total(), found.total(), right.total())}


def _spans(tags: list[str]) -> set[tuple[str, int, int]]:
    return {(span["type"], span["start"], span["end"]) for span in decode_from_bioes(tags)}


def table(corpora: Path, language: Language) -> str:
    """Return the scores of the shipped tagger on every held-out part, as rows of a Markdown table."""
    reader = tagger(language, PACKAGE)
    rows = [("held-out part", *reader.labels, "all"), ("---",) * (len(reader.labels) + 2)]
    for name, sentences in load_data(corpora, language).tests.items():
        scores = score(reader, sentences)
        rows.append((name, *(f"{100 * part.f1:.1f}" for part in scores.values())))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
