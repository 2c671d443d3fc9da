"""The Stanza pipelines over the shipped models, one for each language, loaded when first asked for.

Nothing is downloaded: `nlp/models` is a Stanza resources folder of our own, and `resources.json` in it says which
taggers there are.
"""

from __future__ import annotations

import contextlib
import functools
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp.types import Language

# Stanza and PyTorch take seconds to import: a command that reads no text should not wait for them.
if TYPE_CHECKING:
    from nlp.annotate.decode import Tagger

MODELS = Path(__file__).parents[1] / "models"

_one_loader = threading.Lock()


def tagger(language: Language, package: str) -> Tagger:
    """Return the tagger `package` (`entities`, ...) of `language`.

    The first call for a language loads all its taggers. Raises `KeyError` for one that `resources.json` does not list.
    """
    with _one_loader:
        return _taggers(language)[package]


def missing() -> list[Path]:
    """Return the files of models that `resources.json` lists and that are not there."""
    resources = json.loads((MODELS / "resources.json").read_text(encoding="utf-8"))
    listed = [
        MODELS / language / processor / f"{package}.pt"
        for language, processors in resources.items()
        for processor in ("pretrain", "ner")
        for package in processors[processor]
    ]
    return [file for file in listed if not file.is_file()]


@functools.cache
def loaded(language: Language) -> dict[str, Any]:
    """Load the taggers of `language` through Stanza and return its trainers by package.

    From then on PyTorch uses one thread: with more, short sentences are read several times slower, and other processes
    share the machine anyway.
    """
    import stanza
    import torch

    torch.set_num_threads(1)
    resources = json.loads((MODELS / "resources.json").read_text(encoding="utf-8"))
    packages = list(resources[language.value]["ner"])
    with _no_optimizers():
        pipeline = stanza.Pipeline(
            language.value,
            dir=str(MODELS),
            processors="tokenize,ner",
            package={"ner": packages},
            tokenize_pretokenized=True,
            download_method=None,
            use_gpu=False,
            verbose=False,
        )
    return dict(zip(packages, pipeline.processors["ner"].trainers, strict=True))


@contextlib.contextmanager
def _no_optimizers() -> Iterator[None]:
    """Keep Stanza from making an optimizer for each model it loads.

    Only training needs one, and the first one in a process has PyTorch import its compiler: a second of the four that
    loading takes, and 70 MB.
    """
    from stanza.models.common import utils

    made = utils.get_optimizer
    utils.get_optimizer = lambda *_args, **_options: None
    try:
        yield
    finally:
        utils.get_optimizer = made


@functools.cache
def _taggers(language: Language) -> dict[str, Tagger]:
    from nlp.annotate.decode import Tagger

    return {package: Tagger(trainer) for package, trainer in loaded(language).items()}
