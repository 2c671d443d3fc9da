"""The numeral before a source belongs to it."""

from __future__ import annotations

import pytest

from nlp.detect.counted import with_numeral
from tests.nlp.detect.make import arabic, frame


@pytest.mark.parametrize(
    ("sentence", "cue", "source", "whole"),
    [
        ("وفقا لأربعة حراس، سرقت الخزنة.", "وفقا", "حراس", "أربعة حراس"),
        ("قال ثلاثة حراس إن الخزنة سرقت.", "قال", "حراس", "ثلاثة حراس"),
        ("وفقا لحراس، سرقت الخزنة.", "وفقا", "حراس", "حراس"),
        ("قال الحراس إن الخزنة سرقت.", "قال", "الحراس", "الحراس"),
    ],
)
def test_numerals(sentence: str, cue: str, source: str, whole: str) -> None:
    text = arabic(sentence)
    read = with_numeral(text, frame(text, cue, ("الخزنة",), source)).source
    assert read is not None
    assert text.working[read.start : read.end] == whole
