"""Pull quotes: a quotation set apart, and a name under it."""

from __future__ import annotations

import pytest

from nlp.detect.pull_quotes import find_pull_quotes
from nlp.detect.quoted import QuotationIndex
from tests.nlp.detect.make import arabic, english, frame

QUOTATION = '"The valley will not wait for another winter."'


def sources(words: str, reader: str = "en") -> list[str]:
    text = (english if reader == "en" else arabic)(words)
    found = find_pull_quotes(text, QuotationIndex(text.quotations), [])
    return [text.working[f.cue.start : f.cue.end] for f in found]


@pytest.mark.parametrize(
    "line", ["Lena Hartwell, mayor of Marlow", "— Lena Hartwell, mayor of Marlow", "Lena Hartwell"]
)
def test_the_name_under_a_quotation_is_its_source(line: str) -> None:
    found = sources(f"The bridge closed in May.\n{QUOTATION}\n{line}\nThe road is open.")
    assert [name.lstrip("— ") for name in found] == [line.lstrip("— ")]


def test_arabic_needs_the_dash() -> None:
    quotation = "«لن ينتظر الوادي شتاء آخر حتى يعود الماء».\n"
    assert sources(quotation + "- سامر الحداد، رئيس البلدية\nالطريق مفتوح.", "ar") == ["سامر الحداد، رئيس البلدية"]
    assert sources(quotation + "سامر الحداد رئيس البلدية\nالطريق مفتوح.", "ar") == []


@pytest.mark.parametrize("line", ["The road is open again.", "what happened next", "The Road: Open Again:"])
def test_a_sentence_under_a_quotation_is_none(line: str) -> None:
    assert sources(f"{QUOTATION}\n{line}\nMore text follows here.") == []


def test_a_quotation_with_a_cue_is_left_alone() -> None:
    text = english(f"{QUOTATION} she said.\nLena Hartwell\nThe road is open.")
    known = frame(text, "said", ("The valley will not wait",))
    assert list(find_pull_quotes(text, QuotationIndex(text.quotations), [known])) == []


def test_a_cue_inside_the_quotation_does_not_take_it() -> None:
    text = english('"They told me the valley would not wait."\nLena Hartwell\nThe road is open.')
    inner = frame(text, "told", ("the valley would not wait",))
    (found,) = find_pull_quotes(text, QuotationIndex(text.quotations), [inner])
    assert text.working[found.cue.start : found.cue.end] == "Lena Hartwell"
