"""Edges: what belongs to a source and a content, and what stands before and after."""

from __future__ import annotations

import pytest

from nlp.detect.edges import trim_content, trim_source, trim_time
from nlp.lexicon.reporting import ReportingWord
from tests.nlp.detect.make import arabic, english, piece

PLAIN = ReportingWord(lemma="قال")


@pytest.mark.parametrize(
    ("sentence", "read", "expected"),
    [
        ("قال العمدة إن الطاحونة قديمة.", "إن الطاحونة قديمة.", "الطاحونة قديمة"),
        ("صرح العمدة بأن الطاحونة قديمة", "بأن الطاحونة قديمة", "الطاحونة قديمة"),
        ("قال: «الطاحونة قديمة»", ": «الطاحونة قديمة»", "الطاحونة قديمة"),
        ("قال إن «الطاحونة» التي نعرفها قديمة", "إن «الطاحونة» التي نعرفها قديمة", "«الطاحونة» التي نعرفها قديمة"),
        ("قال إن الذي بنى المنزل هو «الطحان»", "الذي بنى المنزل هو «الطحان»", "الذي بنى المنزل هو «الطحان»"),
    ],
)
def test_arabic_content_loses_complementiser_and_outer_marks(sentence: str, read: str, expected: str) -> None:
    text = arabic(sentence)
    found = trim_content(text, piece(text, read), PLAIN)
    assert found is not None
    assert text.working[found.start : found.end] == expected


def test_english_content_loses_its_complementiser() -> None:
    text = english("She said that the mill, though old, works.")
    found = trim_content(text, piece(text, "that the mill, though old, works."), PLAIN)
    assert found is not None
    assert text.working[found.start : found.end] == "the mill, though old, works"


def test_a_preposition_that_the_verb_takes_is_no_content() -> None:
    text = arabic("أشادت الوزيرة بجهود المعلمين")
    found = trim_content(text, piece(text, "بجهود المعلمين"), ReportingWord(lemma="أشاد", attached="ب"))
    assert found is not None
    assert text.working[found.start : found.end] == "جهود المعلمين"


def test_marks_alone_are_no_content() -> None:
    text = arabic("قال إن: «»")
    assert trim_content(text, piece(text, "إن: «»"), PLAIN) is None


def test_a_source_loses_the_preposition_of_its_cue() -> None:
    text = arabic("وفقا لتقرير البلدية فإن الجسر سليم")
    found = trim_source(text, piece(text, "لتقرير البلدية"), ReportingWord(lemma="وفق", takes_l=True))
    assert found is not None
    assert text.working[found.start : found.end] == "تقرير البلدية"


def test_no_source_stays_none() -> None:
    assert trim_source(arabic("قيل إن الجسر سليم"), None, PLAIN) is None


@pytest.mark.parametrize(
    ("sentence", "read", "expected"),
    [
        ('He called it "a gift" today.', 'it "a gift"', 'it "a gift"'),
        ('He said: "it is a gift".', '"it is a gift".', "it is a gift"),
        ('He spoke of "gifts" and "toys".', '"gifts" and "toys"', '"gifts" and "toys"'),
        ('He said: "it is a gift', '"it is a gift', "it is a gift"),
    ],
)
def test_a_straight_quotation_mark_stays_where_its_partner_is_inside(sentence: str, read: str, expected: str) -> None:
    text = english(sentence)
    found = trim_content(text, piece(text, read), PLAIN)
    assert found is not None
    assert text.working[found.start : found.end] == expected


@pytest.mark.parametrize(
    ("sentence", "read", "expected"),
    [
        ("She said on Tuesday it had closed.", "on Tuesday it had closed", "it had closed"),
        ("She said on 3 March 2026 the mill closed.", "on 3 March 2026 the mill closed", "the mill closed"),
        (
            "She said on Tuesday's list it was absent.",
            "on Tuesday's list it was absent",
            "on Tuesday's list it was absent",
        ),
        ("She said that on Tuesday it closed.", "on Tuesday it closed", "on Tuesday it closed"),
        ("She said on balance it works.", "on balance it works", "on balance it works"),
    ],
)
def test_the_time_of_saying_is_no_content(sentence: str, read: str, expected: str) -> None:
    text = english(sentence)
    found = trim_time(text, piece(text, read), piece(text, "said"))
    assert text.working[found.start : found.end] == expected


@pytest.mark.parametrize(
    ("sentence", "read", "expected"),
    [
        ("TOLAN, May 2 – The envoy said so.", "TOLAN, May 2 – The envoy", "The envoy"),
        ("TOLAN (Agency) - The envoy said so.", "TOLAN (Agency) - The envoy", "The envoy"),
        ("The mill burned; its owner said so.", "The mill burned; its owner", "its owner"),
        ("The NHS – the employer – said so.", "The NHS – the employer", "The NHS – the employer"),
        ("NATO spokeswoman Ann Lee said so.", "NATO spokeswoman Ann Lee", "NATO spokeswoman Ann Lee"),
    ],
)
def test_a_source_loses_dateline_and_clause_before_it(sentence: str, read: str, expected: str) -> None:
    text = english(sentence)
    found = trim_source(text, piece(text, read), PLAIN)
    assert found is not None
    assert text.working[found.start : found.end] == expected
