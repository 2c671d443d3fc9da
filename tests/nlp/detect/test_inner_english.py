"""The source of a report inside a report begins behind the outer one."""

from __future__ import annotations

import pytest

from nlp.detect.inner_english import with_outer_cut
from tests.nlp.detect.make import english, frame


@pytest.mark.parametrize(
    ("sentence", "outer", "read", "expected"),
    [
        ("A driver said an officer told him to go", "A driver", "A driver said an officer", "an officer"),
        ("A driver said that an officer told him to go", "A driver", "A driver said that an officer", "an officer"),
        ("A man who said he knew told them to go", "who", "A man who said he knew", "A man who said he knew"),
        ("A driver said she told him to go", "A driver", "she", "she"),
    ],
)
def test_a_source_begins_behind_the_report_around_it(sentence: str, outer: str, read: str, expected: str) -> None:
    text = english(sentence)
    first = frame(text, "said", ("go",), source=outer)
    _, found = with_outer_cut(text, [first, frame(text, "told", ("go",), source=read)])
    assert found.source is not None
    assert text.working[found.source.start : found.source.end] == expected
