"""A content that the tagger did not find stands where the sentence leaves room for it."""

from __future__ import annotations

import pytest

from nlp.detect.missing import content_by_place
from nlp.detect.quoted import QuotationIndex
from nlp.lexicon.reporting import ReportingWord
from nlp.types import Language
from tests.nlp.detect.make import arabic, english, piece

PLAIN = ReportingWord(lemma="said")
WITH_B = ReportingWord(lemma="أشاد", attached="ب")


@pytest.mark.parametrize(
    ("sentence", "cue", "source", "word", "expected"),
    [
        ("The winter is over, said the exile.", "said", "the exile", PLAIN, ("the exile", "The winter is over")),
        ("Mayor Dole said the winter is over.", "said", "Mayor Dole", PLAIN, ("Mayor Dole", "the winter is over")),
        (
            "According to the Herald, the duke owns a mine.",
            "According to", "the Herald, the duke owns a mine", PLAIN, ("the Herald", "the duke owns a mine"),
        ),
        ('"My aunt told me the well is dry," said Ann.', "told", "My aunt", PLAIN, ("My aunt", "the well is dry")),
        ("The exile spoke.", "spoke", "The exile", PLAIN, ("The exile", None)),
        ("الموسم انتهى عملياً، كما قال العمدة.", "قال", "العمدة", PLAIN, ("العمدة", "الموسم انتهى عمليا")),
        ("أشاد المدرب ناجي بأداء الحارس.", "أشاد", "المدرب ناجي بأداء الحارس", WITH_B, ("المدرب ناجي", "بأداء الحارس")),
        ("قال العمدة أمس في بيان أن الموسم انتهى", "قال", "العمدة", PLAIN, ("العمدة", "أن الموسم انتهى")),
        ("صنف العمدة ثلاث قرى.", "صنف", "العمدة", PLAIN, ("العمدة", None)),
        ("قال العمدة.", "قال", "العمدة", PLAIN, ("العمدة", None)),
    ],
)  # fmt: skip
def test_the_rest_of_the_clause_is_the_content(
    sentence: str, cue: str, source: str, word: ReportingWord, expected: tuple[str, str | None]
) -> None:
    text = (english if sentence.isascii() else arabic)(sentence)
    tokens = text.paragraphs[0].sentences[0].tokens
    places = content_by_place(
        tokens, QuotationIndex(text.quotations), piece(text, cue), piece(text, source), word, text.language
    )
    assert tuple(place and text.working[place.start : place.end] for place in places) == expected


def test_without_a_source_only_what_follows_at_once_is_taken() -> None:
    text = arabic("قيل إن الموسم انتهى.")
    tokens = text.paragraphs[0].sentences[0].tokens
    index = QuotationIndex(text.quotations)
    source, content = content_by_place(tokens, index, piece(text, "قيل"), None, PLAIN, Language.ARABIC)
    assert source is None
    assert content is not None
    assert text.working[content.start : content.end] == "إن الموسم انتهى"


def test_without_a_source_nothing_is_guessed() -> None:
    text = english("Said in March that the winter is over.")
    tokens = text.paragraphs[0].sentences[0].tokens
    assert content_by_place(
        tokens, QuotationIndex(text.quotations), piece(text, "Said"), None, PLAIN, Language.ENGLISH
    ) == (None, None)
