"""What a tagger makes of a sentence: its tags, the spans they amount to, and how sure of them it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from stanza.models.ner.trainer import fix_singleton_tags
from stanza.models.ner.utils import decode_from_bioes

from nlp.annotate.lattice import Lattice


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """A stretch of tokens under one label: `end_token` is exclusive, `probability` is that of exactly this span."""

    label: str
    start_token: int
    end_token: int
    probability: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What a tagger makes of one sentence.

    `tags` are BIOES. `marginals` has a row for each token and a column for each of the tagger's labels: the
    probability that the token belongs to a span of that label.
    """

    tags: tuple[str, ...]
    spans: tuple[TaggedSpan, ...]
    marginals: NDArray[np.float64]


class AnyTagger(Protocol):
    """A tagger of either kind: of Stanza's (`decode.py`), or with a transformer behind it (`context.py`)."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The kinds of spans that it knows, sorted."""

    def read(self, sentences: Sequence[Sequence[str]], /) -> list[Reading]:
        """Return tags, spans and marginals of each sentence, which is given as the forms of its tokens."""


class Decoder:
    """From the scores of a CRF to readings. `labels` are the kinds of spans that its tags know, sorted."""

    def __init__(self, tags: Sequence[str], transitions: NDArray[np.float32], untrained: int = 0) -> None:
        """`tags` in the order of their scores; the first `untrained` of them are no tags proper and read as `O`.
        `transitions` is from tag by to tag."""
        self._tags = list(tags)
        self._transitions = transitions
        self._untrained = untrained
        self._outside = self._tags.index("O")
        self.labels = tuple(sorted({tag[2:] for tag in self._tags[untrained:] if tag != "O"}))
        label_of_tag = [[tag[1:] == f"-{label}" for label in self.labels] for tag in self._tags]
        self._label_of_tag = np.array(label_of_tag, dtype=np.float64)

    def nothing(self) -> Reading:
        """Return the reading of no tokens."""
        return Reading((), (), np.zeros((0, len(self.labels))))

    def readings(self, scores: NDArray[np.float32], lengths: Sequence[int]) -> Iterator[Reading]:
        """Yield the reading of each sentence; `scores` are sentences by tokens by tags, padded at the end."""
        lattice = Lattice(scores, np.array(lengths), self._transitions)
        path = lattice.best_path()
        marginals = lattice.marginals()
        labels = marginals @ self._label_of_tag
        steps = lattice.path_steps(path)
        first = np.take_along_axis(marginals, path[..., None], axis=2)[..., 0]
        # The places before the tags proper are never trained; Stanza reads them as the commonest tag, `O`.
        read = np.maximum(path, self._untrained)
        for row, length in enumerate(lengths):
            if (read[row, :length] == self._outside).all():
                yield Reading(("O",) * length, (), labels[row, :length])
                continue
            tags = fix_singleton_tags([self._tags[tag] for tag in read[row, :length]])
            spans = []
            for found in decode_from_bioes(tags):
                start, end = found["start"], found["end"] + 1
                probability = float(first[row, start] * steps[row, start + 1 : end].prod())
                spans.append(TaggedSpan(found["type"], start, end, min(probability, 1.0)))
            yield Reading(tuple(tags), tuple(spans), labels[row, :length])


def batches(lengths: Sequence[int], tokens: int) -> Iterator[list[int]]:
    """Yield the places of the sentences that are not empty, longest first, so many at once that a batch has no more
    than `tokens`, padding included; a longer sentence is a batch by itself."""
    batch: list[int] = []
    for place in sorted((place for place, length in enumerate(lengths) if length), key=lambda place: -lengths[place]):
        if batch and lengths[batch[0]] * (len(batch) + 1) > tokens:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch
