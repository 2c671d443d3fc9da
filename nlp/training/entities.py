"""Training the entity taggers: Stanza's BiLSTM-CRF with characters (Qi et al., *Stanza*, 2020) over our tokens.

For English there are marked names enough. For Arabic a first tagger, trained on the marked sentences and their copies
with other names, reads raw news; what it is sure of is added to what the shipped tagger is trained on.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from stanza.models import ner_tagger
from stanza.models.common.pretrain import Pretrain
from stanza.models.ner.trainer import Trainer

from nlp.annotate.decode import Tagger
from nlp.lexicon.read import read
from nlp.lexicon.sourcing import GivenNamesFile, PlacesFile
from nlp.training.augment import Replacer, augmented
from nlp.training.entity_data import EntityData, Tagged, load_data, tagged
from nlp.training.ship import ship
from nlp.training.silver_names import silver_sentences
from nlp.types import EntityKind, Language

log = logging.getLogger(__name__)

# A sentence of more tokens than this is a list or a broken line; the taggers never read one that long at once.
_LONGEST_SENTENCE = 150
_SILVER_TOKENS = 500_000

_NETWORK = [
    "--hidden_dim", "128", "--char_hidden_dim", "40", "--char_emb_dim", "25", "--emb_finetune_known_only",
    "--optim", "adam", "--lr", "0.002", "--dropout", "0.4", "--word_dropout", "0.02",
]  # fmt: skip
# The teacher keeps the word vectors as they are: what it learns must hold for words it never saw.
_TEACHER = [*_NETWORK, "--no_emb_finetune", "--batch_size", "32", "--max_batch_words", "1200", "--max_steps", "2400"]
_STUDENT = [*_NETWORK, "--batch_size", "48", "--max_batch_words", "1500", "--max_steps", "3000"]


def train_entities(corpora: Path, language: Language, pretrain: Path, work: Path, out: Path) -> None:
    """Train the entity tagger of `language` with the vectors `pretrain`; leave files in `work`, ship it as `out`."""
    data = load_data(corpora, language)
    development = [tagged(sentence) for sentence in data.development]
    if language is Language.ARABIC:
        train = [tagged(sentence) for sentence in augmented(data.train, _replacer(data))]
        first = _train(train, development, pretrain, work / "teacher", language, _TEACHER)
        loaded: Any = Trainer(args={}, model_file=str(first), pretrain=Pretrain(str(pretrain)), device="cpu")
        train += silver_sentences(corpora, language, Tagger(loaded), _SILVER_TOKENS)
    else:
        train = [tagged(sentence) for sentence in data.train]
    ship(_train(train, development, pretrain, work, language, _STUDENT), out)


def _replacer(data: EntityData) -> Replacer:
    places = read(Language.ARABIC, "places", PlacesFile)
    given = read(Language.ARABIC, "given_names", GivenNamesFile).given
    return Replacer(data.train, {EntityKind.PLACE: places.states + places.capitals}, given, seed=1)


def _train(
    train: list[Tagged], development: list[Tagged], pretrain: Path, work: Path, language: Language, options: list[str]
) -> Path:
    """Run Stanza's trainer and return the checkpoint that did best on `development`."""
    work.mkdir(parents=True, exist_ok=True)
    log.info("%d tokens to train on", write_stanza(train, work / "train.json"))
    log.info("%d tokens to stop by", write_stanza(development, work / "dev.json"))
    ner_tagger.main(
        [
            "--train_file", str(work / "train.json"), "--eval_file", str(work / "dev.json"),
            "--save_dir", str(work), "--save_name", "entities.pt", "--shorthand", f"{language.value}_entities",
            "--wordvec_pretrain_file", str(pretrain), "--patience", "2", "--eval_interval", "200",
            "--max_steps_no_improve", "1200", "--log_step", "50", "--cpu", *options,
        ]
    )  # fmt: skip
    return work / "entities.pt"


def write_stanza(sentences: Iterable[Tagged], out: Path) -> int:
    """Write sentences in the trainer's format; return how many tokens. Overlong sentences are cut."""
    document = []
    for words in sentences:
        for start in range(0, len(words), _LONGEST_SENTENCE):
            document.append([{"text": form, "ner": tag} for form, tag in words[start : start + _LONGEST_SENTENCE]])
    out.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return sum(map(len, document))
