from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func
from sqlmodel import select

from app.db import Database
from app.errors import BadCursor, NotFound, RecordDoesNotFit
from app.models import AboutRow, AttributionRow, DocumentRow, EntityRow, SpeakerRow
from app.store import attributions, document_list, documents
from app.store.document_list import DocumentFilter
from app.store.filters import AttributionFilter
from nlp.types import DocumentRecord, Language
from tests.app.samples import BRIDGE, HARBOUR, SILENT, bridge, harbour, record_of, silent


@pytest.mark.parametrize(("record", "text"), [(harbour(), HARBOUR), (bridge(), BRIDGE), (silent(), SILENT)])
def test_a_record_comes_back_exactly(database: Database, record: DocumentRecord, text: str) -> None:
    assert documents.save(database, record, text).new
    back, original = documents.get(database, record.document.id)
    assert back == record
    assert back.model_dump_json() == record.model_dump_json()
    assert original == text


def test_the_same_text_twice_is_one_document_as_first_kept(database: Database) -> None:
    first = documents.save(database, harbour(), HARBOUR)
    again = documents.save(database, record_of(HARBOUR, title="Another title"), HARBOUR)
    assert (first.new, again.new) == (True, False)
    assert again.id == first.id
    assert documents.get(database, first.id)[0] == harbour()
    assert documents.find_text(database, HARBOUR) == first.id
    assert documents.find_text(database, HARBOUR + " ") is None


def test_writers_at_the_same_time_keep_one_document_each_text(database: Database) -> None:
    texts = [f"{HARBOUR} Edition {number}." for number in range(5)]
    records = [record_of(text) for text in texts]
    with ThreadPoolExecutor(10) as threads:
        stored = list(threads.map(lambda n: documents.save(database, records[n % 5], texts[n % 5]), range(50)))
    assert sum(one.new for one in stored) == 5
    with database.reading() as session:
        assert session.exec(select(func.count()).select_from(DocumentRow)).one() == 5


def test_speakers_and_entities_are_one_row_for_all_their_records(filled: Database) -> None:
    counts = {}
    with filled.reading() as session:
        for table in (DocumentRow, AttributionRow, SpeakerRow, EntityRow, AboutRow):
            counts[table.__tablename__] = session.exec(select(func.count()).select_from(table)).one()
    assert counts == {"document": 3, "attribution": 8, "speaker": 7, "entity": 1, "about": 1}


def test_a_record_of_another_text_is_not_kept(database: Database) -> None:
    with pytest.raises(RecordDoesNotFit):
        documents.save(database, harbour(), HARBOUR + ".")
    assert documents.find_text(database, HARBOUR + ".") is None


def test_a_record_with_a_span_elsewhere_is_not_kept(database: Database) -> None:
    record = harbour().model_dump()
    record["attributions"][0]["cue"].update(start=0, end=4)
    with pytest.raises(RecordDoesNotFit):
        documents.save(database, DocumentRecord.model_validate(record), HARBOUR)
    with pytest.raises(NotFound):
        documents.get(database, harbour().document.id)


def test_pages_hold_every_document_once_in_order(database: Database) -> None:
    texts = [f"Text number {number}." for number in range(7)]
    ids = [documents.save(database, record_of(text), text).id for text in texts]
    seen: list[str] = []
    cursor = None
    while True:
        page = document_list.page(database, DocumentFilter(), 3, cursor)
        seen += [document.id for document in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
        assert len(page.items) == 3
    assert seen == ids


def test_documents_are_narrowed_by_language_and_publisher(filled: Database) -> None:
    arabic = document_list.page(filled, DocumentFilter(language=Language.ARABIC), 10)
    assert [document.id for document in arabic.items] == [bridge().document.id]
    post = document_list.page(filled, DocumentFilter(publisher="Sample Post"), 10)
    assert post.items == [harbour().document]


@pytest.mark.parametrize("cursor", ["", "x", "AAAAAAAAAAA=", "_" * 11, "é" * 11, "AAAA AAAAAA"])
def test_a_cursor_that_was_never_given_is_refused(database: Database, cursor: str) -> None:
    with pytest.raises(BadCursor):
        document_list.page(database, DocumentFilter(), 3, cursor)


def test_deleting_takes_all_that_was_read_from_the_text(filled: Database) -> None:
    documents.delete(filled, harbour().document.id)
    with pytest.raises(NotFound):
        documents.get(filled, harbour().document.id)
    assert attributions.page(filled, AttributionFilter(q="bridge"), 10).items == []
    everything = attributions.page(filled, AttributionFilter(), 10).items
    assert [item.attribution for item in everything] == bridge().attributions
    with filled.reading() as session:
        assert session.exec(select(func.count()).select_from(SpeakerRow)).one() == 4
    if filled.engine.dialect.name == "sqlite":
        with filled.writing() as session:
            check = "INSERT INTO searched_terms(searched_terms, rank) VALUES ('integrity-check', 1)"
            session.connection().exec_driver_sql(check)


def test_a_deleted_text_can_come_again_at_the_end(filled: Database) -> None:
    documents.delete(filled, harbour().document.id)
    assert documents.save(filled, harbour(), HARBOUR).new
    listed = document_list.page(filled, DocumentFilter(), 10).items
    assert [document.id for document in listed] == [one().document.id for one in (bridge, silent, harbour)]
    assert len(attributions.page(filled, AttributionFilter(q="bridge"), 10).items) == 1


def test_what_is_not_there_cannot_be_deleted(filled: Database) -> None:
    with pytest.raises(NotFound):
        documents.delete(filled, "unheard-of")
