"""Who said what about whom: a story that several outlets print counts once."""

from __future__ import annotations

from dataclasses import replace

from app.db import Database
from app.store import copies, documents, pairs
from app.store.pairs import Pair, PairFilter
from nlp.types import EntityKind
from tests.app.ingest.test_copies import REPRINT, WIRE
from tests.app.samples import Said, record_of

OTHER = "Imke Sorrel said the paint factory had lied to Tolan."


def test_a_story_printed_twice_is_one_story(database: Database) -> None:
    for text, content, about in (
        (WIRE, "nobody had drunk from the wells", "wells"),
        (REPRINT, "nobody had drunk from the wells", "wells"),
        (OTHER, "the paint factory had lied to Tolan", "Tolan"),
    ):
        cue = "told" if "told" in text else "said"
        one = Said(cue, content, source="Imke Sorrel", speaker="Imke Sorrel", about=[(about, EntityKind.PLACE)])
        stored = documents.save(database, record_of(text, one), text)
        copies.link(database, stored.id, text)
    found = pairs.most_frequent(database, PairFilter(), 10)
    assert {pair.speaker_id is None for pair in found} == {False}
    assert [replace(pair, speaker_id=None, about_id=None) for pair in found] == [
        Pair("Imke Sorrel", "wells", records=2, documents=2, stories=1),
        Pair("Imke Sorrel", "Tolan", records=1, documents=1, stories=1),
    ]
