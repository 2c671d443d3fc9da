"""Via: whom the words were told, or where they were said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nlp.detect.via import with_via
from tests.nlp.detect.make import english, frame


@pytest.mark.parametrize(
    ("sentence", "cue", "lemma", "content", "expected"),
    [
        ("The mayor told the Gazette that it rained.", "told", "tell", "it rained", "the Gazette"),
        ('She told reporters: "It rained."', "told", "tell", "It rained", "reporters"),
        ("It rained, she told the Marlow Gazette on Monday.", "told", "tell", "It rained", "the Marlow Gazette"),
        ("He said in a statement that it rained.", "said", "say", "it rained", "in a statement"),
        (
            "It rained, he said in an interview with Radio Vale.",
            "said",
            "say",
            "It rained",
            "in an interview with Radio Vale",
        ),
        ("In a letter to the council, she said it rained.", "said", "say", "it rained", "In a letter to the council"),
        ("The mayor said it rained.", "said", "say", "it rained", None),
        ("The mayor said it was in a statement.", "said", "say", "it was in a statement", None),
    ],
)
def test_the_via_is_read_from_the_sentence(
    sentence: str, cue: str, lemma: str, content: str, expected: str | None
) -> None:
    text = english(sentence)
    found = with_via(text, replace(frame(text, cue, (content,)), lemma=lemma)).via
    assert (text.working[found.start : found.end] if found else None) == expected
