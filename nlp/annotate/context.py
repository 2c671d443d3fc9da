"""Reading with a transformer behind the tagger; to its users it is a tagger like those of Stanza (`decode.py`)."""

from __future__ import annotations

import gzip
import io
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn.utils.rnn import pack_sequence, pad_packed_sequence

from nlp.annotate.context_network import ContextNetwork
from nlp.annotate.eight_bits import in_eight_bits, linear_in_eight_bits
from nlp.annotate.readings import Decoder, Reading, TaggedSpan, batches
from nlp.annotate.transformer import Transformer
from nlp.annotate.window_marks import CUE_CLOSES, CUE_OPENS
from nlp.annotate.word_pieces import WordPieces

_TOGETHER = 256  # windows whose sentences are held in memory at once: those of one sentence come together
_BATCH_PIECES = 1_500
_BATCH_TOKENS = 3_000
_NEVER = -1e4


@dataclass(frozen=True, slots=True)
class _Question:
    """A window without its marks: its words, and which of them are asked about."""

    words: tuple[str, ...]
    start: int
    end: int


class ContextTagger:
    """A tagger of marked words. `labels` are the kinds of spans that it knows, sorted."""

    def __init__(self, network: ContextNetwork, tags: Sequence[str], pieces: Sequence[str]) -> None:
        """`tags` and `pieces` are in the order of the network's scores and embeddings. `network` is no longer fit for
        training: its transformer is put into eight bits."""
        self._network = network.eval()
        self._pieces = WordPieces(pieces)
        self._lstm = in_eight_bits(network.lstm)
        # Set like so, since a module in eight bits is of no type that tells what it was.
        setattr(network, "transformer", linear_in_eight_bits(network.transformer))  # noqa: B010
        illegal = np.array([[not follows(first, second) for second in tags] for first in tags])
        transitions = np.where(illegal, np.float32(_NEVER), network.transitions.detach().numpy())
        self._decoder = Decoder(tags, transitions)
        self.labels = self._decoder.labels
        self._one_reader = threading.Lock()

    def read(self, windows: Sequence[Sequence[str]]) -> list[Reading]:
        """Return tags, spans and marginals of each window, over its forms, the marks among them.

        Each window holds `CUE_OPENS`, one or more words and `CUE_CLOSES` in one place.
        """
        questions = [_question(window) for window in windows]
        readings: list[Reading] = []
        with self._one_reader, torch.inference_mode():
            for start in range(0, len(questions), _TOGETHER):
                readings += self._read(questions[start : start + _TOGETHER])
        return [_with_marks(reading, question) for reading, question in zip(readings, questions, strict=True)]

    def _read(self, questions: list[_Question]) -> list[Reading]:
        sentences = list(dict.fromkeys(question.words for question in questions))
        known: dict[tuple[str, ...], Tensor] = {}
        for batch in batches([len(words) for words in sentences], _BATCH_PIECES):
            together = [sentences[place] for place in batch]
            known.update(zip(together, self._network.words(together, self._pieces), strict=True))
        readings = [self._decoder.nothing()] * len(questions)
        for batch in batches([len(question.words) for question in questions], _BATCH_TOKENS):
            asked = [questions[place] for place in batch]
            inputs = [self._network.asked(known[question.words], question.start, question.end) for question in asked]
            outputs, _ = self._lstm(pack_sequence(inputs))
            scores = pad_packed_sequence(outputs._replace(data=self._network.tags(outputs.data)), batch_first=True)[0]
            found = self._decoder.readings(scores.numpy(), [len(question.words) for question in asked])
            for place, reading in zip(batch, found, strict=True):
                readings[place] = reading
        return readings


def load(path: Path) -> ContextTagger:
    """Load a tagger as `nlp.training.context` ships it."""
    whole = io.BytesIO(gzip.decompress(path.read_bytes()))
    shipped = torch.load(whole, map_location="cpu", weights_only=True)
    transformer = Transformer(len(shipped["pieces"]), **shipped["transformer"])
    network = ContextNetwork(transformer, shipped["hidden"], len(shipped["tags"]))
    weights = {
        name: parts[0].float() * parts[1].float() if isinstance(parts, tuple | list) else parts.float()
        for name, parts in shipped["weights"].items()
    }
    network.load_state_dict(weights)
    return ContextTagger(network, shipped["tags"], shipped["pieces"])


def follows(first: str, second: str) -> bool:
    """Whether the BIOES tag `second` may come right behind `first`."""
    if first[0] in "BI":
        return second[0] in "IE" and first[1:] == second[1:]
    return second[0] in "OBS"


def _question(window: Sequence[str]) -> _Question:
    opens = window.index(CUE_OPENS)
    closes = window.index(CUE_CLOSES, opens)
    return _Question((*window[:opens], *window[opens + 1 : closes], *window[closes + 1 :]), opens, closes - 1)


def _with_marks(reading: Reading, question: _Question) -> Reading:
    """Put the places of the marks back: a span around one holds it, and no other tag is theirs."""
    start, end = question.start, question.end

    def moved(place: int) -> int:
        return place + (place >= start) + (place >= end)

    spans = tuple(
        TaggedSpan(span.label, moved(span.start_token), moved(span.end_token - 1) + 1, span.probability)
        for span in reading.spans
    )
    tags = list(reading.tags)
    for place in (end, start):
        inside = 0 < place < len(tags) and tags[place - 1][0] in "BI"
        tags.insert(place, f"I{tags[place - 1][1:]}" if inside else "O")
    return Reading(tuple(tags), spans, np.insert(reading.marginals, [start, end], 0.0, axis=0))
