"""Training the entity taggers: Stanza's BiLSTM-CRF with characters (Qi et al., *Stanza*, 2020) over our tokens."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from stanza.models import ner_tagger

from nlp.training import entity_corpora
from nlp.training.entity_corpora import MarkedSentence
from nlp.training.forms import tokens_as_read
from nlp.training.ship import ship
from nlp.types import EntityKind, Language

log = logging.getLogger(__name__)

TAG_OF_KIND = {kind: kind.value.upper() for kind in EntityKind}
# Every so many sentences of the training parts one is kept to tell when to stop.
_HELD_OUT_EVERY = 15
# A sentence of more tokens than this is a list or a broken line; the taggers never read one that long at once.
_LONGEST_SENTENCE = 150

Tagged = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class EntityData:
    """Sentences to train on, to stop by, and the held-out parts of the corpora by name."""

    train: list[MarkedSentence]
    development: list[MarkedSentence]
    tests: dict[str, list[MarkedSentence]]


def load_data(corpora: Path, language: Language) -> EntityData:
    """Read the corpora of `language` and hold out their test parts."""
    folder = corpora / "ner"
    if language is Language.ARABIC:
        aner, aner_test = entity_corpora.anercorp(folder)
        caraner = entity_corpora.caraner(folder)
        aqmar = entity_corpora.aqmar(folder, "train") + entity_corpora.aqmar(folder, "dev")
        tests = {"ANERcorp": aner_test, "AQMAR": entity_corpora.aqmar(folder, "test"), "CAraNER": caraner[9::10]}
        train = aner + aqmar + [s for index, s in enumerate(caraner) if index % 10 != 9]
    else:
        articles = entity_corpora.worldwide(folder)
        wikigold = entity_corpora.wikigold(folder)
        tests = {
            "Worldwide": [s for article in articles[9::10] for s in article],
            "UNER EWT": entity_corpora.uner_ewt(folder, "dev"),
            "WikiGold": wikigold[9::10],
        }
        train = [s for index, article in enumerate(articles) if index % 10 != 9 for s in article]
        train += entity_corpora.uner_ewt(folder, "train")
        train += [s for index, s in enumerate(wikigold) if index % 10 != 9]
    kept = [s for index, s in enumerate(train) if index % _HELD_OUT_EVERY]
    return EntityData(kept, train[::_HELD_OUT_EVERY], tests)


def tagged(sentence: MarkedSentence) -> Tagged:
    """Return the forms of the sentence's tokens with their BIOES tags.

    A token belongs to a name when at least half of it does (`pro-Israel` is no place, `Guinea-Bissau-based` is none).
    """
    tokens = tokens_as_read(sentence.text)
    tags = ["O"] * len(tokens)
    for start, end, kind in sentence.names:
        inside = [
            index
            for index, token in enumerate(tokens)
            if 2 * (min(end, token.end) - max(start, token.start)) >= token.end - token.start
        ]
        if inside:
            _write(tags, inside, TAG_OF_KIND[kind])
    return [(token.form, tag) for token, tag in zip(tokens, tags, strict=True)]


def _write(tags: list[str], inside: Sequence[int], label: str) -> None:
    for index in inside:
        tags[index] = f"I-{label}"
    tags[inside[0]] = f"B-{label}"
    tags[inside[-1]] = f"E-{label}" if len(inside) > 1 else f"S-{label}"


def write_stanza(sentences: Iterable[MarkedSentence], out: Path) -> int:
    """Write sentences in the trainer's format; return how many tokens. Overlong sentences are cut."""
    document = []
    for sentence in sentences:
        words = tagged(sentence)
        for start in range(0, len(words), _LONGEST_SENTENCE):
            document.append([{"text": form, "ner": tag} for form, tag in words[start : start + _LONGEST_SENTENCE]])
    out.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return sum(map(len, document))


def train_entities(
    corpora: Path, language: Language, pretrain: Path, work: Path, out: Path, *, steps: int, options: Sequence[str] = ()
) -> None:
    """Train the entity tagger of `language` with the vectors `pretrain`; leave files in `work`, ship it as `out`.

    `steps` is the number of batches; `options` are further options of Stanza's trainer.
    """
    work.mkdir(parents=True, exist_ok=True)
    data = load_data(corpora, language)
    log.info("%d tokens to train on", write_stanza(data.train, work / "train.json"))
    log.info("%d tokens to stop by", write_stanza(data.development, work / "dev.json"))
    ner_tagger.main(
        [
            "--train_file", str(work / "train.json"), "--eval_file", str(work / "dev.json"),
            "--save_dir", str(work), "--save_name", "entities.pt", "--shorthand", f"{language.value}_entities",
            "--wordvec_pretrain_file", str(pretrain), "--emb_finetune_known_only",
            "--hidden_dim", "128", "--char_hidden_dim", "40", "--char_emb_dim", "25",
            "--optim", "adam", "--lr", "0.002", "--batch_size", "48", "--max_batch_words", "1500",
            "--dropout", "0.4", "--word_dropout", "0.02", "--patience", "2",
            "--max_steps", str(steps), "--eval_interval", "250", "--max_steps_no_improve", "2000",
            "--log_step", "50", "--cpu", *options,
        ]
    )  # fmt: skip
    ship(work / "entities.pt", out)
