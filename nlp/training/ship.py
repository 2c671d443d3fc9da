"""From the checkpoint that Stanza's trainer leaves to the model file that is shipped."""

from __future__ import annotations

import gzip
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from stanza.models.common.vocab import EMPTY_ID, UNK_ID
from torch import Tensor

from nlp.annotate.context_network import ContextNetwork

# Tables with fewer rows or columns are too small to save anything.
_LEAST_TABLE = 64

# What the trainer notes about the machine it ran on; the pipeline needs none of it.
_PLACES = (
    "data_dir", "wordvec_dir", "wordvec_file", "wordvec_pretrain_file", "train_file", "eval_file", "eval_output_file",
    "save_dir", "save_name", "charlm_save_dir", "finetune_load_name",
)  # fmt: skip


def ship(checkpoint: Path, out: Path) -> None:
    """Write the tagger trained into `checkpoint` as `out`: two bytes a number, no paths of the training machine.

    A tagger trained with `--emb_finetune_known_only` learns one row for all training words without a vector, but looks
    up another, untrained one for words it never saw. Here the learned row takes the place of the other, and the list
    of those words goes.
    """
    params: dict[str, Any] = torch.load(checkpoint, map_location="cpu", weights_only=True)
    for name in _PLACES:
        params["config"][name] = None
    delta = params["vocab"]["delta"]
    if delta["ignore"]:
        rows = params["model"]["delta_emb.weight"]
        rows[UNK_ID] = rows[EMPTY_ID]
        delta["ignore"] = []
    params["model"] = {name: tensor.half() for name, tensor in params["model"].items()}
    out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(params, out, _use_new_zipfile_serialization=False)


def ship_context(network: ContextNetwork, tags: Sequence[str], pieces: Sequence[str], out: Path) -> None:
    """Write a network that reads with a transformer as `out`, for `nlp.annotate.context.load`.

    Tables of weights take a byte a number, each row with a scale of its own; all else takes two. The file is
    compressed, which saves a tenth.
    """
    weights: dict[str, Tensor | tuple[Tensor, Tensor]] = {}
    for name, tensor in network.state_dict().items():
        if tensor.dim() < 2 or min(tensor.shape) < _LEAST_TABLE:
            weights[name] = tensor.half()
            continue
        scale = tensor.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        weights[name] = ((tensor / scale).round().to(torch.int8), scale)
    transformer = network.transformer
    first: Any = transformer.layers[0]
    shape = {
        "places": transformer.place.num_embeddings, "layers": len(transformer.layers),
        "width": transformer.piece.embedding_dim, "inner": first.inner.out_features,
    }  # fmt: skip
    shipped = {
        "pieces": list(pieces), "tags": list(tags), "hidden": network.lstm.hidden_size,
        "transformer": shape, "weights": weights,
    }  # fmt: skip
    whole = io.BytesIO()
    torch.save(shipped, whole)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(gzip.compress(whole.getvalue(), mtime=0))
