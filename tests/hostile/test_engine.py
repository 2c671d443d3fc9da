"""Texts that nobody means well with, through the whole engine: a record or a refusal, within the budget, and every
span still the original's."""

from __future__ import annotations

import time

import pytest

from nlp.types import Article, DocumentRecord
from tests.app.conftest import load_engine_once

NAME = "رامي الحداد"
SAID = "قال المدير {} إن الجسر مفتوح منذ صباح الاثنين."


def analysed(text: str, seconds: float) -> DocumentRecord:
    """Analyse within so many seconds of this process, the models loaded before."""
    engine = load_engine_once()
    engine.analyse(Article(text="قال الوزير إن الجسر مفتوح. The mayor said the bridge was open."))
    started = time.thread_time()
    record = engine.analyse(Article(text=text))
    assert time.thread_time() - started < seconds
    for attribution in record.attributions:
        for span in (attribution.cue, attribution.source, attribution.via, attribution.said_at, *attribution.content):
            assert span is None or text[span.start : span.end] == span.text
    return record


@pytest.mark.parametrize(
    "written",
    [
        NAME,
        f"\u202e{NAME}\u202c",
        f"\u2067{NAME}\u2069",
        "\u200f".join(NAME),
        "را\u200bمي الح\u200cدا\ufeffد",
        "رَامِي الحــدّاد",
    ],
)
def test_what_nobody_sees_in_a_name_changes_nobody(written: str) -> None:
    (record,) = analysed(SAID.format(written), 10).attributions
    assert record.speaker is not None
    assert NAME in record.speaker.name
    assert (record.level, len(record.content)) == ("named", 1)


@pytest.mark.parametrize("letter", ["N", "ن"])
def test_a_name_of_10_000_characters(letter: str) -> None:
    record = analysed(f"{letter * 10_000} said on Monday that the bridge was open. " * 3, 60)
    assert record.document.text_length > 30_000


def test_a_sentence_of_two_hundred_kilobytes() -> None:
    """The longest that is analysed here: the two megabytes of the readers take the engine ten times as long."""
    record = analysed(f"The mayor said that {'the old bridge was open and ' * 7_400}closed.", 240)
    assert record.document.text_length > 200_000


def test_dates_without_end() -> None:
    analysed("He said on Tuesday, March 3, 2021, " * 1_000 + "that it was open.", 120)
