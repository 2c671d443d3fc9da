"""Layers whose weights are kept and multiplied in eight bits.

Reading is mostly multiplications by weights, and in eight bits they take half the time (dynamic quantisation: weights
once, activations batch by batch; Jacob et al., *Quantization and training of neural networks for efficient
integer-arithmetic-only inference*, 2018). Scores change by about a hundredth, and in the same measure with the
sentences that share a batch.
"""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Iterator

import torch
from torch import nn


def in_eight_bits(lstm: nn.LSTM) -> nn.Module:
    """Return a copy of `lstm` for reading: it takes and returns what `lstm` does."""
    lstm.qconfig = torch.ao.quantization.default_dynamic_qconfig
    with _undisturbed():
        quantised: nn.Module = torch.ao.nn.quantized.dynamic.LSTM.from_float(lstm)  # type: ignore[no-untyped-call]
    return quantised


def linear_in_eight_bits(module: nn.Module) -> nn.Module:
    """Return a copy of `module` for reading whose linear layers multiply in eight bits, each row of weights with a
    scale of its own."""
    chosen = {nn.Linear: torch.ao.quantization.per_channel_dynamic_qconfig}
    with _undisturbed():
        quantised: nn.Module = torch.ao.quantization.quantize_dynamic(module, chosen)  # type: ignore[no-untyped-call]
    return quantised


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """PyTorch means to drop quantised tensors one day. The version here is pinned, and nothing that is to come instead
    of them knows LSTMs yet."""
    with warnings.catch_warnings():
        for message in ("torch.quantize_per_tensor", "torch.ao.quantization is deprecated"):
            warnings.filterwarnings("ignore", message=message)
        yield
