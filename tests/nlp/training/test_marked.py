"""Articles written for training: their marks, and that what they teach is what the detector asks."""

from __future__ import annotations

import pytest

from nlp.training.attribution_windows import windows_of
from nlp.training.marked import load_written, read_marked
from nlp.types import Language


def test_marks_become_records_of_the_plain_text() -> None:
    article = read_marked(
        "bridge",
        "{1c Asked}, {2s the mayor} {2c told} {2v the Post} {2 {3s engineers} {3c feared} {3 a fall}}. {1 Why?}",
    )
    assert article.text == "Asked, the mayor told the Post engineers feared a fall. Why?"
    asked, told, feared = article.records
    assert asked["source"] is None
    assert (told["source"]["text"], told["via"]["text"]) == ("the mayor", "the Post")
    assert told["content"] == [{"text": "engineers feared a fall", "start": 31, "end": 54}]
    assert (feared["source"]["text"], feared["content"][0]["text"]) == ("engineers", "a fall")


@pytest.mark.parametrize(
    ("article", "problem"),
    [
        ("{1s the mayor} spoke", "no cue"),
        ("{1c said} and {1c added}", "cue twice"),
        ("{1c said", "never ends"),
        ("said}", "never began"),
    ],
)
def test_marks_that_do_not_fit_are_refused(article: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        read_marked("wrong", article)


@pytest.mark.parametrize("language", list(Language))
def test_every_written_attribution_is_asked_for(language: Language) -> None:
    for document in load_written(language):
        taught = sum(
            any(tag.endswith("CUE") for _, tag in window) for window in windows_of(document, language, nested=True)
        )
        assert taught >= len(document.records) * 0.9, document.text[:60]


@pytest.mark.parametrize("language", list(Language))
def test_written_spans_are_trimmed(language: Language) -> None:
    for document in load_written(language):
        for record in document.records:
            for span in [record["cue"], record["source"], record["via"], *record["content"]]:
                assert span is None or (span["text"] and span["text"] == span["text"].strip()), span
