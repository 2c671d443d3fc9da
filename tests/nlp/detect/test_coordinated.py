"""Two reports of one subject: the first ends where the second begins."""

from __future__ import annotations

import pytest

from nlp.detect.coordinated import with_coordinated_ended
from nlp.detect.quoted import QuotationIndex
from tests.nlp.detect.make import english, frame


@pytest.mark.parametrize(
    ("sentence", "second", "source", "expected"),
    [
        ("She said the mill was safe and warned the owners", "warned", "She", "the mill was safe"),
        ("She said the mill was safe, but has often warned the owners", "warned", "She", "the mill was safe"),
        ("She said the clerk came and warned the owners", "warned", "the clerk", None),
        ("She said the mill had warned the owners", "warned", "She", None),
        ('She said "the mill is safe and warned the owners"', "warned", "She", None),
    ],
)
def test_a_content_ends_before_the_next_report_of_its_subject(
    sentence: str, second: str, source: str, expected: str | None
) -> None:
    text = english(sentence)
    content = sentence.partition("said ")[2].strip('"')
    first = frame(text, "said", (content,), source="She")
    other = frame(text, second, ("the owners",), source=source)
    found, _ = with_coordinated_ended(text, QuotationIndex(text.quotations), [first, other])
    piece = found.content[0]
    assert text.working[piece.start : piece.end] == (expected or content)
