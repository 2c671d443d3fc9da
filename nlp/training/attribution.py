"""Training the attribution taggers.

The lessons are gold, the corpora's articles annotated for Isnad (`nlp.training.annotated`) and articles written for
what these lack (`nlp.training.marked`). English has a transformer to begin with, which is taught at once
(`nlp.training.context`). Arabic has none to be had from the package index, and goes a longer way with Stanza's
BiLSTM-CRF with characters (Qi et al., *Stanza*, 2020): a teacher learns the lessons and reads raw news; its successor
learns from that and the lessons (`nlp.training.silver`), then goes through the lessons again, and twice more at a low
rate with different chance; the last two are averaged (Wortsman et al., *Model soups*, 2022).
"""

from __future__ import annotations

import json
import logging
import random
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from stanza.models import ner_tagger
from stanza.models.common.pretrain import Pretrain
from stanza.models.ner.trainer import Trainer
from tqdm import tqdm

from nlp.annotate.decode import Tagger
from nlp.errors import RefusedText
from nlp.training.annotated import load_annotated
from nlp.training.articles import named_articles
from nlp.training.attribution_windows import Tagged, windows_of
from nlp.training.context import train_context
from nlp.training.gold import GoldDocument, load_gold
from nlp.training.marked import load_written
from nlp.training.polnear import load_polnear
from nlp.training.ship import ship
from nlp.training.silver import silver_windows
from nlp.types import Language

log = logging.getLogger(__name__)

# Every so many documents of the Arabic gold, and of the written articles, one is kept to tell when to stop.
HELD_OUT_EVERY = 10
WRITTEN_HELD_OUT_EVERY = 6

# So many windows of raw news are labelled by the teacher.
_SILVER_WINDOWS = 31_000
# Windows that report nothing are plenty; the teacher's are kept in this proportion to those that report.
_SILENT_SHARE = 0.8
# English gold is one country's politics many times over, with other edges: so many windows of it, for the words.
_ENGLISH_GOLD_KEPT = 4_000
# How often each window stands beside the others: gold, annotated, written. Few windows are learnt from only when they
# come often.
_SHOWN = {Language.ARABIC: (2, 1, 2), Language.ENGLISH: (1, 1, 2)}
_SEED = 7

Windows = list[Tagged]


@dataclass(frozen=True)
class Course:
    """One run of Stanza's trainer: where its files go, with which vectors, for how many batches, with which options."""

    language: Language
    pretrain: Path
    work: Path
    steps: int
    options: Sequence[str] = ()

    def run(self, train: Windows, development: Windows) -> Path:
        """Train on `train`, stop by `development`, and return the best checkpoint."""
        self.work.mkdir(parents=True, exist_ok=True)
        log.info("%d windows, %d tokens to train on", len(train), write_stanza(train, self.work / "train.json"))
        log.info(
            "%d windows, %d tokens to stop by", len(development), write_stanza(development, self.work / "dev.json")
        )
        ner_tagger.main(
            [
                "--train_file", str(self.work / "train.json"), "--eval_file", str(self.work / "dev.json"),
                "--save_dir", str(self.work), "--save_name", "attribution.pt",
                "--shorthand", f"{self.language.value}_attribution", "--wordvec_pretrain_file", str(self.pretrain),
                "--hidden_dim", "256", "--num_layers", "2", "--char_hidden_dim", "32", "--char_emb_dim", "25",
                "--optim", "adam", "--lr", "0.002", "--batch_size", "32", "--max_batch_words", "1500",
                "--dropout", "0.35", "--word_dropout", "0.08", "--patience", "1",
                "--max_steps", str(self.steps), "--eval_interval", "250", "--max_steps_no_improve", "2500",
                "--log_step", "50", "--cpu", "--emb_finetune_known_only", *self.options,
            ]
        )  # fmt: skip
        return self.work / "attribution.pt"


def train_attribution(corpora: Path, gold: Path, language: Language, pretrain: Path, work: Path, out: Path) -> None:
    """Train the attribution tagger of `language`, leave files in `work`, and ship it as `out`.

    `corpora` is the folder of archives, `gold` that of the gold sets, `pretrain` the vectors that Stanza's taggers use.
    """
    lessons, development = _lessons(corpora, gold, language, work)
    if language is Language.ENGLISH:
        train_context(corpora, lessons, development, out)
        return
    teacher = Course(language, pretrain, work / "teacher", 4_000).run(lessons, development)
    silver = list(_silver(corpora, _loaded(teacher, pretrain), language))
    successor = Course(language, pretrain, work / "successor", 4_000).run(_mixed(lessons, silver), development)
    again = Course(language, pretrain, work / "again", 8_000, _further(successor, work, 0.001)).run(
        lessons, development
    )
    ship(_finished(language, pretrain, work, again, lessons, development), out)


