"""Windows: what the tagger reads for one candidate cue."""

from __future__ import annotations

import itertools

from nlp.annotate.window_marks import CUE_CLOSES, CUE_OPENS, FOLDED
from nlp.detect.cues import Candidate, find_candidates
from nlp.detect.windows import WORDS_AFTER, WORDS_BEFORE, Window, Windows
from nlp.normalise.prepare import prepare
from nlp.types import Language

LONG_QUOTATION = (
    'The mayor said: "We opened the bridge in spring and we will open the road in autumn, because the people of the '
    'valley have waited for both of them long enough." Then she left.'
)


def window(text: str, number: int = 0) -> Window:
    prepared = prepare(text, Language.ENGLISH)
    sentence = prepared.paragraphs[0].sentences[0]
    candidates = list(find_candidates(sentence.tokens, Language.ENGLISH, opens_paragraph=True))
    return Windows(sentence.tokens, prepared.quotations).around(candidates[number])


def test_the_cue_is_marked_and_every_place_points_back() -> None:
    read = window("The mayor said the bridge was safe.")
    assert read.forms == ("The", "mayor", CUE_OPENS, "said", CUE_CLOSES, "the", "bridge", "was", "safe", ".")
    assert read.forms[read.cue] == "said"
    assert read.token_range(0, 2) == (0, 2)
    assert read.token_range(2, 3) is None
    assert read.token_range(2, 6) == (2, 4)


def test_a_long_quotation_is_folded_into_one_place() -> None:
    read = window(LONG_QUOTATION)
    assert read.forms.count(FOLDED) == 1
    start, end = read.tokens[read.forms.index(FOLDED)]
    assert end - start > 10
    places = [place for place in read.tokens if place[0] < place[1]]
    assert all(before[1] == after[0] for before, after in itertools.pairwise(places))


def test_the_quotation_that_holds_the_cue_stays_open() -> None:
    text = LONG_QUOTATION.replace("because", "because, as experts say,")
    assert FOLDED not in window(text, number=1).forms


def test_a_window_is_bounded_however_long_the_sentence_is() -> None:
    prepared = prepare("word " * 5_000 + "said " + "word " * 5_000, Language.ENGLISH)
    sentence = max(prepared.paragraphs[0].sentences, key=lambda s: len(s.tokens))
    middle = len(sentence.tokens) // 2
    read = Windows(sentence.tokens, ()).around(Candidate(middle, middle + 1, ()))
    assert len(read.forms) <= WORDS_BEFORE + WORDS_AFTER + 3
