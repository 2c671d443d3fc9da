"""What a refusal to comment holds."""

from __future__ import annotations

import pytest

from nlp.detect.quoted import QuotationIndex
from nlp.detect.refusal import quoted_refusal, within
from tests.nlp.detect.make import arabic, english, piece


@pytest.mark.parametrize(
    ("sentence", "cue", "content", "kept"),
    [
        ('The warden declined to comment: "Ask the court."', "declined to comment", "Ask the court.", True),
        ('The warden declined to comment on the "deep tunnel" plan.', "declined to comment", "deep tunnel", False),
        ("The warden declined to comment on the tunnel.", "declined to comment", "the tunnel", False),
        ('"I refuse to comment on the tunnel," the warden said.', "refuse to comment", "the tunnel", False),
    ],
)
def test_only_a_refusal_that_is_quoted_is_content(sentence: str, cue: str, content: str, kept: bool) -> None:
    text = english(sentence)
    spot = piece(text, content)
    found = quoted_refusal(text, QuotationIndex(text.quotations), piece(text, cue), [spot])
    assert found == ((spot,) if kept else ())


def test_the_source_ends_where_the_cue_goes_on() -> None:
    text = arabic("رفض الناطق سليم ناصر التعليق على الحريق.")
    subject = piece(text, "الناطق سليم ناصر")
    assert within(piece(text, "الناطق سليم ناصر التعليق على الحريق"), subject) == subject
    assert within(piece(text, "الناطق"), subject) == piece(text, "الناطق")
    assert within(None, subject) is None
