"""The store's bench: generated records are what the store would have made of them, and a full store answers."""

from __future__ import annotations

import numpy as np

from app.db import Database
from app.models import ReviewRow
from app.store import attributions, documents, listing
from app.store.filters import AttributionFilter
from app.store.listing import Facts
from bench import store_rows
from bench.store import QUESTIONS
from bench.store_fill import fill
from nlp.types import Attribution


def test_generated_rows_are_those_of_the_store() -> None:
    seen = 0
    for tables in store_rows.documents(300):
        (document,) = tables["document"]
        facts = Facts(**{name: document[name] for name in Facts.__slots__})
        reviews = {row["record_id"]: ReviewRow(**row) for row in tables["review"]}
        for found, listed, searched in zip(tables["attribution"], tables["listed"], tables["searched"], strict=True):
            record = Attribution.model_validate_json(found["record"])
            for span in (record.cue, record.source, *record.content):
                assert span is not None
                assert document["text"][span.start : span.end] == span.text
            row, terms = listing.rows(facts, found["number"], record, reviews.get(record.id))
            assert row.model_dump() == listed
            assert set(terms.terms.split(" ")) == set(searched["terms"].split(" "))
            seen += 1
    assert seen == 300


def test_a_filled_store_is_a_store_and_answers_every_question(database: Database) -> None:
    fill(database, 300)
    items = attributions.page(database, AttributionFilter(), 301).items
    assert len(items) == 300
    record, text = documents.get(database, items[0].document.id)
    assert record.attributions[0] == items[0].record.machine
    assert text.startswith(record.attributions[0].source.text if record.attributions[0].source else "")
    for question in QUESTIONS.values():
        question(database, np.random.default_rng(3))
