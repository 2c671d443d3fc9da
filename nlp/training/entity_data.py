"""What the entity taggers are trained on, what tells when to stop, and what they are measured on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp.training import entity_corpora
from nlp.training.entity_corpora import MarkedSentence
from nlp.training.forms import tokens_as_read
from nlp.types import EntityKind, Language

TAG_OF_KIND = {kind: kind.value.upper() for kind in EntityKind}
# Every so many sentences of the training parts one is kept to tell when to stop.
_HELD_OUT_EVERY = 15
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

    A token belongs to a name when at least half of it does (`pro-Israel`, but not `US-based`).
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
