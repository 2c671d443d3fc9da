"""What a tagger knows of a word alone: its vector, its spelling, both in the form that the sentence LSTM takes in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from stanza.models.common.data import get_long_tensor
from stanza.models.common.vocab import PAD_ID, UNK_ID
from torch import Tensor

# Distinct words kept between sentences, at most: about 20 MB for a tagger. A long article has a tenth as many. When
# they are full they are forgotten all at once, which costs less than to keep account of which was used last.
_MOST_WORDS = 30_000


class WordInputs:
    """The inputs of a tagger's sentence LSTM, computed once for each distinct word."""

    def __init__(self, model: Any) -> None:
        """`model` is a Stanza `NERTagger` with word vectors, a character LSTM or none, in evaluation mode."""
        self._model = model
        self._rows: dict[str, int] = {}
        self._table = torch.empty(_MOST_WORDS, model.taggerlstm.lstm.input_size)

    def of(self, sentences: Sequence[Sequence[str]]) -> list[Tensor]:
        """Return the inputs of each sentence, tokens by features. The sentences together hold at most 30,000 words."""
        rows = self._rows
        missing = {word for words in sentences for word in words if word not in rows}
        if len(rows) + len(missing) > _MOST_WORDS:
            rows.clear()
            missing = {word for words in sentences for word in words}
        if missing:
            new = sorted(missing, key=lambda word: (-len(word), word))
            self._table[len(rows) : len(rows) + len(new)] = self._computed(new)
            rows.update(zip(new, range(len(rows), len(rows) + len(new)), strict=True))
        return [self._table[[rows[word] for word in words]] for words in sentences]

    def _computed(self, words: list[str]) -> Tensor:
        """Return the inputs of words that come longest first, as `NERTagger.forward` computes them."""
        features = [self._vectors(words)]
        if hasattr(self._model, "charmodel"):
            features.append(self._spellings(words))
        inputs = torch.cat(features, dim=1)
        return inputs if self._model.input_transform is None else self._model.input_transform(inputs)

    def _vectors(self, words: list[str]) -> Tensor:
        model = self._model
        cased = [word.lower() for word in words] if model.args.get("lowercase", True) else words
        static = torch.tensor(model.vocab["word"].map(cased))
        vectors: Tensor = model.word_emb(static)
        if model.delta_emb is not None:
            delta = torch.tensor(model.vocab["delta"].map(cased))
            delta[(delta == UNK_ID) & (static != UNK_ID)] = PAD_ID
            vectors = vectors + model.delta_emb(delta)
        return vectors

    def _spellings(self, words: list[str]) -> Tensor:
        model = self._model
        lowercase = model.args.get("char_lowercase", False)
        characters = [model.vocab["char"].map(list(word.lower() if lowercase else word)) for word in words]
        chars = get_long_tensor(characters, len(words))
        order = list(range(len(words)))
        spellings: Tensor = model.charmodel(chars, chars == PAD_ID, order, [len(words)], list(map(len, words))).data
        return spellings
