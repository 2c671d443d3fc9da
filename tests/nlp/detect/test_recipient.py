"""A source ends where the outlet it spoke to begins."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nlp.detect.recipient import with_recipient
from tests.nlp.detect.make import arabic, english, frame, piece


@pytest.mark.parametrize(
    ("sentence", "cue", "lemma", "source", "expected", "via"),
    [
        (
            "قال الخبير سامر الحداد لصحيفة «الوادي» إن الماء قليل",
            "قال", "قال", "الخبير سامر الحداد لصحيفة «الوادي»", "الخبير سامر الحداد", "لصحيفة «الوادي»",
        ),
        (
            "قال الخبير لـ«الوادي» إن الماء قليل",
            "قال", "قال", "الخبير لـ«الوادي»".replace("ـ", ""), "الخبير", "ل«الوادي»",
        ),
        (
            "أخبر قائد الفرقة موقع «الوادي» أن الماء قليل",
            "أخبر", "أخبر", "قائد الفرقة موقع «الوادي»", "قائد الفرقة", "موقع «الوادي»",
        ),
        ("أخبر مدير موقع الوادي أن الماء قليل", "أخبر", "أخبر", "مدير موقع الوادي", "مدير موقع الوادي", None),
        ("قالت صحيفة الوادي إن الماء قليل", "قالت", "قال", "صحيفة الوادي", "صحيفة الوادي", None),
    ],
)  # fmt: skip
def test_the_source_is_parted_from_the_outlet(
    sentence: str, cue: str, lemma: str, source: str, expected: str, via: str | None
) -> None:
    text = arabic(sentence)
    found = with_recipient(text, replace(frame(text, cue, ("الماء قليل",), source=source), lemma=lemma))
    assert found.source is not None
    assert text.working[found.source.start : found.source.end] == expected
    assert (text.working[found.via.start : found.via.end] if found.via else None) == via


def test_who_was_told_is_no_source() -> None:
    text = english("The mayor was told that the bridge was safe.")
    found = with_recipient(
        text, replace(frame(text, "told", ("the bridge was safe",), source="The mayor"), lemma="tell")
    )
    assert found.source is None
    assert found.via == piece(text, "The mayor")


def test_who_told_is_one() -> None:
    text = english("The mayor told the council that the bridge was safe.")
    given = replace(frame(text, "told", ("the bridge was safe",), source="The mayor"), lemma="tell")
    assert with_recipient(text, given) == given
