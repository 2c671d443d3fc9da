"""An attribution over another in one sentence: the inner one ends where the outer one's cue begins."""

from __future__ import annotations

from nlp.detect.outer import with_inner_ended
from tests.nlp.detect.make import arabic, english, frame


def test_the_inner_content_ends_before_the_outer_cue() -> None:
    text = english("The site reported that it rained, according to the agency.")
    inner = frame(text, "reported", ("it rained, according to the agency",))
    outer = frame(text, "according to", ("The site reported that it rained",))
    found = with_inner_ended(text, [inner, outer])
    assert [[text.working[p.start : p.end] for p in f.content] for f in found] == [
        ["it rained"],
        ["The site reported that it rained"],
    ]


def test_an_inner_attribution_further_on_stays_inside() -> None:
    text = arabic("قال العمدة إن الخبراء أكدوا أن الجسر سليم")
    frames = [
        frame(text, "قال", ("الخبراء أكدوا أن الجسر سليم",)),
        frame(text, "أكدوا", ("الجسر سليم",)),
    ]
    assert with_inner_ended(text, frames) == frames
