"""Who is quoted by whom, and who says the same on its own account."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nlp.detect.citing import quoted_as_saying, with_cited
from nlp.detect.frame import Piece
from nlp.normalise.text import WorkingText
from tests.nlp.detect.make import english, frame


def words(text: WorkingText, place: Piece | None) -> str | None:
    return None if place is None else text.working[place.start : place.end]


@pytest.mark.parametrize(
    ("sentence", "content", "source", "expected"),
    [
        (
            "The Post quoted the miller as saying that the dam broke",
            "the miller as saying that the dam broke",
            "The Post",
            ("the miller", "The Post", "the dam broke"),
        ),
        (
            "The miller was quoted as saying the dam broke",
            "the dam broke",
            "The miller",
            ("The miller", None, "the dam broke"),
        ),
        ("The Post quoted the miller", "the miller", "The Post", ("The Post", None, "the miller")),
    ],
)
def test_the_one_quoted_is_the_source(
    sentence: str, content: str, source: str, expected: tuple[str, str | None, str]
) -> None:
    text = english(sentence)
    read = replace(frame(text, "quoted", (content,), source=source), relays=True)
    found = quoted_as_saying(read, text.paragraphs[0].sentences[0].tokens)
    assert (words(text, found.source), words(text, found.via), words(text, found.content[0])) == expected


def test_whoever_is_cited_said_what_the_outlet_says() -> None:
    text = english("The Post reported that the dam broke, citing two engineers.")
    reported = frame(text, "reported", ("the dam broke",), source="The Post")
    citing = replace(frame(text, "citing", ("two engineers",), source="The Post"), relays=True, implied=True)
    first, second = with_cited(text, [reported, citing])
    assert first == reported
    assert (words(text, second.source), second.content, second.implied) == ("two engineers", reported.content, False)


def test_the_outlet_may_come_behind_what_it_cites() -> None:
    text = english("The Post, quoting the miller, said the dam broke.")
    citing = replace(frame(text, "quoting", ("the miller",), source="The Post"), relays=True)
    said = frame(text, "said", ("the dam broke",), source="The Post")
    assert [words(text, found.source) for found in with_cited(text, [citing, said])] == ["the miller", "The Post"]


def test_a_citation_of_nothing_reported_reports_nothing() -> None:
    text = english("She left the hall citing a headache.")
    assert with_cited(text, [replace(frame(text, "citing", ("a headache",), source="She"), relays=True)]) == []


def test_a_citation_with_its_own_clause_stays() -> None:
    text = english("The clerk spoke, quoting a rule that the dam must be closed.")
    read = replace(frame(text, "quoting", ("a rule that the dam must be closed",), source="The clerk"), relays=True)
    assert with_cited(text, [read]) == [read]
