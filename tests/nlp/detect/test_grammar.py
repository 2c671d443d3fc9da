"""What grammar settles about a frame: relayed speech and words that were not said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nlp.detect.cues import find_candidates
from nlp.detect.grammar import certain, is_noun, names_nobody, passive, relayed, subject_inside, unsaid
from nlp.normalise.text import WorkingText
from nlp.types import Language
from tests.nlp.detect.make import arabic, english, frame


def words(text: WorkingText, place: object) -> str | None:
    return None if place is None else text.working[place.start : place.end]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("sentence", "cue", "content", "source", "via"),
    [
        ("نقلت الوكالة عن المتحدث قوله إن الجسر سليم", "نقلت", "الجسر سليم", "المتحدث", "الوكالة"),
        ("ونقل عن مدير المرفأ أن الجسر سليم", "ونقل", "الجسر سليم", "مدير المرفأ", None),
        ("نسبت الصحيفة إلى العمدة قوله: «الجسر سليم»", "نسبت", "الجسر سليم", "العمدة", "الصحيفة"),
        ("ونقلت الوكالة أن الجسر سليم", "ونقلت", "الجسر سليم", None, None),
    ],
)
def test_the_one_whose_words_are_relayed_is_the_source(
    sentence: str, cue: str, content: str, source: str | None, via: str | None
) -> None:
    text = arabic(sentence)
    found = relayed(replace(frame(text, cue, (content,)), relays=True), text.paragraphs[0].sentences[0].tokens)
    assert (words(text, found.source), words(text, found.via)) == (source, via)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("ويعتقد أن الزورق غرق", True),
        ("قيل إن الزورق غرق", True),
        ("وذُكر أن الزورق غرق", True),
        ("وذكر أن الزورق غرق", False),
        ("وأضاف أن الزورق غرق", False),
        ("يُضيف أن الزورق غرق", False),
    ],
)
def test_a_passive_is_known_by_form_or_vowel(sentence: str, expected: bool) -> None:
    text = arabic(sentence)
    tokens = text.paragraphs[0].sentences[0].tokens
    candidate = next(find_candidates(tokens, Language.ARABIC, True))
    assert passive(text, candidate, tokens) is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("She did not say that the mill burned", True),
        ("She didn't say that the mill burned", True),
        ("She did not immediately say that the mill burned", True),
        ("She has never said that the mill burned", True),
        ("She said that the mill burned", False),
        ("She did not deny the fire", False),
        ("لم يصرح بأن الطاحونة احترقت", True),
        ("ولم تذكر أن الطاحونة احترقت", True),
        ("قال إن الطاحونة احترقت", False),
        ("لم ينكر الحريق", False),
    ],
)
def test_what_was_not_said_is_nobody_s(sentence: str, expected: bool) -> None:
    language = Language.ENGLISH if sentence.isascii() else Language.ARABIC
    text = (english if sentence.isascii() else arabic)(sentence)
    tokens = text.paragraphs[0].sentences[0].tokens
    candidate = next(find_candidates(tokens, language, True))
    assert unsaid(candidate.readings[0], candidate, tokens, language) is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("وامتنع المحامي بطرس عون عن التعليق", "المحامي بطرس عون"),
        ("رفضت شركة الطيران التعليق على الحادث", "شركة الطيران"),
        ("رفض التعليق على الحادث", None),
    ],
)
def test_the_subject_stands_inside_a_refusal(sentence: str, expected: str | None) -> None:
    text = arabic(sentence)
    tokens = text.paragraphs[0].sentences[0].tokens
    candidate = next(find_candidates(tokens, Language.ARABIC, True))
    assert candidate.readings[0].no_comment
    assert certain(candidate.readings[0], candidate, tokens)
    assert words(text, subject_inside(candidate, tokens)) == expected


def test_a_refusal_of_something_else_is_no_refusal_to_speak() -> None:
    tokens = arabic("رفضت الشركة العرض، وجاء التعليق لاحقا").paragraphs[0].sentences[0].tokens
    assert not next(find_candidates(tokens, Language.ARABIC, True)).readings[0].no_comment


@pytest.mark.parametrize(
    ("sentence", "word", "expected"),
    [
        ("أقر الطحان في رد مكتوب بأن الحريق كبير", "رد", True),
        ("نشر الخبر في ذكر الحريق", "ذكر", True),
        ("رد الطحان بأن الحريق كبير", "رد", False),
        ("من قال إن الطاحونة احترقت", "قال", False),
    ],
)
def test_behind_a_preposition_a_verb_is_a_noun(sentence: str, word: str, expected: bool) -> None:
    tokens = arabic(sentence).paragraphs[0].sentences[0].tokens
    candidate = next(c for c in find_candidates(tokens, Language.ARABIC, True) if tokens[c.start].form == word)
    assert is_noun(candidate.readings[0], candidate, tokens) is expected


@pytest.mark.parametrize(("source", "expected"), [("صنعاء", True), ("جدة", True), (None, True), ("الطحان", False)])
def test_a_place_before_a_colon_names_nobody(source: str | None, expected: bool) -> None:
    text = arabic(f"{source or 'نبأ'}: احتراق الطاحونة")
    assert names_nobody(text, frame(text, ":", ("احتراق الطاحونة",), source=source)) is expected
