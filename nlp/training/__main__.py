"""`make train`: every shipped model again, from the corpora alone, on the processor; some hours on two cores.

Intermediate files and checkpoints go to a folder of their own, outside the repository. What is done is not done again:
to train one model anew, delete it from that folder.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Annotated

import torch
import typer

from nlp.annotate.pipeline import MODELS
from nlp.types import Language

log = logging.getLogger("isnad.train")


def main(
    corpora: Annotated[Path, typer.Option(help="The folder of training corpora.")],
    gold: Annotated[Path, typer.Option(help="The folder of gold sets; only ar_train is read.")],
    work: Annotated[Path, typer.Option(help="Where checkpoints go.")] = Path("/var/tmp/isnad-training"),
    ship_to: Annotated[Path, typer.Option(help="The Stanza resources folder to put the models into.")] = MODELS,
) -> None:
    """Train word vectors, entity taggers, attribution taggers, word pairs, levels and the confidence, and ship them."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(1)
    # Imported here: gensim, scikit-learn and the transformer are in the extra `train`, and `--help` needs none of it.
    from nlp.training.attribution import train_attribution
    from nlp.training.confidence import fit_confidence, held_out
    from nlp.training.entities import train_entities
    from nlp.training.levels import fit_levels
    from nlp.training.paragraphs import raw_paragraphs
    from nlp.training.word_pairs import train_word_pairs

    for language in Language:
        here = work / language.value
        kind, ending = ("context", ".pt.gz") if language is Language.ENGLISH else ("ner", ".pt")
        vectors, entities, attribution = here / "news.pt", here / "entities.pt", here / f"attribution{ending}"
        _once(vectors, partial(_vectors, corpora, language, here, vectors))
        _once(entities, partial(train_entities, corpora, language, vectors, here / "entities", entities))
        _once(
            attribution, partial(train_attribution, corpora, gold, language, vectors, here / "attribution", attribution)
        )
        for model, folder in ((vectors, "pretrain"), (entities, "ner"), (attribution, kind)):
            target = ship_to / language.value / folder
            target.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(model, target / model.name)
    pairs = work / "word_pairs.txt"
    _once(pairs, lambda: train_word_pairs(raw_paragraphs(corpora, Language.ARABIC), pairs))
    (ship_to / "repair").mkdir(parents=True, exist_ok=True)
    shutil.copyfile(pairs, ship_to / "repair" / pairs.name)
    fit_levels(corpora, ship_to / "levels.json")
    fit_confidence(chain.from_iterable(held_out(corpora, gold).values()), ship_to / "confidence.json")


def _vectors(corpora: Path, language: Language, work: Path, out: Path) -> None:
    """Skip-gram vectors are enough where there is much raw text; where there is little, a transformer lends its own."""
    from nlp.training.combine import train_english_vectors
    from nlp.training.vectors import train_vectors

    if language is Language.ARABIC:
        train_vectors(corpora, language, out)
        return
    skipgram = work / "skipgram.pt"
    _once(skipgram, partial(train_vectors, corpora, language, skipgram))
    train_english_vectors(corpora, skipgram, out)


def _once(out: Path, make: Callable[[], None]) -> None:
    if out.exists():
        log.info("%s is there already", out)
        return
    log.info("making %s", out)
    out.parent.mkdir(parents=True, exist_ok=True)
    make()


if __name__ == "__main__":
    typer.run(main)
