"""Training the attribution taggers: Stanza's BiLSTM-CRF with characters (Qi et al., *Stanza*, 2020) on marked windows.

Both languages go the same way: a teacher learns from the gold, reads raw news, and its successor learns from both
(`nlp.training.silver`). Then gold, and articles written for what the gold lacks (`nlp.training.marked`), are gone
through twice more at a low rate, and the two results are averaged (Wortsman et al., *Model soups*, 2022). Arabic, which
has little gold, has its raw news read once more by that result, and learns from this better reading.
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
from nlp.training.attribution_windows import Tagged, windows_of
from nlp.training.corpora import raw_articles
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

# So many windows of raw Arabic news are labelled by the teacher; English has no more than this in its raw news.
_SILVER_WINDOWS = 31_000
# Windows that report nothing are plenty; the teacher's are kept in this proportion to those that report.
_SILENT_SHARE = 0.8
# How often each window of the Arabic gold, of English silver and of the written articles stands beside the others: few
# windows are learnt from only when they come often.
_ARABIC_GOLD_SHOWN = 3
_ENGLISH_SILVER_SHOWN = 2
_WRITTEN_SHOWN = {Language.ARABIC: 3, Language.ENGLISH: 8}
_WRITTEN_SHOWN_AMONG_SILVER = 6
# English gold is one paper's politics many times over; so many windows of it balance the world's news.
_ENGLISH_GOLD_KEPT = 16_000
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
                "--hidden_dim", "160", "--num_layers", "2", "--char_hidden_dim", "32", "--char_emb_dim", "25",
                "--optim", "adam", "--lr", "0.002", "--batch_size", "32", "--max_batch_words", "1500",
                "--dropout", "0.4", "--word_dropout", "0.05", "--patience", "3",
                "--max_steps", str(self.steps), "--eval_interval", "250", "--max_steps_no_improve", "2500",
                "--log_step", "50", "--cpu", *self.options,
            ]
        )  # fmt: skip
        return self.work / "attribution.pt"


def train_attribution(corpora: Path, gold: Path, language: Language, pretrain: Path, work: Path, out: Path) -> None:
    """Train the attribution tagger of `language` with the vectors `pretrain`; leave files in `work`, ship it as `out`.

    `corpora` is the folder of archives, `gold` that of the gold sets.
    """
    if language is Language.ENGLISH:
        ship(_english(corpora, pretrain, work), out)
    else:
        ship(_arabic(corpora, gold, pretrain, work), out)


def _english(corpora: Path, pretrain: Path, work: Path) -> Path:
    with tarfile.open(corpora / "polnear.tar.xz") as archive:
        archive.extractall(work, filter="data")
    parts = (load_polnear(work / "polnear" / part) for part in ("train", "dev"))
    train, development = (_all_windows(documents, Language.ENGLISH) for documents in parts)
    written, kept_back = _written(Language.ENGLISH)
    teacher = Course(Language.ENGLISH, pretrain, work / "teacher", 4_000, _FIXED).run(train, development)
    silver = list(_silver(corpora, _loaded(teacher, pretrain), Language.ENGLISH))
    kept = random.Random(_SEED).sample(train, _ENGLISH_GOLD_KEPT)
    successor = Course(
        Language.ENGLISH, pretrain, work / "successor", 1_200, [*_FIXED, *_further(teacher, work, 0.002)]
    ).run(_mixed(kept, silver * _ENGLISH_SILVER_SHOWN), development)
    lessons = _mixed(train, silver, written * _WRITTEN_SHOWN[Language.ENGLISH])
    return _finished(Language.ENGLISH, pretrain, work, successor, lessons, [*development, *kept_back], _FIXED)


def _arabic(corpora: Path, gold: Path, pretrain: Path, work: Path) -> Path:
    documents = list(load_gold(gold / "ar_train"))
    train = _all_windows((d for i, d in enumerate(documents) if i % HELD_OUT_EVERY), Language.ARABIC)
    written, kept_back = _written(Language.ARABIC)
    development = [*_all_windows(documents[::HELD_OUT_EVERY], Language.ARABIC), *kept_back]
    often, lessons = train * _ARABIC_GOLD_SHOWN, _mixed(train, written * _WRITTEN_SHOWN[Language.ARABIC])
    teacher = Course(Language.ARABIC, pretrain, work / "teacher", 1_500, [*_TUNED, "--num_layers", "1"]).run(
        train, development
    )
    silver = _silver(corpora, _loaded(teacher, pretrain), Language.ARABIC)
    successor = Course(Language.ARABIC, pretrain, work / "successor", 4_000, _TUNED).run(
        _mixed(often, silver), development
    )
    reader = _finished(Language.ARABIC, pretrain, work / "first", successor, lessons, development, _TUNED)
    silver = _silver(corpora, _loaded(reader, pretrain), Language.ARABIC)
    again = Course(Language.ARABIC, pretrain, work / "again", 2_600, [*_TUNED, *_further(successor, work, 0.0012)]).run(
        _mixed(often, silver, written * _WRITTEN_SHOWN_AMONG_SILVER), development
    )
    return _finished(Language.ARABIC, pretrain, work / "second", again, lessons, development, _TUNED)


_FIXED = ("--no_emb_finetune",)
_TUNED = ("--emb_finetune_known_only",)


def _finished(
    language: Language, pretrain: Path, work: Path, start: Path, lessons: Windows, development: Windows,
    options: Sequence[str],
) -> Path:  # fmt: skip
    """Go on from `start` twice with different chance and low rates, and average the two."""
    work.mkdir(parents=True, exist_ok=True)
    first = Course(language, pretrain, work / "finish-1", 600, [*options, *_further(start, work, 0.0006)])
    second = Course(
        language, pretrain, work / "finish-2", 600, [*options, *_further(start, work, 0.0005), "--seed", "77"]
    )
    return _averaged(first.run(lessons, development), second.run(lessons, development), work / "averaged.pt")


def _further(checkpoint: Path, work: Path, rate: float) -> list[str]:
    """Options that go on from a checkpoint at a given rate, looking often whether to stop.

    Stanza takes the rate and the dropout of a tagger that it goes on with from its checkpoint and not from the
    options, so a copy of the checkpoint says them.
    """
    start = torch.load(checkpoint, map_location="cpu", weights_only=True)
    start["config"].update(lr=rate, dropout=0.5, word_dropout=0.1)
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


def _written(language: Language) -> tuple[Windows, Windows]:
    """The windows of the articles that were written for training: those to learn from, and those kept back."""
    parts: tuple[Windows, Windows] = ([], [])
    for number, document in enumerate(load_written(language), 1):
        parts[number % WRITTEN_HELD_OUT_EVERY == 0].extend(windows_of(document, language, nested=True))
    return parts


def _mixed(*parts: Iterable[Tagged]) -> Windows:
    windows = [window for part in parts for window in part]
    random.Random(_SEED).shuffle(windows)
    return windows


def _all_windows(documents: Iterable[GoldDocument], language: Language) -> Windows:
    windows: Windows = []
    for document in documents:
        try:
            windows.extend(windows_of(document, language, nested=language is Language.ARABIC))
        except RefusedText as refusal:
            log.warning("%s left out: %s", document.name, refusal)
    return windows


def _silver(corpora: Path, teacher: Tagger, language: Language) -> Iterator[Tagged]:
    articles = list(raw_articles(corpora, language))
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
