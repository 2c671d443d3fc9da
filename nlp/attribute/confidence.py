"""How probable it is that a whole record is right: pairing, speaker, level and extent.

A logistic regression over what the stages know of their own doubts (Platt, *Probabilistic Outputs for Support Vector
Machines*, 1999), fitted by `nlp.training.confidence` on documents that the taggers did not learn from.
"""

from __future__ import annotations

import json
import math
from functools import cache

from nlp.annotate.pipeline import MODELS
from nlp.attribute.speaker import ResolvedSpeaker
from nlp.detect.frame import Frame
from nlp.types import Act, ConfidencePart, Evidence, Type

FEATURES = tuple(Evidence)
"""What is looked at, in the order of the weights."""

MOST_SURE = 6.0
"""Log odds beyond which a probability says no more (0.9975)."""

LEAST = 0.0005
"""Log odds below which a part rounds to nothing."""


def features(frame: Frame, speaker: ResolvedSpeaker | None, nested: bool) -> tuple[float, ...]:
    """Return the values of `FEATURES` for one record: log odds for probabilities, 0 or 1 for facts."""
    source_is_fullest = speaker is not None and frame.source == speaker.fullest
    return (
        1.0,
        _log_odds(frame.probability),
        _log_odds(frame.extent),
        float(frame.source is None and not frame.agentless),
        float(speaker is None),
        float(frame.source is not None and not source_is_fullest),
        float(nested),
        float(frame.type is Type.DIRECT),
        float(frame.act is Act.BELIEF),
    )


def confidence(frame: Frame, speaker: ResolvedSpeaker | None, nested: bool) -> tuple[float, list[ConfidencePart]]:
    """Return the probability that the record is right as a whole, 0 to 1, and what each piece of evidence added to its
    log odds, evidence that added nothing left out; all to three places.

    `nested` tells whether the record stands inside the content of another.
    """
    weighed = [w * x for w, x in zip(_weights(), features(frame, speaker, nested), strict=True)]
    score = max(-MOST_SURE, min(MOST_SURE, sum(weighed)))
    parts = [
        ConfidencePart(evidence=evidence, contribution=round(added, 3))
        for evidence, added in zip(FEATURES, weighed, strict=True)
        if abs(added) >= LEAST
    ]
    return round(1.0 / (1.0 + math.exp(-score)), 3), parts


@cache
def _weights() -> tuple[float, ...]:
    fitted = json.loads((MODELS / "confidence.json").read_text(encoding="utf-8"))
    return tuple(float(fitted[name]) for name in FEATURES)


def _log_odds(probability: float) -> float:
    bounded = min(max(probability, 1e-6), 1 - 1e-6)
    return max(-MOST_SURE, min(MOST_SURE, math.log(bounded / (1 - bounded))))
