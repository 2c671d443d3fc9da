"""Sources behind an Arabic verb that are no subjects are taken away, and nothing else is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nlp.annotate.entities import Name
from nlp.attribute.no_subject import without_objects
from nlp.types import EntityKind
from tests.nlp.detect.make import arabic, english, frame, piece


def left(sentence: str, cue: str, source: str, *names: str) -> str:
    text = arabic(sentence)
    places = [piece(text, name) for name in names]
    tagged = [Name(place.start, place.end, EntityKind.PERSON) for place in places]
    (found,) = without_objects(text, [replace(frame(text, cue, (), source), lemma="")], tagged)
    return text.working[found.source.start : found.source.end] if found.source else ""


@pytest.mark.parametrize(
    ("sentence", "cue", "source"),
    [
        ("وقال أمام أعضاء الغرفة: الموسم جيد.", "وقال", "أمام أعضاء الغرفة"),
        ("وقال دون الدخول في الأسباب إن المشروع تأجل.", "وقال", "دون الدخول في الأسباب"),
        ("وأكدت أنهن يزرعن الحديقة.", "وأكدت", "أنهن يزرعن"),
        ("وأضاف فإن الطريق مغلق.", "وأضاف", "فإن"),
        ("وبحسب ما أعلن فإن الحفل تأجل.", "وبحسب ما أعلن", "فإن"),
        ("وقال أؤكد أن الحفل تأجل.", "وقال", "أؤكد"),
        ("وأضاف أما الحفل فقد تأجل.", "وأضاف", "أما الحفل"),
        ("وقال أصدروا الحكم.", "وقال", "أصدروا"),
        ("وقال لفرانس برس إن الحفل تأجل.", "وقال", "لفرانس برس"),
        ("واتهم زملاءه في العمل.", "واتهم", "زملاءه"),
        ("وقال لإدارة المصنع إن الآلات قديمة.", "وقال", "لإدارة المصنع"),
        ("ودعا شركات النقل إلى خفض الأجور.", "ودعا", "شركات النقل"),
        ("ودعت المغربيين إلى المشاركة.", "ودعت", "المغربيين"),
        ("واتهمت المعلمون بالتقصير.", "واتهمت", "المعلمون"),
        ("واعتبرها ضعيفة جدا.", "واعتبرها", "ضعيفة"),
        ("ووصف الاتفاق بأنه متسرع.", "ووصف", "الاتفاق"),
    ],
)
def test_what_cannot_be_the_subject_is_taken_away(sentence: str, cue: str, source: str) -> None:
    assert left(sentence, cue, source) == ""


@pytest.mark.parametrize(
    ("sentence", "cue", "source"),
    [
        ("وقال إمام الجامع إن الصلاة عند الفجر.", "وقال", "إمام الجامع"),
        ("وأعلنت شركات النقل خفض الأجور.", "وأعلنت", "شركات النقل"),
        ("وقال معلمون إن المدرسة مغلقة.", "وقال", "معلمون"),
        ("وأقرت الشؤون البلدية بالتأخير.", "وأقرت", "الشؤون البلدية"),
        ("طبقا للنيابة العامة، فر السائق.", "طبقا", "للنيابة العامة"),
        ("ووفق صحيفة المرفأ، تأخرت السفن.", "ووفق", "صحيفة المرفأ"),
        ("ووصف الوزير مازن الرشيد الاتفاق بأنه متسرع.", "ووصف", "الوزير مازن الرشيد الاتفاق"),
        ("المغربيين دعا الوزير.", "دعا", "المغربيين"),
        ("وقال زملاؤه إن الدار واسعة.", "وقال", "زملاؤه"),
        ("وقال باسم إن الدار واسعة.", "وقال", "باسم"),
    ],
)
def test_what_may_be_the_subject_stays(sentence: str, cue: str, source: str) -> None:
    assert left(sentence, cue, source) == source


def test_a_name_may_look_like_an_adjective_or_stand_behind_a_preposition() -> None:
    assert left("وأكد سكينة أنه بخير.", "وأكد", "سكينة", "سكينة") == "سكينة"
    assert left("وقال لماجد إنه بخير.", "وقال", "لماجد", "ماجد") == ""


def test_english_sources_stay() -> None:
    text = english("said before the vote Ann Lee.")
    (found,) = without_objects(text, [frame(text, "said", (), "before the vote")], [])
    assert found.source is not None
