"""One cue, one record."""

from __future__ import annotations

from dataclasses import replace

from nlp.detect.inner_arabic import with_inner_apart
from nlp.detect.merge import merge
from tests.nlp.detect.make import arabic, english, frame


def test_two_readings_of_one_cue_become_the_surer_one() -> None:
    text = arabic("قال العمدة إن الجسر سليم")
    readings = [
        frame(text, "قال", ("الجسر سليم",), sure=0.7),
        frame(text, "قال", ("الجسر سليم",), source="العمدة", sure=0.9),
    ]
    merged = merge(text, readings)
    assert len(merged) == 1
    assert merged[0].source is not None


def test_coordinated_cues_of_one_content_stand_under_the_first() -> None:
    text = english("The mayor said and confirmed that the bridge was safe.")
    content = ("the bridge was safe",)
    merged = merge(
        text, [frame(text, "confirmed", content, sure=0.95), frame(text, "said", content, source="The mayor")]
    )
    assert [text.working[f.cue.start : f.cue.end] for f in merged] == ["said"]
    assert merged[0].source is not None


def test_neighbours_with_contents_of_their_own_stay_apart() -> None:
    text = english("The mayor said it rained, adding that the bridge was safe.")
    merged = merge(text, [frame(text, "said", ("it rained",)), frame(text, "adding", ("the bridge was safe",))])
    assert len(merged) == 2


def test_an_outlet_over_a_sentence_that_attributes_is_an_outer_record() -> None:
    text = arabic("بحسب الوكالة، قال الوزير إن الاتفاق جاهز.")
    outer = frame(text, "بحسب", ("الاتفاق جاهز",), source="الوكالة")
    inner = frame(text, "قال", ("الاتفاق جاهز",), source="الوزير")
    contents = [[text.working[p.start : p.end] for p in found.content] for found in merge(text, [outer, inner])]
    assert contents == [["قال الوزير إن الاتفاق جاهز"], ["الاتفاق جاهز"]]


def test_one_who_is_quoted_by_an_outlet_is_the_source() -> None:
    text = arabic("أفادت الإذاعة، نقلا عن مسؤول، بأن الشحنة أعيدت")
    told = frame(text, "أفادت", ("الشحنة أعيدت",), source="الإذاعة", sure=0.95)
    quoting = replace(frame(text, "نقلا", ("الشحنة أعيدت",), source="مسؤول"), relays=True)
    [found] = merge(text, [told, quoting])
    parts = (found.cue, found.source, found.via)
    assert [part and text.working[part.start : part.end] for part in parts] == ["أفادت", "مسؤول", "الإذاعة"]


def test_a_report_that_opens_the_content_of_another_is_its_own() -> None:
    text = arabic("أضاف أن نائبة العميد كشفت عن عيوب كثيرة في الجسر القديم")
    content = ("عيوب كثيرة في الجسر القديم",)
    outer = frame(text, "أضاف", content, source="نائبة العميد")
    inner = frame(text, "كشفت", content, source="نائبة العميد")
    found = merge(text, with_inner_apart(text, [inner, outer]))
    parts = [(text.working[f.cue.start : f.cue.end], f.source is not None, f.content[0].start) for f in found]
    assert parts == [("أضاف", False, text.working.index("نائبة")), ("كشفت", True, text.working.index("عيوب"))]
