"""Wordings that withhold a name stay out of contents and make no record."""

from __future__ import annotations

import time

import pytest

from nlp.detect.frame import Frame
from nlp.detect.quoted import QuotationIndex
from nlp.detect.withheld import without_withheld
from nlp.normalise.text import WorkingText
from tests.nlp.detect.make import arabic, english, frame


def left(text: WorkingText, whole: Frame) -> list[str] | None:
    """What is left of the contents, null where the frame is gone."""
    kept = without_withheld(text, QuotationIndex(text.quotations), whole)
    return None if kept is None else [text.working[piece.start : piece.end] for piece in kept.content]


def test_a_participle_behind_the_content() -> None:
    text = arabic("قال حارس في المخزن إن الأقفال كسرت، طالبا عدم الكشف عن هويته.")
    said = frame(text, "قال", ("الأقفال كسرت، طالبا عدم الكشف عن هويته",))
    assert left(text, said) == ["الأقفال كسرت"]


def test_a_verb_before_the_complementiser() -> None:
    text = arabic("وأكد حارس في المخزن طلب عدم الكشف عن هويته أن الأقفال كسرت.")
    assert left(text, frame(text, "وأكد", ("طلب عدم الكشف عن هويته أن الأقفال كسرت",))) == ["الأقفال كسرت"]
    assert left(text, frame(text, "طلب", ("الأقفال كسرت",))) is None


def test_the_reason_goes_with_it_and_what_follows_stays() -> None:
    text = arabic("قال حارس إن الأقفال كسرت، مشترطا عدم ذكر اسمه لأنه غير مخول بالحديث، وأكد أن أحدا لم يصب.")
    said = frame(text, "قال", ("الأقفال كسرت، مشترطا عدم ذكر اسمه لأنه غير مخول بالحديث",))
    assert left(text, said) == ["الأقفال كسرت"]


def test_english_behind_a_comma() -> None:
    text = english("A guard said the locks were broken, speaking on condition of anonymity to avoid trouble.")
    content = "the locks were broken, speaking on condition of anonymity to avoid trouble"
    assert left(text, frame(text, "said", (content,))) == ["the locks were broken"]


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        (
            arabic("وقال المدير إن العاملة طلبت عدم ذكر اسمها في القائمة."),
            "وقال",
            "العاملة طلبت عدم ذكر اسمها في القائمة",
        ),
        (
            english("The warden said the child had asked not to be named."),
            "said",
            "the child had asked not to be named",
        ),
    ],
)
def test_somebody_else_whose_name_is_withheld_is_what_was_said(text: WorkingText, cue: str, content: str) -> None:
    assert left(text, frame(text, cue, (content,))) == [content]


def test_a_quotation_is_left_whole() -> None:
    text = arabic("قال الحارس: «الأقفال كسرت، شريطة عدم ذكر اسمي».")
    said = frame(text, "قال", ("الأقفال كسرت، شريطة عدم ذكر اسمي",))
    assert left(text, said) == ["الأقفال كسرت، شريطة عدم ذكر اسمي"]


def test_a_hostile_sentence_takes_no_longer_than_its_window() -> None:
    text = arabic("قال حارس إن " + "طالبا عدم الكشف عن هويته " * 4000)
    said = frame(text, "قال", ("طالبا عدم الكشف عن هويته",))
    started = time.thread_time()
    left(text, said)
    assert time.thread_time() - started < 1.0
