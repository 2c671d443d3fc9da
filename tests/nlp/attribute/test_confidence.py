"""Confidence: a probability that moves the way the stages' doubts do."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from nlp.attribute.confidence import FEATURES, confidence, features
from nlp.attribute.speaker import ResolvedSpeaker
from nlp.detect.frame import Frame
from nlp.training.confidence import logistic
from nlp.types import Evidence, SpeakerKind, Type
from tests.nlp.detect.make import english, frame

TEXT = english("The mayor said it rained.")


def known(source: bool = True) -> tuple[Frame, ResolvedSpeaker]:
    found = frame(TEXT, "said", ("it rained",), source="The mayor")
    assert found.source is not None
    speaker = ResolvedSpeaker("The mayor", found.source, SpeakerKind.PERSON, (found.source,))
    return (found if source else replace(found, source=None)), speaker


def sureness(found: Frame, speaker: ResolvedSpeaker | None) -> float:
    return confidence(found, speaker, nested=False)[0]


@pytest.mark.parametrize("probability", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("extent", [0.0, 0.3, 1.0])
def test_it_is_always_a_probability(probability: float, extent: float) -> None:
    found, speaker = known()
    sure = sureness(replace(found, probability=probability, extent=extent), speaker)
    assert 0.0 < sure < 1.0


def test_a_surer_cue_makes_a_surer_record() -> None:
    found, speaker = known()
    doubtful = sureness(replace(found, probability=0.55), speaker)
    assert sureness(replace(found, probability=0.99), speaker) > doubtful


def test_clear_edges_make_a_surer_record() -> None:
    found, speaker = known()
    doubtful = sureness(replace(found, extent=0.2), speaker)
    assert sureness(replace(found, extent=0.95), speaker) > doubtful


def test_a_record_without_any_speaker_is_less_sure() -> None:
    found, speaker = known(source=False)
    assert sureness(found, None) < sureness(found, speaker)


@pytest.mark.parametrize("nested", [False, True])
@pytest.mark.parametrize("type_", list(Type))
def test_the_parts_together_are_the_log_odds(nested: bool, type_: Type) -> None:
    found, speaker = known()
    found = replace(found, probability=0.8, extent=0.7, type=type_)
    probability, parts = confidence(found, speaker, nested)
    total = sum(part.contribution for part in parts)
    assert 1 / (1 + math.exp(-total)) == pytest.approx(probability, abs=0.002)
    assert (Evidence.NESTED in {part.evidence for part in parts}) == nested
    assert all(part.contribution for part in parts)


def test_the_features_have_names() -> None:
    found, speaker = known()
    assert len(features(found, speaker, nested=False)) == len(FEATURES)


def test_the_fit_finds_the_weights_that_made_the_data() -> None:
    chance = np.random.default_rng(7)
    rows = np.column_stack([np.ones(4_000), chance.normal(size=4_000)])
    right = (chance.random(4_000) < 1 / (1 + np.exp(-(0.5 + 1.5 * rows[:, 1])))).astype(np.float64)
    assert logistic(rows, right) == pytest.approx([0.5, 1.5], abs=0.15)
