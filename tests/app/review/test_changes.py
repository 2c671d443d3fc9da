"""What a decision changed is told part by part."""

from __future__ import annotations

from datetime import UTC, datetime

from app.review.changes import Difference, changes
from app.review.correct import with_edge_moved, with_fields, with_speaker
from app.review.reading import Part
from app.review.words import Edge
from app.store.decisions import Action, Decision, State, Verdict
from nlp.types import Act, Attribution, SourcingDetail, Type
from tests.app.samples import BRIDGE, bridge

MACHINE = bridge().attributions[1]


def told(after: Attribution | None, verdict: Verdict = Verdict.OPEN, before: State | None = None) -> list[Difference]:
    state = State(verdict=verdict, corrected=after)
    now = datetime(2026, 3, 2, tzinfo=UTC)
    return changes(Decision(1, MACHINE.id, 1, Action.CORRECT, "Huda", now, before or State(), state, None), MACHINE)


def test_a_verdict() -> None:
    assert told(None, Verdict.ACCEPTED) == [Difference("verdict", "open", "accepted", "verdict")]


def test_an_edge_tells_the_words_that_came_or_went() -> None:
    longer = with_edge_moved(MACHINE, BRIDGE, Part.CONTENT, 0, Edge.START, forward=False)
    assert told(longer) == [Difference("part.content", "", "أن")]
    shorter = with_edge_moved(MACHINE, BRIDGE, Part.CONTENT, 0, Edge.END, forward=False)
    assert told(shorter) == [Difference("part.content", "الخطّة", "")]
    assert told(longer, before=State(corrected=shorter)) == [Difference("part.content", "", "أن … الخطّة")]


def test_values_and_names() -> None:
    changed = with_fields(MACHINE, SourcingDetail.OUTLET, Act.NO_COMMENT, None)
    assert told(changed) == [
        Difference("level", "named_person", "outlet", "detail"),
        Difference("act", "statement", "no_comment", "act"),
        Difference("type", Type.INDIRECT, "", "type"),
    ]
    assert told(with_speaker(MACHINE, None)) == [Difference("speaker", "وزير النقل سامر الحدّاد", "")]


def test_a_correction_that_opens_a_record_again_tells_the_correction_alone() -> None:
    nobody = with_speaker(MACHINE, None)
    assert [one.label for one in told(nobody, before=State(verdict=Verdict.ACCEPTED))] == ["speaker"]


def test_what_came_to_be_has_no_difference() -> None:
    now = datetime(2026, 3, 2, tzinfo=UTC)
    assert changes(Decision(1, "x", 1, Action.ADD, "Huda", now, None, State(corrected=MACHINE), None), None) == []
