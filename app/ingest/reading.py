"""What comes out of a document: the article's own words, and what the document says about itself."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class Kind(StrEnum):
    """The kinds of documents that can be read."""

    HTML = "html"
    PDF = "pdf"
    TEXT = "text"
    FEED = "feed"


MEDIA_TYPES = {
    Kind.HTML: "text/html",
    Kind.PDF: "application/pdf",
    Kind.TEXT: "text/plain",
    Kind.FEED: "application/xml",
}


class FeedEntry(BaseModel):
    """What a feed announces: the address of an article and what is known of it before it is fetched."""

    model_config = ConfigDict(frozen=True)

    url: str
    title: str | None = None
    published_at: datetime | None = None


class Reading(BaseModel):
    """A document that was read.

    `text` is the article: its headline and paragraphs in reading order, one empty line between them. `url` is the
    address that the document gives as its own. `quality` is the share (0 to 1) of the characters that could be read
    with certainty; `notes` are sentences for people about what was left out or is doubtful. A feed has no text but
    `entries`.
    """

    model_config = ConfigDict(frozen=True)

    kind: Kind
    text: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published_at: datetime | None = None
    url: str | None = None
    language: str | None = None
    quality: float = Field(default=1.0, ge=0.0, le=1.0)
    notes: list[str] = []
    entries: list[FeedEntry] = []
