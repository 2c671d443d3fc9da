"""A source ends where the outlet it spoke to begins."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nlp.detect.recipient import with_recipient
from tests.nlp.detect.make import arabic, frame


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
