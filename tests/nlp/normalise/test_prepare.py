"""The whole stage: what it refuses, and that offsets lead back into the original."""

import pytest

from nlp.errors import RefusedText
from nlp.limits import MAX_TEXT_LENGTH
from nlp.normalise.prepare import prepare


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "empty", id="nothing"),
        pytest.param(" \n\t\u00a0\r\n", "empty", id="white space"),
        pytest.param("\u200f\ufeff\u0640\u064b", "empty", id="only what no reader sees"),
        pytest.param("The min\0ister", "NUL", id="a NUL"),
        pytest.param("The min\ud800ister", "surrogate", id="half a surrogate pair"),
        pytest.param("x" * (MAX_TEXT_LENGTH + 1), "2,000,001", id="too long"),
        pytest.param("\ufdf2" * (MAX_TEXT_LENGTH // 2), "ligatures", id="too long once spelt out"),
    ],
)
def test_refused(text: str, message: str) -> None:
    with pytest.raises(RefusedText, match=message):
        prepare(text)


def original_of(original: str, part: str) -> str:
    """Find `part` in the working copy and return what it was read from."""
    text = prepare(original)
    at = text.working.index(part)
    start, end = text.to_original(at, at + len(part))
    return original[start:end]


def test_a_span_leads_back_through_stretch_marks_vowels_and_controls() -> None:
    original = "\u200fقـــال مُحَمَّدٌ الـعليـ\u200f لـ«الجريدة»: غدًا"
    assert original_of(original, "قال") == "قـــال"
    assert original_of(original, "محمد") == "مُحَمَّدٌ"
    assert original_of(original, "العلي") == "الـعليـ"
    assert original_of(original, "محمد العلي") == "مُحَمَّدٌ الـعليـ"
    assert original_of(original, "«الجريدة»") == "«الجريدة»"


def test_a_span_leads_back_through_ligatures() -> None:
    assert original_of("قال ﷲ اكبر", "الله") == "ﷲ"
    assert original_of("قال ﷲ اكبر", "لل") == "ﷲ"
    assert original_of("the of\ufb01cial said", "official") == "of\ufb01cial"


def test_an_empty_or_foreign_span_is_an_error() -> None:
    text = prepare("The ferry stays.")
    for start, end in [(3, 3), (5, 4), (-1, 2), (0, 17)]:
        with pytest.raises(ValueError, match="not a span"):
            text.to_original(start, end)


def test_the_working_copy_of_clean_text_is_the_original() -> None:
    original = "Ferry stays in port\n\nThe authority said so on Tuesday. Nobody was told why.\n"
    text = prepare(original)
    assert text.working == original
    assert [[text.working[s.start : s.end] for s in p.sentences] for p in text.paragraphs] == [
        ["Ferry stays in port"],
        ["The authority said so on Tuesday.", "Nobody was told why."],
    ]
