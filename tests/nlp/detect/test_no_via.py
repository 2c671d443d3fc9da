"""A via that is none: the source once more, whoever is accused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nlp.detect.no_via import without_false_via
from tests.nlp.detect.make import arabic, frame, piece


@pytest.mark.parametrize(
    ("sentence", "cue", "lemma", "source", "via", "kept"),
    [
        ("اتهمت النائبة ليلى الحكومة بالمماطلة.", "اتهمت", "اتهم", "النائبة ليلى", "الحكومة", False),
        ("اتهمت النائبة ليلى في بيان الحكومة بالمماطلة.", "اتهمت", "اتهم", "النائبة ليلى", "في بيان", True),
        ("اتهمت النائبة لصحيفة الميناء الحكومة بالمماطلة.", "اتهمت", "اتهم", "النائبة", "لصحيفة الميناء", True),
        ("أبلغ النائب الحكومة بالمماطلة.", "أبلغ", "أبلغ", "النائب", "الحكومة", True),
        ("بحسب ما نقلته وكالة الضفة عنه بالمماطلة.", "بحسب ما نقلته", "بحسب", "وكالة الضفة", "وكالة الضفة", False),
    ],
)
def test_a_false_via_goes(sentence: str, cue: str, lemma: str, source: str, via: str, kept: bool) -> None:
    text = arabic(sentence)
    found = replace(frame(text, cue, ("بالمماطلة",), source), lemma=lemma, via=piece(text, via))
    assert without_false_via(text, found).via == (found.via if kept else None)
