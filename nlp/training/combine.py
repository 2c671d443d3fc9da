"""English word vectors from two sources: what a transformer makes of a word, and skip-gram over the news itself."""

from __future__ import annotations

import logging
from pathlib import Path

import torch
from stanza.models.common.pretrain import Pretrain
from torch import Tensor

from nlp.training.distil import Distilled, Transformer, distil, isolated
from nlp.training.vectors import DIMENSIONS, save_pretrain

log = logging.getLogger(__name__)

# Dimensions kept of the transformer's vectors before skip-gram joins them, so that each has its say.
_KEPT_OF_TRANSFORMER = 200
# The spread of the numbers, about that of skip-gram vectors, which the taggers' settings suit.
_SPREAD = 0.35
_RIDGE = 10.0


def train_english_vectors(corpora: Path, skipgram: Path, out: Path) -> None:
    """Combine the skip-gram vectors in the pretrain file `skipgram` with distilled ones and write `out`.

    Words that the corpora lack but the transformer knows whole get vectors too: what it makes of them in isolation,
    turned by the linear map that does so best for the words of the corpora.
    """
    transformer = Transformer()
    seen = distil(corpora, transformer)
    pretrain = Pretrain(str(skipgram))
    rows = {word: row for row, word in enumerate(pretrain.vocab)}
    both = [place for place, word in enumerate(seen.words) if word in rows]
    words = [seen.words[place] for place in both]
    meanings = _joined(Distilled(words, seen.means[:, both]))
    company = pretrain.emb[[rows[word] for word in words]].float()
    vectors = principal(torch.cat([_unit(principal(meanings, _KEPT_OF_TRANSFORMER)), _unit(company)], 1), DIMENSIONS)

    further = sorted(set(transformer.vocabulary()) - set(words))
    alone = _joined(isolated(words, transformer))
    foreign = _mapped(alone, vectors, _joined(isolated(further, transformer)))
    log.info("%d words of the corpora, %d more that the transformer knows", len(words), len(further))
    everything = torch.cat([vectors, foreign * (_length(vectors) / _length(foreign))])
    save_pretrain(words + further, everything * (_SPREAD / everything.std()), out)


def principal(vectors: Tensor, dimensions: int) -> Tensor:
    """Return `vectors` (one a row) reduced to their first principal components."""
    centred = vectors - vectors.mean(0)
    _, _, directions = torch.linalg.svd(centred, full_matrices=False)
    reduced: Tensor = centred @ directions[:dimensions].T
    return reduced


def _joined(distilled: Distilled) -> Tensor:
    return torch.cat([_unit(layer) for layer in distilled.means], 1)


def _mapped(known: Tensor, wanted: Tensor, new: Tensor) -> Tensor:
    """Apply to `new` the ridge regression that turns `known` into `wanted`."""
    mean = known.mean(0)
    source = torch.cat([known - mean, torch.ones(len(known), 1)], 1)
    weights = torch.linalg.solve(source.T @ source + _RIDGE * torch.eye(source.shape[1]), source.T @ wanted)
    mapped: Tensor = torch.cat([new - mean, torch.ones(len(new), 1)], 1) @ weights
    return mapped


def _unit(vectors: Tensor) -> Tensor:
    lengths: Tensor = vectors.norm(dim=1, keepdim=True)
    return vectors / (lengths + 1e-9)


def _length(vectors: Tensor) -> Tensor:
    length: Tensor = vectors.norm(dim=1).median()
    return length