def _lessons(corpora: Path, gold: Path, language: Language, work: Path) -> tuple[Windows, Windows]:
    """The windows to learn from, shuffled and each as often as it is to be shown, and those that tell when to stop."""
    if language is Language.ENGLISH:
        with tarfile.open(corpora / "polnear.tar.xz") as archive:
            archive.extractall(work, filter="data")
        parts = (load_polnear(work / "polnear" / part) for part in ("train", "dev"))
        first, kept_back = (_windows(documents, language, nested=False) for documents in parts)
        chance = random.Random(_SEED)
        first, kept_back = chance.sample(first, _ENGLISH_GOLD_KEPT), chance.sample(kept_back, len(kept_back) // 10)
    else:
        first, kept_back = _divided(load_gold(gold / "ar_train"), language, HELD_OUT_EVERY)
    annotated, held_out = (
        _windows(load_annotated(corpora, language, held_out=part), language, nested=True) for part in (False, True)
    )
    written = _divided(load_written(language), language, WRITTEN_HELD_OUT_EVERY)
    shown = zip((first, annotated, written[0]), _SHOWN[language], strict=True)
    return _mixed(*(windows * times for windows, times in shown)), [*kept_back, *held_out, *written[1]]


def _finished(
    language: Language, pretrain: Path, work: Path, start: Path, lessons: Windows, development: Windows
) -> Path:
    """Go on from `start` twice with different chance and low rates, and average the two."""
    work.mkdir(parents=True, exist_ok=True)
    first = Course(language, pretrain, work / "finish-1", 600, _further(start, work, 0.0006))
    second = Course(language, pretrain, work / "finish-2", 600, [*_further(start, work, 0.0005), "--seed", "77"])
    return _averaged(first.run(lessons, development), second.run(lessons, development), work / "averaged.pt")


def _further(checkpoint: Path, work: Path, rate: float) -> list[str]:
    """Options that go on from a checkpoint at a given rate, looking often whether to stop.

    Stanza takes the rate and the dropout of a tagger that it goes on with from its checkpoint and not from the
    options, so a copy of the checkpoint says them.
    """
    start = torch.load(checkpoint, map_location="cpu", weights_only=True)
    start["config"].update(lr=rate, dropout=0.35, word_dropout=0.08)
    copy = work / f"{checkpoint.parent.name}-at-{rate}.pt"
    torch.save(start, copy, _use_new_zipfile_serialization=False)
    return ["--finetune", "--finetune_load_name", str(copy), "--eval_interval", "100"]


def _averaged(first: Path, second: Path, out: Path) -> Path:
    """Write the mean of two taggers that went on from one checkpoint, and so have the same words and tags."""
    mine, other = (torch.load(path, map_location="cpu", weights_only=True) for path in (first, second))
    for name, tensor in mine["model"].items():
        mine["model"][name] = ((tensor.double() + other["model"][name].double()) / 2).to(tensor.dtype)
    torch.save(mine, out, _use_new_zipfile_serialization=False)
    return out


def _divided(documents: Iterable[GoldDocument], language: Language, every: int) -> tuple[Windows, Windows]:
    """The windows of documents: those to learn from, and those of every so many kept back."""
    kept = list(documents)
    back = [document for number, document in enumerate(kept) if number % every == 0]
    learnt = [document for number, document in enumerate(kept) if number % every]
    return _windows(learnt, language, nested=True), _windows(back, language, nested=True)


def _mixed(*parts: Iterable[Tagged]) -> Windows:
    windows = [window for part in parts for window in part]
    random.Random(_SEED).shuffle(windows)
    return windows


def _windows(documents: Iterable[GoldDocument], language: Language, *, nested: bool) -> Windows:
    windows: Windows = []
    for document in documents:
        try:
            windows.extend(windows_of(document, language, nested=nested))
        except RefusedText as refusal:
            log.warning("%s left out: %s", document.name, refusal)
    return windows


def _silver(corpora: Path, teacher: Tagger, language: Language) -> Iterator[Tagged]:
    articles = [text for _, text in named_articles(corpora, language)]
    random.Random(_SEED).shuffle(articles)
    reporting = silent = 0
    seen: set[int] = set()
    for window in silver_windows(tqdm(articles, unit="article", desc="silver"), language, teacher):
        reports = any(tag != "O" for _, tag in window)
        key = hash(tuple(window))
        if key in seen or (not reports and silent > _SILENT_SHARE * reporting):
            continue
        seen.add(key)
        reporting, silent = reporting + reports, silent + (not reports)
        yield window
        if reporting + silent >= _SILVER_WINDOWS:
            return


def _loaded(checkpoint: Path, pretrain: Path) -> Tagger:
    no_characters = {"charlm_forward_file": None, "charlm_backward_file": None}
    return Tagger(
        Trainer(args=no_characters, model_file=str(checkpoint), pretrain=Pretrain(str(pretrain)), device="cpu")
    )


def write_stanza(windows: Iterable[Tagged], out: Path) -> int:
    """Write windows in the trainer's format; return how many tokens."""
    document = [[{"text": form, "ner": tag} for form, tag in window] for window in windows]
    out.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return sum(map(len, document))
