"""Cues behind which nobody stands."""

from __future__ import annotations

import pytest

from nlp.detect.agentless import nobody
from nlp.detect.cues import find_candidates
from nlp.types import Language
from tests.nlp.detect.make import english, frame


@pytest.mark.parametrize(
    ("sentence", "cue", "source", "stays"),
    [
        ("It was said that the mill burned", "said", "It", False),
        ("The clerk is said to be in Rome", "said", "The clerk", False),
        ("The clerk has been widely accused of theft", "accused", "The clerk", False),
        ("The clerk was not told that the mill burned", "told", "The clerk", False),
        ("It said that the mill burned", "said", "It", True),
        ("She has said that the mill burned", "said", "She", True),
        ("It said no call was logged and added that the mill burned", "added", "It", True),
        ("The clerk was accused by the miller of theft", "accused", "the miller", True),
        ("The clerk was quoted as saying that the mill burned", "quoted", "The clerk", True),
        ("The villagers are worried that the mill burned", "worried", "The villagers", True),
        ("The clerk allegedly sold the keys", "allegedly", "The clerk", False),
    ],
)
def test_the_subject_of_a_passive_is_no_source(sentence: str, cue: str, source: str, stays: bool) -> None:
    text = english(sentence)
    tokens = text.paragraphs[0].sentences[0].tokens
    candidate = next(c for c in find_candidates(tokens, Language.ENGLISH, True) if tokens[c.start].form == cue)
    read = frame(text, cue, (sentence.split()[-1],), source=source)
    found = nobody(read, tokens, candidate, candidate.readings[0])
    assert found.source == (read.source if stays else None)
    assert found.agentless is not stays
