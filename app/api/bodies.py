"""What the API takes and gives, around the record's own shapes (`nlp.types`)."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel, Field

from app.api.conditions import entity_tag
from app.ingest.entry import NewDocument
from app.limits import DEFAULT_PAGE, LARGEST_PAGE
from app.store.attributions import Attributed
from app.store.decisions import Decision, Verdict
from app.store.document_list import DocumentFilter, DocumentOrder
from app.store.filters import AttributionFilter
from app.store.order import Order
from nlp.types import Attribution, Document, DocumentRecord

__all__ = [
    "AttributionInDocument",
    "AttributionPage",
    "AttributionQuery",
    "AttributionWithDecisions",
    "DocumentPage",
    "DocumentQuery",
    "NewDocument",
    "Paging",
    "Review",
    "StoredDocument",
]


class StoredDocument(DocumentRecord):
    """A document's record and its original text, whose characters the spans count."""

    text: str


class Review(BaseModel):
    """Where reviewers have brought a record."""

    verdict: Verdict
    corrected: bool = Field(description="Whether a reviewer has changed it, or added it.")
    added: bool = Field(description="Whether a reviewer found it, and not the engine.")
    revision: int = Field(description="How many decisions there are about it.")


class AttributionInDocument(BaseModel):
    """An attribution as it stands after review, and the document it was read from."""

    document: Document
    attribution: Attribution
    machine: Attribution | None = Field(
        description="What the engine found, where a reviewer has changed it; else null."
    )
    review: Review
    linked_speaker: str | None = Field(
        description="The id in `/v1/speakers` of the speaker that the engine found; null for anonymous sources."
    )

    @classmethod
    def of(cls, item: Attributed) -> Self:
        """Return the body for a record of the store."""
        record = item.record
        corrected = record.attribution != record.machine
        return cls(
            document=item.document,
            attribution=record.attribution,
            machine=record.machine if corrected else None,
            linked_speaker=item.linked_speaker,
            review=Review(
                verdict=record.verdict, corrected=corrected, added=record.machine is None, revision=record.revision
            ),
        )


class AttributionWithDecisions(AttributionInDocument):
    """An attribution and every decision about it, the first one first."""

    decisions: list[Decision]

    def entity_tag(self, form: str) -> str:
        """Return the tag of this state of the record in a form."""
        return entity_tag(self.model_dump_json(), form)


class DocumentPage(BaseModel):
    """Some documents, and the cursor for those after them: null on the last page."""

    items: list[Document]
    next_cursor: str | None


class AttributionPage(BaseModel):
    """Some attributions, and the cursor for those after them: null on the last page."""

    items: list[AttributionInDocument]
    next_cursor: str | None


class Paging(BaseModel):
    """Which page of a list is wanted."""

    limit: int = Field(default=DEFAULT_PAGE, ge=1, le=LARGEST_PAGE, description="How many items a page may have.")
    cursor: str | None = Field(default=None, max_length=64, description="`next_cursor` of the page before.")


class DocumentQuery(DocumentFilter, Paging):
    """The parameters of a list of documents."""

    sort: DocumentOrder = Field(
        default=DocumentOrder.ADDED, description="By what the list is sorted; a hyphen turns it round."
    )


class AttributionQuery(AttributionFilter, Paging):
    """The parameters of a list of attributions."""

    sort: Order = Field(default=Order.DOCUMENT, description="By what the list is sorted; a hyphen turns it round.")
