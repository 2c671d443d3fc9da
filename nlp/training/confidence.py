"""Fitting the confidence: logistic regression on gold documents that the taggers were not trained on.

A record counts as right when it pairs with a gold record (contents that overlap by half) and names the same speaker at
the same level, which is what the gold sets' own scorer asks of a full hit.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.analyse import findings_of
from nlp.annotate.entities import find_names
from nlp.attribute.confidence import FEATURES, features
from nlp.detect.frame import Frame
from nlp.detect.reader import find_frames
from nlp.fold import fold
from nlp.normalise.prepare import prepare
from nlp.normalise.text import WorkingText
from nlp.training.annotated import load_annotated
from nlp.training.attribution import HELD_OUT_EVERY
from nlp.training.gold import GoldDocument, Record, load_gold
from nlp.types import Language, Level

SAME = 0.5
"""Overlap from which two contents, or two names, are the same one."""

PENALTY = 1.0
"""Strength of the ridge penalty: a few hundred records must not make any weight extreme."""

STEPS = 50
"""Newton steps; the fit stands still after ten."""

Floats = NDArray[np.float64]


def fit_confidence(documents: Iterable[GoldDocument], out: Path) -> dict[str, float]:
    """Fit the weights on gold `documents` that the taggers were not trained on, and write them to `out`."""
    rows: list[tuple[float, ...]] = []
    right: list[bool] = []
    for document in documents:
        for row, is_right in judged(document):
            rows.append(row)
            right.append(is_right)
    weights = logistic(np.array(rows), np.array(right, dtype=np.float64))
    fitted = {name.value: round(float(weight), 4) for name, weight in zip(FEATURES, weights, strict=True)}
    out.write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")
    return fitted


def held_out(corpora: Path, gold: Path) -> dict[str, Iterable[GoldDocument]]:
    """Return what was held out when the taggers were trained, by name: of the Arabic gold, and of the annotated
    articles in either language. Each is read once, when it is gone through.

    `corpora` and `gold` are as in `nlp.training.attribution.train_attribution`.
    """
    return {
        "ar_train": islice(load_gold(gold / "ar_train"), 0, None, HELD_OUT_EVERY),
        "arabic": load_annotated(corpora, Language.ARABIC, held_out=True),
        "english": load_annotated(corpora, Language.ENGLISH, held_out=True),
    }


def judged(document: GoldDocument) -> list[tuple[tuple[float, ...], bool]]:
    """Return the features of each record found in `document`, and whether the record is right."""
    text = prepare(document.text)
    names = find_names(text)
    found = []
    for finding in findings_of(text, find_frames(text), names):
        frame, speaker = finding.frame, finding.speaker
        name = speaker.name if speaker else None
        right = _right(text, frame, name, finding.sourcing.level, document.records)
        found.append((features(frame, speaker, finding.parent is not None), right))
    return found


def logistic(rows: Floats, right: Floats) -> Floats:
    """Return the weights of a ridge-penalised logistic regression (iteratively reweighted least squares)."""
    weights = np.zeros(rows.shape[1])
    penalty = PENALTY * np.eye(rows.shape[1])
    penalty[0, 0] = 0.0
    for _ in range(STEPS):
        fitted = 1.0 / (1.0 + np.exp(-rows @ weights))
        curvature = rows.T @ (rows * (fitted * (1 - fitted))[:, None]) + penalty
        weights += np.linalg.solve(curvature, rows.T @ (right - fitted) - penalty @ weights)
    return weights


def _right(text: WorkingText, frame: Frame, name: str | None, level: Level, records: Sequence[Record]) -> bool:
    mine = _places([text.to_original(piece.start, piece.end) for piece in frame.content])
    for record in records:
        gold = _places([(piece["start"], piece["end"]) for piece in record["content"]])
        if len(mine & gold) >= SAME * len(mine | gold) and (mine or gold):
            return level == record["level"] and same_name(name, record)
    return False


def _places(spans: Sequence[tuple[int, int]]) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}


def same_name(name: str | None, record: Record) -> bool:
    """Whether `name` is the speaker of a gold `record`, by the words they share; none is right where it has none."""
    mentions = {record["speaker"], *(record.get("speaker_mentions") or ())} - {None}
    if not name or not mentions:
        return not name and not mentions
    mine = _name_words(name)
    return any(len(mine & (gold := _name_words(m))) >= SAME * min(len(mine), len(gold) or 1) for m in mentions)


def _name_words(name: str) -> set[str]:
    return {word.removeprefix("ال") for word in re.findall(r"\w+", fold(name).lower())}
