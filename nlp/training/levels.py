"""Fitting the weights by which a phrase's words speak for its sourcing level (`nlp.attribute.level_evidence`).

The phrases are the fullest mentions that the engine itself finds when it is given the cues and spans of the annotated
articles; the right level is the annotated one.
"""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from tqdm import tqdm

from nlp.analyse import findings_of
from nlp.annotate.entities import find_names
from nlp.attribute.level import detail_of, read_phrase
from nlp.attribute.level_evidence import LEVELS, evidence
from nlp.normalise.prepare import prepare
from nlp.training.annotated import load_annotated
from nlp.training.confidence import same_name
from nlp.training.gold import GoldDocument, frames_of
from nlp.types import Act, Language

log = logging.getLogger(__name__)

LEAST_COUNT = 3
"""A key met less often is chance."""

STRENGTH = 0.7
"""The inverse of the penalty; with it some 500 weights remain of ten times as many."""

_PASSES = 100

Lesson = tuple[list[str], str]
"""The keys that hold of a phrase, and its annotated level."""


def fit_levels(corpora: Path, out: Path) -> None:
    """Fit the weights on the annotated articles that are not held out, and write them to `out`, for both languages."""
    fitted = {language.value: weights(lessons(_articles(corpora, language))) for language in Language}
    out.write_text(json.dumps(fitted, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def lessons(documents: Iterable[GoldDocument]) -> Iterator[Lesson]:
    """Yield what there is to learn from each attribution that the scorer counts."""
    for document in documents:
        text = prepare(document.text)
        names = find_names(text)
        findings = findings_of(text, frames_of(document, text), names)
        for finding, record in zip(findings, document.records, strict=True):
            phrase_at = finding.speaker.fullest if finding.speaker else finding.frame.source
            counts = finding.frame.act in (Act.STATEMENT, Act.NO_COMMENT)
            # Of a wrong speaker's phrase the annotated level says nothing.
            if (
                phrase_at is not None
                and counts
                and same_name(finding.speaker.name if finding.speaker else None, record)
            ):
                phrase = read_phrase(text.working, phrase_at, names, finding.frame.language)
                yield list(evidence(phrase, detail_of(phrase))), record["level"]


def weights(taught: Iterable[Lesson]) -> dict[str, list[float]]:
    """Return the weights of the keys that are not idle: a number for each of `LEVELS`."""
    rows, levels = zip(*taught, strict=True)
    counts = Counter(key for row in rows for key in row)
    vectorizer = DictVectorizer()
    table = vectorizer.fit_transform({key: 1.0 for key in row if counts[key] >= LEAST_COUNT} for row in rows)
    # The solver takes narrow indices alone.
    table.indices, table.indptr = table.indices.astype(np.int32), table.indptr.astype(np.int32)
    model = LogisticRegression(
        C=STRENGTH, l1_ratio=1.0, solver="saga", max_iter=_PASSES, tol=1e-3, fit_intercept=False, random_state=1
    ).fit(table, levels)
    log.info("%d attributions, right on them %.4f", len(levels), model.score(table, levels))
    order = [list(model.classes_).index(level.value) for level in LEVELS]
    return {
        key: [round(float(weight), 3) for weight in column]
        for key, column in zip(vectorizer.get_feature_names_out(), model.coef_[order].T, strict=True)
        if np.abs(column).max() >= 0.0005
    }


def _articles(corpora: Path, language: Language) -> Iterator[GoldDocument]:
    return iter(tqdm(load_annotated(corpora, language, held_out=False), unit="article", desc=language.value))
