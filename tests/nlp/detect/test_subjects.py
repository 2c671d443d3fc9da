"""Sources that grammar gives and takes away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nlp.detect.cues import Reading
from nlp.detect.subjects import carries_on, with_grammatical_source
from nlp.lexicon.arabic_verbs import VerbForm
from nlp.lexicon.reporting import ReportingWord, arabic_reporting
from tests.nlp.detect.make import arabic, english, frame, piece

SAID = Reading(ReportingWord(lemma="قال"), VerbForm.PERFECT)
SAYING = Reading(ReportingWord(lemma="أكد"), VerbForm.PARTICIPLE)


def source(sentence: str, cue: str, content: str, given: str | None = None, reading: Reading = SAID) -> str | None:
    text = arabic(sentence)
    given_frame = frame(text, cue, (content,), source=given)
    given_frame = replace(given_frame, carries_on=carries_on(text, given_frame.cue, reading))
    found = with_grammatical_source(text, given_frame, reading).source
    return text.working[found.start : found.end] if found else None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("قال رئيس البلدية إن الماء قليل", "رئيس البلدية"),
        ("قال رئيس البلدية في مؤتمر صحفي إن الماء قليل", "رئيس البلدية"),
        ("قال سامر الحداد، رئيس البلدية، إن الماء قليل", "سامر الحداد"),
        ("قال علي الحداد إن الماء قليل", "علي الحداد"),
        ("قال محمد علي الحداد إن الماء قليل", "محمد علي الحداد"),
        ("قال لو مارتان إن الماء قليل", "لو مارتان"),
        ("قال في مؤتمر صحفي إن الماء قليل", None),
        ("قال أمس إن الماء قليل", None),
        ("قال إن الماء قليل", None),
    ],
)
def test_a_subject_missed_is_found_behind_its_verb(sentence: str, expected: str | None) -> None:
    assert source(sentence, "قال", "الماء قليل") == expected


@pytest.mark.parametrize("cue", ["قالوا", "قلنا", "نقول"])
def test_a_verb_that_carries_its_subject_takes_no_other(cue: str) -> None:
    assert source(f"{cue} رئيس البلدية إن الماء قليل", cue, "الماء قليل") is None


def test_a_participle_s_subject_stands_elsewhere() -> None:
    assert source("مؤكدا رئيس البلدية أن الماء قليل", "مؤكدا", "الماء قليل", reading=SAYING) is None


@pytest.mark.parametrize("given", ["في البلدية", "له", "يعملون هناك", "أنه", "على", "مستنكرا"])
def test_what_cannot_be_a_source_is_none(given: str) -> None:
    assert source(f"سمع {given} مؤكدا أن الماء قليل", "مؤكدا", "الماء قليل", given, SAYING) is None


@pytest.mark.parametrize("given", ["للقاضي", "بالمناسبة", "بهذا الصدد", "مستنكرا", "تأكيدها", "أي"])
def test_a_word_behind_the_verb_that_is_no_subject_is_none(given: str) -> None:
    assert source(f"قال {given} إن الماء قليل", "قال", "الماء قليل", given) is None


def test_an_object_of_a_participle_is_no_source() -> None:
    assert source("غادر متهما البلدية بإهمال الماء", "متهما", "إهمال الماء", "البلدية", SAYING) is None


def test_a_source_that_the_tagger_found_stays() -> None:
    assert source("قال رئيس البلدية إن الماء قليل", "قال", "الماء قليل", "رئيس البلدية") == "رئيس البلدية"


def test_other_languages_and_agentless_cues_are_left_alone() -> None:
    text = english("He said it rained.")
    given = frame(text, "said", ("it rained",))
    assert with_grammatical_source(text, given, SAID) == given
    arabic_text = arabic("قال رئيس البلدية إن الماء قليل")
    nobody = replace(frame(arabic_text, "قال", ("الماء قليل",)), agentless=True)
    assert with_grammatical_source(arabic_text, nobody, SAID) == nobody


def test_a_source_ends_before_what_it_says() -> None:
    assert source("شدد القيادي إن الماء قليل", "شدد", "الماء قليل", "القيادي إن الماء") == "القيادي"


def test_who_somebody_is_belongs_to_the_name_before_it() -> None:
    sentence = "قال سامر الحداد، وهو مسؤول في البلدية، إن الماء قليل"
    assert source(sentence, "قال", "الماء قليل", "مسؤول في البلدية") == "سامر الحداد، وهو مسؤول في البلدية"


def test_a_preposition_has_its_source_behind_it() -> None:
    according = Reading(next(word for word in arabic_reporting().prepositions if word.lemma == "بحسب"))
    sentence = "بحسب صحيفة الوادي، فإن الماء قليل"
    assert source(sentence, "بحسب", "الماء قليل", reading=according) == "صحيفة الوادي"


def test_between_two_clauses_the_one_of_the_cue_counts() -> None:
    sentence = "قال القيادي إن الرئيس حذر من أن الماء قليل"
    assert source(sentence, "حذر", "الماء قليل", "القيادي إن الرئيس") == "الرئيس"


def test_whom_a_preposition_names_is_the_source_even_if_it_looks_like_a_via() -> None:
    text = arabic("ووفقا لموقع «الوادي» فإن الماء قليل")
    according = Reading(next(word for word in arabic_reporting().prepositions if word.takes_l))
    given = replace(frame(text, "ووفقا", ("الماء قليل",)), via=piece(text, "لموقع «الوادي»"))
    found = with_grammatical_source(text, given, according)
    assert found.via is None
    assert found.source == piece(text, "موقع «الوادي»")


def test_the_name_before_an_apposition_is_found_before_the_cue_as_well() -> None:
    sentence = "ورفض سامر الحداد، وهو مسؤول في البلدية، الخطة ووصفها بالفاشلة"
    assert source(sentence, "ووصفها", "الفاشلة", "مسؤول في البلدية") == "سامر الحداد، وهو مسؤول في البلدية"


def test_what_the_verb_takes_is_not_its_subject() -> None:
    ordered = Reading(ReportingWord(lemma="أمر", attached="ب"), VerbForm.PERFECT)
    assert source("أمر بتشكيل لجنة", "أمر", "لجنة", reading=ordered) is None
    assert source("أمر بتشكيل لجنة", "أمر", "تشكيل لجنة", "بتشكيل", ordered) is None
    assert source("أمر باسم الحداد بتشكيل لجنة", "أمر", "تشكيل لجنة", "باسم الحداد", ordered) == "باسم الحداد"
