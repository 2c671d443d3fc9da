"""The encoder of BERT (Devlin et al., *BERT*, 2019): what each piece of a sentence means in its place.

Written out for reading alone, so that the engine needs no library of transformers; the weights are those of any BERT
whose pieces are not told apart by segments.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor, nn

HEADS = 12
_EPSILON = 1e-12
_DROPPED = 0.1
"""Share of the units that are dropped in training."""


class Layer(nn.Module):
    """One layer: each piece looks at all others, then at itself."""

    def __init__(self, width: int, inner: int) -> None:
        super().__init__()
        self.attention = nn.Linear(width, 3 * width)
        self.mixed = nn.Linear(width, width)
        self.mixed_norm = nn.LayerNorm(width, eps=_EPSILON)
        self.inner = nn.Linear(width, inner)
        self.outer = nn.Linear(inner, width)
        self.outer_norm = nn.LayerNorm(width, eps=_EPSILON)
        self.drop = nn.Dropout(_DROPPED)

    def forward(self, states: Tensor, seen: Tensor) -> Tensor:
        """`states` are sentences by pieces by width, `seen` which pieces are no padding; return the new states."""
        sentences, pieces, width = states.shape
        parts = self.attention(states).view(sentences, pieces, 3, HEADS, width // HEADS).permute(2, 0, 3, 1, 4)
        looked = nn.functional.scaled_dot_product_attention(parts[0], parts[1], parts[2], attn_mask=seen)
        looked = looked.transpose(1, 2).reshape(sentences, pieces, width)
        states = self.mixed_norm(states + self.drop(self.mixed(looked)))
        inner = nn.functional.gelu(self.inner(states))
        result: Tensor = self.outer_norm(states + self.drop(self.outer(inner)))
        return result


class Transformer(nn.Module):
    """The pieces' embeddings and the layers over them."""

    def __init__(self, pieces: int, places: int, layers: int, width: int, inner: int) -> None:
        """`pieces` in the vocabulary, `places` in the longest sentence."""
        super().__init__()
        self.piece = nn.Embedding(pieces, width)
        self.place = nn.Embedding(places, width)
        self.norm = nn.LayerNorm(width, eps=_EPSILON)
        self.layers = nn.ModuleList(Layer(width, inner) for _ in range(layers))
        self.drop = nn.Dropout(_DROPPED)

    def forward(self, numbers: Tensor, lengths: Tensor) -> Tensor:
        """Return the states of sentences of pieces: sentences by pieces by width.

        `numbers` are the pieces, sentences by pieces, padded with anything; `lengths` how many are no padding.
        """
        places = torch.arange(numbers.shape[1])
        seen = (places < lengths[:, None])[:, None, None, :]
        states: Tensor = self.drop(self.norm(self.piece(numbers) + self.place(places)))
        for layer in self.layers:
            states = layer(states, seen)
        return states


def of_bert(weights: Mapping[str, Tensor], layers: int) -> Transformer:
    """Return a transformer with the lower `layers` of a BERT, given its weights by their usual names."""
    embeddings = weights["embeddings.word_embeddings.weight"]
    places = weights["embeddings.position_embeddings.weight"]
    inner = weights["encoder.layer.0.intermediate.dense.weight"].shape[0]
    made = Transformer(len(embeddings), len(places), layers, embeddings.shape[1], inner)
    # All pieces are of one segment here: its embedding is part of every place.
    state = {
        "piece.weight": embeddings,
        "place.weight": places + weights["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    names = {
        "mixed": "attention.output.dense", "mixed_norm": "attention.output.LayerNorm",
        "inner": "intermediate.dense", "outer": "output.dense", "outer_norm": "output.LayerNorm",
    }  # fmt: skip
    for number in range(layers):
        of_layer = f"encoder.layer.{number}."
        for kind in ("weight", "bias"):
            parts = [weights[f"{of_layer}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            state[f"layers.{number}.attention.{kind}"] = torch.cat(parts)
            state |= {
                f"layers.{number}.{mine}.{kind}": weights[f"{of_layer}{its}.{kind}"] for mine, its in names.items()
            }
    made.load_state_dict(state)
    return made
