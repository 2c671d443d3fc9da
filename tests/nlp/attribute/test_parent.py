"""Parents: the attribution whose content holds another."""

from __future__ import annotations

from nlp.attribute.parent import parents
from tests.nlp.detect.make import english, frame


def test_the_narrowest_holder_is_the_parent() -> None:
    text = english("The agency reported that the mayor said experts believe the bridge is safe.")
    frames = [
        frame(text, "reported", ("the mayor said experts believe the bridge is safe",)),
        frame(text, "said", ("experts believe the bridge is safe",)),
        frame(text, "believe", ("the bridge is safe",)),
    ]
    assert parents(frames) == [None, 0, 1]


def test_neighbours_have_no_parent() -> None:
    text = english("The mayor said it rained. The owner added that it snowed.")
    assert parents([frame(text, "said", ("it rained",)), frame(text, "added", ("it snowed",))]) == [None, None]


def test_two_frames_are_never_each_other_s_parent() -> None:
    text = english("The mayor said yes and the owner agreed no.")
    frames = [frame(text, "said", ("yes and the owner agreed no",)), frame(text, "agreed", ("said yes and",))]
    found = parents(frames)
    assert not (found[0] == 1 and found[1] == 0)


def test_many_frames_take_no_quadratic_time() -> None:
    text = english("He said it. " * 3)
    one = frame(text, "said", ("it",))
    assert parents([one] * 20_000) == [None] * 20_000
