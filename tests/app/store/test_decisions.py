"""Decisions are added and never changed, and the second of two reviewers is told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from app.db import Database
from app.errors import ChangedMeanwhile, NotFound
from app.models import AttributionRow, DecisionRow
from app.store import decisions, documents, queue, reviewed
from app.store.decisions import Action, Change, State, Verdict
from app.store.queue import QueueFilter
from tests.app.samples import HARBOUR, bridge, harbour

DOCUMENT = bridge().document.id
FOUND = bridge().attributions
FIRST = FOUND[0].id


def verdict(database: Database, revision: int, value: Verdict, reviewer: str = "Huda") -> decisions.Decision:
    return decisions.decide(database, DOCUMENT, Change(FIRST, revision, State(verdict=value)), Action.VERDICT, reviewer)


def standing(database: Database, record: str = FIRST) -> reviewed.Reviewed | None:
    return reviewed.get(database, DOCUMENT).find(record)


def test_a_decision_says_who_when_before_and_after(filled: Database) -> None:
    decision = verdict(filled, 0, Verdict.ACCEPTED)
    assert (decision.reviewer, decision.before, decision.after) == ("Huda", State(), State(verdict=Verdict.ACCEPTED))
    assert decisions.history(filled, FIRST) == [decision]
    assert decisions.find(filled, DOCUMENT, decision.number) == decision
    assert decisions.find(filled, harbour().document.id, decision.number) is None


def test_what_the_machine_found_is_never_overwritten(filled: Database) -> None:
    corrected = FOUND[0].model_copy(update={"speaker": FOUND[2].speaker})
    with filled.reading() as session:
        before = session.exec(select(AttributionRow.record)).all()
    decisions.decide(filled, DOCUMENT, Change(FIRST, 0, State(corrected=corrected)), Action.CORRECT, "Huda")
    one = standing(filled)
    assert one is not None
    assert (one.attribution, one.machine) == (corrected, FOUND[0])
    with filled.reading() as session:
        assert session.exec(select(AttributionRow.record)).all() == before
    assert documents.get(filled, DOCUMENT)[0] == bridge()


def test_undoing_goes_back_step_by_step_and_adds_rows(filled: Database) -> None:
    first = verdict(filled, 0, Verdict.ACCEPTED)
    second = verdict(filled, 1, Verdict.REJECTED)
    with pytest.raises(ChangedMeanwhile):
        decisions.undo(filled, first.number, "Huda")
    decisions.undo(filled, second.number, "Huda")
    assert (one := standing(filled)) is not None
    assert one.verdict is Verdict.ACCEPTED
    decisions.undo(filled, first.number, "Huda")
    assert (one := standing(filled)) is not None
    assert (one.verdict, one.revision) == (Verdict.OPEN, 4)
    with pytest.raises(ChangedMeanwhile):
        decisions.undo(filled, first.number, "Huda")
    with filled.reading() as session:
        assert [row.action for row in session.exec(select(DecisionRow).order_by("number"))] == [
            "verdict",
            "verdict",
            "undo",
            "undo",
        ]


def test_the_second_of_two_reviewers_is_told(filled: Database) -> None:
    verdict(filled, 0, Verdict.ACCEPTED, "Huda")
    with pytest.raises(ChangedMeanwhile):
        verdict(filled, 0, Verdict.REJECTED, "Omar")
    assert [one.reviewer for one in decisions.history(filled, FIRST)] == ["Huda"]


def test_of_many_at_the_same_moment_one_wins(filled: Database) -> None:
    def attempt(number: int) -> bool:
        try:
            verdict(filled, 0, Verdict.ACCEPTED, f"reviewer {number}")
        except ChangedMeanwhile:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(8))) == 1
    assert len(decisions.history(filled, FIRST)) == 1


def test_a_missed_record_is_added_and_taken_back(filled: Database) -> None:
    missed = FOUND[0].model_copy(update={"id": f"{DOCUMENT}-missed"})
    added = decisions.decide(filled, DOCUMENT, Change(missed.id, 0, State(corrected=missed)), Action.ADD, "Huda")
    one = standing(filled, missed.id)
    assert one == reviewed.Reviewed(missed, None, Verdict.OPEN, 1)
    decisions.undo(filled, added.number, "Huda")
    assert standing(filled, missed.id) is None
    with pytest.raises(NotFound):
        decisions.decide(filled, DOCUMENT, Change(missed.id, 2, State()), Action.VERDICT, "Huda")


def test_decisions_taken_together_are_taken_back_together(filled: Database) -> None:
    changes = [Change(one.id, 0, State(verdict=Verdict.UNSURE)) for one in FOUND]
    taken = decisions.decide_together(filled, DOCUMENT, changes, Action.MERGE, "Huda")
    decisions.undo(filled, taken[2].number, "Huda")
    assert {one.verdict for one in reviewed.get(filled, DOCUMENT).records} == {Verdict.OPEN}
    again = [Change(one.id, 2, State(verdict=Verdict.UNSURE)) for one in FOUND]
    decisions.decide_together(filled, DOCUMENT, again, Action.MERGE, "Huda")
    late = [Change(FOUND[0].id, 3, State()), Change(FOUND[1].id, 2, State())]
    with pytest.raises(ChangedMeanwhile):
        decisions.decide_together(filled, DOCUMENT, late, Action.MERGE, "Omar")
    assert {one.verdict for one in reviewed.get(filled, DOCUMENT).records} == {Verdict.UNSURE}


def test_a_document_takes_its_decisions_with_it(filled: Database) -> None:
    decisions.undo(filled, verdict(filled, 0, Verdict.ACCEPTED).number, "Huda")
    documents.delete(filled, DOCUMENT)
    with filled.reading() as session:
        assert session.exec(select(DecisionRow)).all() == []


def test_the_queue_is_least_certain_first_and_leaves_settled_ones_out(filled: Database) -> None:
    record = harbour()
    doubtful = [one.model_copy(update={"confidence": 0.2 + n / 10}) for n, one in enumerate(record.attributions)]
    documents.delete(filled, record.document.id)
    documents.save(filled, record.model_copy(update={"attributions": doubtful}), HARBOUR)
    verdict(filled, 0, Verdict.ACCEPTED)

    seen: list[str] = []
    cursor: str | None = None
    for _ in range(10):
        page = queue.page(filled, QueueFilter(), 2, cursor)
        seen += [queued.record.attribution.id for queued in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert seen == [one.id for one in [*doubtful, *FOUND[1:]]]
    accepted = queue.page(filled, QueueFilter(verdict=[Verdict.ACCEPTED]), 10)
    assert [queued.record.attribution.id for queued in accepted.items] == [FIRST]
