"""Reading with a tagger that Stanza trained and loaded: the same tags as Stanza's own, several times faster, and how
sure of them the model is.

Stanza computes the training loss along with every prediction, runs the character LSTM over every occurrence of a word
and decodes one sentence at a time. Here the loss is left out, what depends on the word alone is kept from one sentence
to the next, the sentence LSTM reads in eight bits, and a whole batch is decoded at once.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
from torch.nn.utils.rnn import pack_sequence, pad_packed_sequence

from nlp.annotate.eight_bits import in_eight_bits
from nlp.annotate.readings import Decoder, Reading, TaggedSpan, batches
from nlp.annotate.words import WordInputs

# Tokens in one batch, padding included: more make it no faster.
_BATCH_TOKENS = 3_000


class Tagger:
    """A Stanza NER model, ready to read. `labels` are the kinds of spans that it knows, sorted."""

    def __init__(self, trainer: Any) -> None:
        """`trainer` is one of the `trainers` of a Stanza pipeline's NER processor."""
        self._model = trainer.model.eval()
        self._words = WordInputs(self._model)
        self._lstm = in_eight_bits(self._model.taggerlstm.lstm)
        transitions = self._model.crits[0]._transitions.detach().numpy()
        self._decoder = Decoder(list(trainer.vocab["tag"].items(0)), transitions, untrained=VOCAB_PREFIX_SIZE)
        self.labels = self._decoder.labels
        self._one_reader = threading.Lock()

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[TaggedSpan]]:
        """Return the spans of each sentence, which is given as the forms of its tokens."""
        return [list(reading.spans) for reading in self.read(sentences)]

    def read(self, sentences: Sequence[Sequence[str]]) -> list[Reading]:
        """Return tags, spans and marginals of each sentence, which is given as the forms of its tokens."""
        readings = [self._decoder.nothing()] * len(sentences)
        with self._one_reader, torch.inference_mode():
            for batch in batches([len(words) for words in sentences], _BATCH_TOKENS):
                for place, reading in zip(batch, self._read_batch([sentences[place] for place in batch]), strict=True):
                    readings[place] = reading
        return readings

    def _read_batch(self, sentences: list[Sequence[str]]) -> Iterator[Reading]:
        """Read sentences that come longest first."""
        return self._decoder.readings(self._scores(sentences), [len(words) for words in sentences])

    def _scores(self, sentences: list[Sequence[str]]) -> NDArray[np.float32]:
        model = self._model
        shape = (-1, len(sentences), -1)
        start = (model.taggerlstm_h_init.expand(shape).contiguous(), model.taggerlstm_c_init.expand(shape).contiguous())
        outputs, _ = self._lstm(pack_sequence(self._words.of(sentences)), start)
        scores = outputs._replace(data=model.tag_clfs[0](outputs.data))
        padded: NDArray[np.float32] = pad_packed_sequence(scores, batch_first=True)[0].numpy()
        return padded
