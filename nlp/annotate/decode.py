"""Reading with a tagger that Stanza trained and loaded: the same tags as Stanza's own, several times faster, and how
sure of them the model is.

Stanza computes the training loss along with every prediction, runs the character LSTM over every occurrence of a word
and decodes one sentence at a time. Here the loss is left out, what depends on the word alone is kept from one sentence
to the next, the sentence LSTM reads in eight bits, and a whole batch is decoded at once.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
from stanza.models.ner.trainer import fix_singleton_tags
from stanza.models.ner.utils import decode_from_bioes
from torch.nn.utils.rnn import pack_sequence, pad_packed_sequence

from nlp.annotate.eight_bits import in_eight_bits
from nlp.annotate.lattice import Lattice
from nlp.annotate.words import WordInputs

# Tokens in one batch, padding included: more make it no faster.
_BATCH_TOKENS = 3_000


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

    `tags` are BIOES. `marginals` has a row for each token and a column for each of `Tagger.labels`: the probability
    that the token belongs to a span of that label.
    """

    tags: tuple[str, ...]
    spans: tuple[TaggedSpan, ...]
    marginals: NDArray[np.float64]


class Tagger:
    """A Stanza NER model, ready to read. `labels` are the kinds of spans that it knows, sorted."""

    def __init__(self, trainer: Any) -> None:
        """`trainer` is one of the `trainers` of a Stanza pipeline's NER processor."""
        self._model = trainer.model.eval()
        self._words = WordInputs(self._model)
        self._lstm = in_eight_bits(self._model.taggerlstm.lstm)
        self._transitions = self._model.crits[0]._transitions.detach().numpy()
        self._tags: list[str] = list(trainer.vocab["tag"].items(0))
        self._outside = self._tags.index("O")
        self.labels: tuple[str, ...] = tuple(trainer.get_known_tags())
        label_of_tag = [[tag[1:] == f"-{label}" for label in self.labels] for tag in self._tags]
        self._label_of_tag = np.array(label_of_tag, dtype=np.float64)
        self._one_reader = threading.Lock()

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[TaggedSpan]]:
        """Return the spans of each sentence, which is given as the forms of its tokens."""
        return [list(reading.spans) for reading in self.read(sentences)]

    def read(self, sentences: Sequence[Sequence[str]]) -> list[Reading]:
        """Return tags, spans and marginals of each sentence, which is given as the forms of its tokens."""
        nothing = Reading((), (), np.zeros((0, len(self.labels))))
        readings = [nothing] * len(sentences)
        with self._one_reader, torch.inference_mode():
            for batch in _batches([len(words) for words in sentences]):
                for place, reading in zip(batch, self._read_batch([sentences[place] for place in batch]), strict=True):
                    readings[place] = reading
        return readings

    def _read_batch(self, sentences: list[Sequence[str]]) -> Iterator[Reading]:
        """Read sentences that come longest first."""
        lengths = np.array([len(words) for words in sentences])
        lattice = Lattice(self._scores(sentences), lengths, self._transitions)
        path = lattice.best_path()
        marginals = lattice.marginals()
        labels = marginals @ self._label_of_tag
        steps = lattice.path_steps(path)
        first = np.take_along_axis(marginals, path[..., None], axis=2)[..., 0]
        # The places before the tags proper are never trained; Stanza reads them as the commonest tag, `O`.
        read = np.maximum(path, VOCAB_PREFIX_SIZE)
        for row, length in enumerate(lengths.tolist()):
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

    def _scores(self, sentences: list[Sequence[str]]) -> NDArray[np.float32]:
        model = self._model
        shape = (-1, len(sentences), -1)
        start = (model.taggerlstm_h_init.expand(shape).contiguous(), model.taggerlstm_c_init.expand(shape).contiguous())
        outputs, _ = self._lstm(pack_sequence(self._words.of(sentences)), start)
        scores = outputs._replace(data=model.tag_clfs[0](outputs.data))
        padded: NDArray[np.float32] = pad_packed_sequence(scores, batch_first=True)[0].numpy()
        return padded


def _batches(lengths: list[int]) -> Iterator[list[int]]:
    """Yield the places of the sentences that are not empty, longest first, as many at once as make a batch."""
    batch: list[int] = []
    for place in sorted((place for place, length in enumerate(lengths) if length), key=lambda place: -lengths[place]):
        if batch and lengths[batch[0]] * (len(batch) + 1) > _BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch
