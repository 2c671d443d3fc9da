"""Contents: quotations taken whole, continued, and told apart by how much of them is quoted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from nlp.detect.content import complete
from nlp.detect.frame import Frame
from nlp.detect.quoted import QuotationIndex, type_of
from nlp.normalise.text import WorkingText
from nlp.types import Act, Type
from tests.nlp.detect.make import arabic, english, frame, piece


def contents(text: WorkingText, *frames: Frame) -> list[list[str]]:
    completed = complete(text, QuotationIndex(text.quotations), frames)
    return [[text.working[p.start : p.end] for p in f.content] for f in completed]


def test_a_quotation_read_in_part_is_taken_whole() -> None:
    text = english('"We will rebuild the old mill before winter," said the mayor.')
    assert contents(text, frame(text, "said", ("rebuild the old mill",))) == [
        ["We will rebuild the old mill before winter"]
    ]


def test_a_quotation_that_follows_without_a_cue_goes_with_the_speaker() -> None:
    text = english('"The mill is old," said the mayor. "It will be rebuilt."\nThe council meets on Monday.')
    assert contents(text, frame(text, "said", ("The mill is old",))) == [["The mill is old", "It will be rebuilt."]]


def test_a_quotation_with_a_cue_of_its_own_does_not() -> None:
    text = english('"The mill is old," said the mayor. "It is not," replied the owner.')
    frames = (frame(text, "said", ("The mill is old",)), frame(text, "replied", ("It is not",)))
    assert contents(text, *frames) == [["The mill is old"], ["It is not"]]


def test_a_quotation_that_opens_the_next_paragraph_goes_on() -> None:
    text = arabic("قال العمدة: «الطاحونة قديمة».\n«وسنعيد بناءها قبل الشتاء».\nوانتهى الاجتماع مساء.")
    assert contents(text, frame(text, "قال", ("الطاحونة قديمة",))) == [["الطاحونة قديمة", "وسنعيد بناءها قبل الشتاء"]]


def test_a_quotation_after_an_indirect_report_goes_with_its_speaker() -> None:
    text = english('The mayor said on Monday that the mill was old. "It will be rebuilt." Nobody objected.')
    assert contents(text, frame(text, "said", ("the mill was old",), "The mayor")) == [
        ["the mill was old", "It will be rebuilt."]
    ]


def test_a_quotation_after_two_reports_goes_with_the_last() -> None:
    text = english('The mayor said the mill was old and added that it would fall. "It will be rebuilt."')
    said, added = frame(text, "said", ("the mill was old",)), frame(text, "added", ("it would fall",))
    assert contents(text, said, added) == [["the mill was old"], ["it would fall", "It will be rebuilt."]]


def test_a_quotation_that_has_a_name_under_it_goes_with_that() -> None:
    text = english('The mayor said the mill was old.\n"It will be rebuilt by winter."\nLena Hartwell, mill owner')
    said = frame(text, "said", ("the mill was old",))
    pulled = frame(text, "Lena Hartwell, mill owner", ("It will be rebuilt by winter.",))
    assert contents(text, said, pulled) == [["the mill was old"], ["It will be rebuilt by winter."]]


@pytest.mark.parametrize("changed", [{"agentless": True}, {"act": Act.BELIEF}])
def test_a_quotation_after_what_nobody_said_is_nobodys(changed: dict[str, Any]) -> None:
    text = english('The mayor is said to think the mill old. "It will be rebuilt."')
    said = replace(frame(text, "said", ("think the mill old",)), **changed)
    assert contents(text, said) == [["think the mill old"]]


@pytest.mark.parametrize(
    ("sentence", "content", "expected"),
    [
        ('The mayor said: "The mill is old and will fall."', "The mill is old and will fall", Type.DIRECT),
        ("The mayor said the mill is old.", "the mill is old", Type.INDIRECT),
        ('The mayor said the mill is "old and dangerous".', 'the mill is "old and dangerous', Type.MIXED),
    ],
)
def test_the_type_follows_the_quotation_marks(sentence: str, content: str, expected: Type) -> None:
    text = english(sentence)
    assert type_of(text, QuotationIndex(text.quotations), (piece(text, content),)) is expected


def test_no_content_has_no_type() -> None:
    text = english("The mayor declined to comment.")
    assert type_of(text, QuotationIndex(()), ()) is None


def test_words_after_a_colon_are_direct_even_without_marks() -> None:
    text = arabic("قال العمدة: الطاحونة قديمة.")
    completed = complete(text, QuotationIndex(text.quotations), [frame(text, "قال", ("الطاحونة قديمة",))])
    assert completed[0].type is Type.DIRECT


def test_a_headline_after_a_name_and_a_colon_stays_indirect() -> None:
    text = arabic("العمدة: الطاحونة قديمة")
    completed = complete(text, QuotationIndex(text.quotations), [frame(text, ":", ("الطاحونة قديمة",))])
    assert completed[0].type is Type.INDIRECT
