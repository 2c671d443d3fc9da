"""What the API takes and gives, around the record's own shapes (`nlp.types`)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AnyHttpUrl, BaseModel, ConfigDict, Field, TypeAdapter

from app.limits import DEFAULT_PAGE, LARGEST_PAGE, MAX_PUBLISHER, MAX_TITLE, MAX_URL
from app.store.documents import DocumentFilter
from app.store.filters import AttributionFilter
from app.store.plain import plain
from nlp.limits import MAX_TEXT_LENGTH
from nlp.types import Article, Attribution, Document, DocumentRecord, Language

_HTTP_URL = TypeAdapter(AnyHttpUrl)


def _http_url(url: str) -> str:
    """Let through absolute web addresses only, as written: a page may link to them, and `javascript:` must not."""
    _HTTP_URL.validate_python(url)
    return url


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("is outside the years 1 to 9999") from None


class NewDocument(BaseModel):
    """A text to be analysed, and whatever is known about it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "text": "The mayor said on Monday that the bridge would open in spring.",
                    "title": "Bridge to open in spring",
                    "publisher": "Sample Post",
                    "url": "https://news.example/bridge",
                    "published_at": "2026-03-02T08:00:00Z",
                    "language": "en",
                }
            ]
        },
    )

    text: Annotated[str, Field(min_length=1, max_length=MAX_TEXT_LENGTH), AfterValidator(plain)] = Field(
        description="The text, exactly as the records' offsets are to count it."
    )
    title: Annotated[str, Field(max_length=MAX_TITLE), AfterValidator(plain)] | None = None
    publisher: Annotated[str, Field(max_length=MAX_PUBLISHER), AfterValidator(plain)] | None = None
    url: Annotated[str, Field(max_length=MAX_URL), AfterValidator(plain), AfterValidator(_http_url)] | None = None
    published_at: Annotated[datetime, AfterValidator(_in_utc)] | None = Field(
        default=None, description="A time without a zone is taken as UTC."
    )
    language: Language | None = Field(default=None, description="Null means: find it.")

    def article(self) -> Article:
        """Return what the engine is given."""
        return Article(**self.model_dump())


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
