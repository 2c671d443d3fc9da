"""What the API takes and gives, around the record's own shapes (`nlp.types`)."""

from __future__ import annotations

from pydantic import BaseModel, Field

from app.ingest.entry import NewDocument
from app.limits import DEFAULT_PAGE, LARGEST_PAGE
from app.store.documents import DocumentFilter
from app.store.filters import AttributionFilter
from nlp.types import Attribution, Document, DocumentRecord

__all__ = [
    "AttributionInDocument",
    "AttributionPage",
    "AttributionQuery",
    "DocumentPage",
    "DocumentQuery",
    "NewDocument",
    "Paging",
    "StoredDocument",
]


class StoredDocument(DocumentRecord):
    """A document's record and its original text, whose characters the spans count."""

    text: str


class AttributionInDocument(BaseModel):
    """An attribution and the document it was read from."""

    document: Document
    attribution: Attribution


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


class AttributionQuery(AttributionFilter, Paging):
    """The parameters of a list of attributions."""
