"""The fullest mention is the one with office and name, whichever of the two its head is."""

from __future__ import annotations

from dataclasses import replace

from nlp.annotate.entities import find_names
from nlp.attribute.resolve import resolve_speakers
from tests.nlp.detect.make import arabic, frame, piece


def test_a_spokeswoman_of_a_body_keeps_her_office_and_her_name() -> None:
    text = arabic(
        "قالت المتحدثة باسم شركة المياه لينا الشهباني إن الخزان امتلأ. "
        "وأكدت الشهباني أن الماء نظيف. وأضافت أن السعر ثابت."
    )
    frames = [
        frame(text, "قالت", ("الخزان امتلأ",), source="المتحدثة باسم شركة المياه لينا الشهباني"),
        replace(
            frame(text, "وأكدت", ("الماء نظيف",)), source=piece(text, "الشهباني", after=text.working.index("وأكدت"))
        ),
        frame(text, "وأضافت", ("السعر ثابت",)),
    ]
    speakers = resolve_speakers(text, frames, find_names(text))
    assert {speaker and speaker.name for speaker in speakers} == {"المتحدثة باسم شركة المياه لينا الشهباني"}
