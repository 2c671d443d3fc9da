"""Wire copy is found and linked to its first appearance; reports of their own are not."""

from __future__ import annotations

import hashlib

from app.db import Database
from app.jobs.analyse import Analysis
from app.store import copies, document_list, documents
from app.store.document_list import DocumentFilter
from nlp.types import Article, Document, DocumentRecord, Language
from tests.app.conftest import load_engine_once

WIRE = (
    "The regional water board said on Thursday that it would close three wells near Tolan after tests found traces "
    "of solvent in two of them. Board chair Imke Sorrel told reporters that nobody had drunk from the wells since June "
    "and that bottled water would be handed out until new pipes were laid. A spokesman for the paint factory upstream "
    "declined to comment. Residents have complained about the smell of the water for more than a year, and several "
    "have asked the council to pay for filters. The council will meet on Tuesday to vote on the plan."
)
OWN = (
    "People in Tolan will have to fetch their water from trucks for months. Three wells were shut on Thursday, the "
    "water board announced, because solvent had got into them. 'Nobody is ill,' said its head, Imke Sorrel. For Ada "
    "Marsh, who lives beside the second well, the news comes late: she wrote her first letter about the smell in the "
    "spring of last year, she says, and never had an answer. The factory, which makes paint, would not say anything."
)
REPRINT = "TOLAN (Wire) - " + WIRE.replace("on Thursday", "Thursday").replace("more than a year", "over a year")[:-52]


def kept(database: Database, text: str) -> str:
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = Document(
        id=digest[:24], language=Language.ENGLISH, title=None, publisher=None, url=None, published_at=None,
        sha256=digest, text_length=len(text),
    )  # fmt: skip
    return documents.save(database, DocumentRecord(document=document, attributions=[]), text).id


def test_a_reprint_is_linked_to_the_first_and_a_report_of_its_own_is_not(database: Database) -> None:
    first, own, reprint, again = (kept(database, text) for text in (WIRE, OWN, REPRINT, WIRE.upper() + " (End)"))
    assert copies.link(database, first, WIRE) is None
    assert copies.link(database, own, OWN) is None
    found = copies.link(database, reprint, REPRINT)
    assert found is not None
    assert (found.document, found.first) == (reprint, first)
    assert 0.5 <= found.similarity < 1
    last = copies.link(database, again, WIRE.upper() + " (End)")
    assert last is not None
    assert last.first == first, "a copy of a copy belongs to the first"
    assert copies.copies_of(database, reprint) == [found, last]
    assert copies.link(database, reprint, REPRINT) == found
    assert copies.copies_of(database, own) == []


def test_what_is_short_is_nobody_s_copy(database: Database) -> None:
    for text in ("Picture of the day.", "Picture of the day!"):
        assert copies.link(database, kept(database, text), text) is None


def stories(database: Database) -> list[str]:
    return [found.id for found in document_list.page(database, DocumentFilter(copies=False), 10).items]


def test_a_story_is_counted_once(database: Database) -> None:
    first, own, reprint = (kept(database, text) for text in (WIRE, OWN, REPRINT))
    assert stories(database) == [first, own, reprint]
    for identifier, text in ((first, WIRE), (own, OWN), (reprint, REPRINT)):
        copies.link(database, identifier, text)
    assert stories(database) == [first, own]


def test_a_story_outlives_its_first_document(database: Database) -> None:
    texts = (WIRE, REPRINT, WIRE.upper() + " (End)")
    first, second, third = [kept(database, text) for text in texts]
    for identifier, text in zip((first, second, third), texts, strict=True):
        copies.link(database, identifier, text)
    documents.delete(database, first)
    (left,) = copies.copies_of(database, second)
    assert (left.document, left.first) == (third, second)
    assert stories(database) == [second]
    documents.delete(database, third)
    assert copies.copies_of(database, second) == []
    documents.delete(database, second)
    assert stories(database) == []


def test_a_text_whose_process_died_before_it_was_compared_is_compared_by_the_next(database: Database) -> None:
    first, reprint = kept(database, WIRE), kept(database, REPRINT)
    analysis = Analysis(database, load_engine_once)
    for text in (WIRE, REPRINT):
        assert not analysis.ingest(Article(text=text)).new
    assert [(copy.document, copy.first) for copy in copies.copies_of(database, first)] == [(reprint, first)]
