"""A newer engine's findings in the place of the older one's, beside what people have decided."""

from __future__ import annotations

import pytest

from app.db import Database
from app.errors import NotFound, RecordDoesNotFit
from app.store import again, attributions, decisions, documents, reviewed
from app.store.decisions import Action, Change, Decision, State, Verdict
from app.store.filters import AttributionFilter
from nlp.types import Attribution, DocumentRecord, Level, SourcingDetail, SpeakerKind
from tests.app.samples import HARBOUR, Said, harbour, record_of

SAID, TOLD, COMPLAINED = harbour().attributions
pytestmark = pytest.mark.usefixtures("filled")


def newer() -> DocumentRecord:
    """`said` as before, `told` at another level, `complained` not at all, `asked` found now."""
    found = record_of(
        HARBOUR,
        Said("told", "militias had blocked 45 lorries", speaker="A harbour official", level=Level.NAMED),
        Said("asked", "us", speaker="Nobody", kind=SpeakerKind.GROUP, detail=SourcingDetail.UNNAMED_GROUP),
        title="Another title",
    )
    return found.model_copy(update={"attributions": [SAID, *found.attributions]})


def decide(database: Database, record: Attribution, after: State, action: Action = Action.VERDICT) -> Decision:
    return decisions.decide(database, harbour().document.id, Change(record.id, 0, after), action, "Reem")


def found(database: Database) -> list[Attribution]:
    return documents.get(database, harbour().document.id)[0].attributions


def test_what_nobody_has_decided_about_is_as_the_newer_engine_finds_it(database: Database) -> None:
    changes = again.replace(database, newer(), HARBOUR)
    assert found(database) == newer().attributions
    assert changes.added == [newer().attributions[2].id]
    assert changes.removed == [COMPLAINED]
    assert [(one.id, one.before) for one in changes.changed] == [(TOLD.id, TOLD)]
    assert {"level", "source", "via"} <= set(changes.changed[0].parts)
    assert changes.kept == []
    assert documents.get(database, harbour().document.id)[0].document == harbour().document
    items = attributions.page(database, AttributionFilter(q="lorries", level=[Level.NAMED]), 10).items
    assert len(items) == 1
    assert attributions.page(database, AttributionFilter(q="Nobody asked us", speaker="residents"), 10).items == []


def test_the_same_again_changes_nothing(database: Database) -> None:
    changes = again.replace(database, harbour(), HARBOUR)
    assert (changes.added, changes.removed, changes.changed, changes.kept) == ([], [], [], [])
    assert found(database) == harbour().attributions


def test_what_somebody_has_decided_about_stays(database: Database) -> None:
    corrected = TOLD.model_copy(update={"content": []})
    decide(database, TOLD, State(corrected=corrected), Action.CORRECT)
    rejected = decide(database, COMPLAINED, State(verdict=Verdict.REJECTED))
    changes = again.replace(database, newer(), HARBOUR)
    assert changes.kept == [TOLD.id, COMPLAINED.id]
    assert (changes.removed, changes.changed) == ([], [])
    assert [one.id for one in found(database)] == [SAID.id, TOLD.id, newer().attributions[2].id, COMPLAINED.id]
    standing = reviewed.get(database, harbour().document.id)
    told, complained = standing.find(TOLD.id), standing.find(COMPLAINED.id)
    assert told is not None
    assert complained is not None
    assert (told.attribution, told.machine) == (corrected, TOLD)
    assert (complained.verdict, complained.machine) == (Verdict.REJECTED, COMPLAINED)
    decisions.undo(database, rejected.number, "Reem")
    undone = reviewed.get(database, harbour().document.id).find(COMPLAINED.id)
    assert undone is not None
    assert undone.verdict is Verdict.OPEN


def test_what_somebody_has_added_is_not_found_beside_it(database: Database) -> None:
    asked = newer().attributions[2]
    decide(database, asked, State(verdict=Verdict.ACCEPTED, corrected=asked), Action.ADD)
    changes = again.replace(database, newer(), HARBOUR)
    assert changes.added == []
    ids = [one.attribution.id for one in reviewed.get(database, harbour().document.id).records]
    assert ids.count(asked.id) == 1


def test_a_record_inside_one_that_is_gone_stands_alone(database: Database) -> None:
    inner = TOLD.model_copy(update={"parent": SAID.id})
    again.replace(database, harbour().model_copy(update={"attributions": [SAID, inner]}), HARBOUR)
    decide(database, inner, State(verdict=Verdict.ACCEPTED))
    again.replace(database, harbour().model_copy(update={"attributions": []}), HARBOUR)
    assert found(database) == [TOLD]


def test_what_does_not_fit_changes_nothing(database: Database) -> None:
    with pytest.raises(RecordDoesNotFit):
        again.replace(database, newer(), HARBOUR + " ")
    unknown = "Nobody said so."
    with pytest.raises(NotFound):
        again.replace(database, record_of(unknown), unknown)
    assert found(database) == harbour().attributions
