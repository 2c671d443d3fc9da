"""The shipped taggers, those of a language loaded when its first is asked for.

Nothing is downloaded: `nlp/models` is a Stanza resources folder of our own, and `resources.json` in it says which
taggers there are: under `ner` those that Stanza loads, under `context` those with a transformer behind them.
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
    from nlp.annotate.readings import AnyTagger

MODELS = Path(__file__).parents[1] / "models"

_one_loader = threading.Lock()


def tagger(language: Language, package: str) -> AnyTagger:
    """Return the tagger `package` (`entities`, ...) of `language`.

    The first call for a language loads all its taggers. Raises `KeyError` for one that `resources.json` does not list.
    """
    with _one_loader:
        return _taggers(language)[package]


def missing() -> list[Path]:
    """Return the files of models that `resources.json` lists and that are not there."""
    resources = json.loads((MODELS / "resources.json").read_text(encoding="utf-8"))
    listed = [
        _file(language, processor, package)
        for language, processors in resources.items()
        for processor in ("pretrain", "ner", "context")
        for package in processors.get(processor, ())
    ]
    return [file for file in listed if not file.is_file()]


def _file(language: str, kind: str, package: str) -> Path:
    return MODELS / language / kind / (f"{package}.pt.gz" if kind == "context" else f"{package}.pt")


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
def _taggers(language: Language) -> dict[str, AnyTagger]:
    from nlp.annotate.context import load
    from nlp.annotate.decode import Tagger

    taggers: dict[str, AnyTagger] = {package: Tagger(trainer) for package, trainer in loaded(language).items()}
    resources = json.loads((MODELS / "resources.json").read_text(encoding="utf-8"))
    for package in resources[language.value].get("context", ()):
        taggers[package] = load(_file(language.value, "context", package))
    return taggers
