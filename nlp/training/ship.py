"""From the checkpoint that Stanza's trainer leaves to the model file that is shipped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from stanza.models.common.vocab import EMPTY_ID, UNK_ID

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
