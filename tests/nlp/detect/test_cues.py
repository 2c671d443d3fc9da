"""Candidate cues: which words can report, in whatever form they come."""

from __future__ import annotations

import pytest

from nlp.detect.cues import find_candidates
from nlp.normalise.tokens import tokens_of
from nlp.types import Language


def lemmas(sentence: str, language: Language, opens_paragraph: bool = True) -> list[str]:
    tokens = tokens_of(sentence, 0, len(sentence))
    return [candidate.readings[0].word.lemma for candidate in find_candidates(tokens, language, opens_paragraph)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("قال الطبيب إن العيادة مغلقة", ["قال"]),
        ("وقالت الطبيبة إن العيادة مغلقة", ["قال"]),
        ("سيقولون إن العيادة مغلقة", ["قال"]),
        ("قَالَ الطَّبِيبُ إن العيادة مغلقة", ["قال"]),
        ("وأضافوا أن الدواء نفد", ["أضاف"]),
        ("زار القرية، مشيراً إلى أن الماء قليل", ["أشار"]),
        ("زارت القرية، مؤكدةً أن الماء قليل", ["أكّد"]),
        ("نفت البلدية التأخير", ["نفى"]),
        ("بحسب البلدية فإن الطريق سالك", ["بحسب"]),
        ("وفقاً للبلدية فإن الطريق سالك", ["وفق"]),
        ("لم يرد المدير على الأسئلة", ["لم يرد"]),
        ("رئيس البلدية: الطريق سالك", [":"]),
    ],
)
def test_arabic_reporting_words_are_found_in_their_forms(sentence: str, expected: list[str]) -> None:
    assert lemmas(sentence, Language.ARABIC) == expected


@pytest.mark.parametrize(
    "sentence",
    ["يقع المصنع بين النهر والطريق", "افتتح الوزير المدرسة", "وجه الفريق التحية إلى الجمهور بعد"],
)
def test_words_that_only_look_alike_are_left_out(sentence: str) -> None:
    found = lemmas(sentence, Language.ARABIC)
    assert "بيّن" not in found
    assert "قال" not in found


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The mayor said the bridge was safe", ["say"]),
        ("The bridge is safe, according to the mayor", ["according to"]),
        ("He denied it, adding that it was old", ["deny", "add"]),
        ("She pointed out that it was late", ["point"]),
        ("The mayor declined to comment", ["decline"]),
        ("The bridge reportedly fell", ["reportedly"]),
    ],
)
def test_english_reporting_words_are_found_in_their_forms(sentence: str, expected: list[str]) -> None:
    assert lemmas(sentence, Language.ENGLISH)[: len(expected)] == expected


def test_a_verb_with_an_idiom_needs_its_particle() -> None:
    assert "point" not in lemmas("The arrow points north", Language.ENGLISH)


def test_a_colon_attributes_only_where_a_paragraph_opens() -> None:
    assert lemmas("رئيس البلدية: الطريق سالك", Language.ARABIC, opens_paragraph=False) == []


def test_a_colon_after_a_reporting_verb_is_no_cue_of_its_own() -> None:
    assert lemmas("قال رئيس البلدية: الطريق سالك", Language.ARABIC) == ["قال"]


@pytest.mark.parametrize(
    "sentence", ["The map was found in a drawer", "He was shown a yellow card", "They were seen there"]
)
def test_a_passive_event_is_no_candidate(sentence: str) -> None:
    assert lemmas(sentence, Language.ENGLISH) == []


def test_the_same_verb_in_the_active_is_one() -> None:
    assert lemmas("The inquiry found that the map was old", Language.ENGLISH) == ["find"]
