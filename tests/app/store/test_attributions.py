from __future__ import annotations

from typing import Any

import pytest

from app.db import Database
from app.errors import NotFound, NothingToSearch
from app.store import attributions, documents
from app.store.filters import AttributionFilter
from nlp.types import Attribution, DocumentRecord
from tests.app.samples import BRIDGE, HARBOUR, Said, bridge, harbour, record_of

OFFICIAL = next(one.speaker for one in harbour().attributions if one.speaker and "official" in one.speaker.name)
EVERY = [*harbour().attributions, *bridge().attributions]


def found(database: Database, **filters: Any) -> list[str]:
    """Return the cues of what the filters let through."""
    page = attributions.page(database, AttributionFilter.model_validate(filters), 100)
    assert page.next_cursor is None
    return [item.attribution.cue.text for item in page.items]


def test_without_filters_everything_comes_in_order_with_its_document(filled: Database) -> None:
    page = attributions.page(filled, AttributionFilter(), 100)
    assert [item.attribution for item in page.items] == EVERY
    assert [item.document for item in page.items] == [harbour().document] * 3 + [bridge().document] * 5


@pytest.mark.parametrize(
    ("filters", "cues"),
    [
        ({"level": ["anonymous"]}, ["told", "complained"]),
        ({"level": ["outlet"]}, ["وأفادت"]),
        ({"level": ["outlet", "anonymous"]}, ["told", "complained", "وأفادت"]),
        ({"act": ["directive"]}, ["ودعت"]),
        ({"act": ["no_comment"]}, ["ورفض"]),
        ({"type": ["direct"]}, ["complained"]),
        ({"language": "en"}, ["said", "told", "complained"]),
        ({"document": bridge().document.id}, ["قال", "وأضاف", "ودعت", "ورفض", "وأفادت"]),
        ({"document": "unheard-of"}, []),
        ({"speaker": "haddad"}, ["said"]),
        ({"speaker": "سامر الحداد"}, ["قال", "وأضاف"]),
        ({"speaker": "الحدّاد"}, ["قال", "وأضاف"]),
        ({"speaker": "haddad official"}, []),
        ({"speaker_id": OFFICIAL.id}, ["told"]),
        ({"about": "بلديه طولان"}, ["وأضاف"]),
        ({"about": "militias"}, []),
        ({"about_id": bridge().attributions[1].about[0].entity.id}, ["وأضاف"]),
        ({"q": "militia"}, ["told"]),
        ({"q": "blocked lorry"}, ["told"]),
        ({"q": "45"}, ["told", "وأفادت"]),
        ({"q": "2031"}, ["ودعت"]),
        ({"q": "المسؤولون"}, ["وأضاف"]),
        ({"q": "courier"}, ["told"]),
        ({"q": "bridge", "level": ["anonymous"]}, []),
        ({"q": "جسر", "level": ["named"], "act": ["statement"], "language": "ar"}, ["قال"]),
        ({"q": 'said" OR "told'}, []),
        ({"q": "speaker:haddad"}, []),
    ],
)
def test_filters(filled: Database, filters: dict[str, Any], cues: list[str]) -> None:
    assert found(filled, **filters) == cues


def test_a_question_without_words_is_refused(filled: Database) -> None:
    with pytest.raises(NothingToSearch):
        found(filled, q="?!")


@pytest.mark.parametrize("filters", [{}, {"level": ["named"]}, {"q": "تعليق"}, {"speaker": "haddad"}])
def test_pages_hold_every_match_once_in_order(filled: Database, filters: dict[str, Any]) -> None:
    chosen = AttributionFilter.model_validate(filters)
    everything = [item.attribution.id for item in attributions.page(filled, chosen, 100).items]
    for limit in range(1, 10):
        seen: list[str] = []
        cursor = None
        while True:
            page = attributions.page(filled, chosen, limit, cursor)
            seen += [item.attribution.id for item in page.items]
            cursor = page.next_cursor
            if cursor is None:
                break
        assert seen == everything


def test_a_document_added_between_two_pages_shifts_nothing(filled: Database) -> None:
    first = attributions.page(filled, AttributionFilter(), 5)
    text = "Dana Saad said it would rain."
    documents.save(filled, record_of(text, Said("said", "it would rain")), text)
    second = attributions.page(filled, AttributionFilter(), 5, first.next_cursor)
    ids = [item.attribution.id for item in first.items + second.items]
    assert ids[:-1] == [attribution.id for attribution in EVERY]
    assert len(ids) == len(EVERY) + 1


@pytest.mark.parametrize(("record", "text"), [(harbour(), HARBOUR), (bridge(), BRIDGE)])
def test_an_attribution_by_its_id(filled: Database, record: DocumentRecord, text: str) -> None:
    for attribution in record.attributions:
        item = attributions.get(filled, attribution.id)
        assert item.attribution == attribution
        assert item.document == record.document
        _stands_in(item.attribution, text)


def test_an_unknown_id(filled: Database) -> None:
    with pytest.raises(NotFound):
        attributions.get(filled, "unheard-of")


def _stands_in(attribution: Attribution, text: str) -> None:
    assert text[attribution.cue.start : attribution.cue.end] == attribution.cue.text
