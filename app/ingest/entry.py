"""A document as somebody hands it in: its text or its address, and whatever is known about it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    AnyHttpUrl,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    model_validator,
)
from pydantic_core import PydanticCustomError

from app.ingest.problem import Problem, Unreadable
from app.limits import MAX_PUBLISHER, MAX_TITLE, MAX_URL
from app.store.plain import calendar, plain
from nlp.limits import MAX_TEXT_LENGTH
from nlp.types import Article, Language

_HTTP_URL = TypeAdapter(AnyHttpUrl)


def _http_url(url: str) -> str:
    """Let through absolute web addresses only, as written: a page may link to them, and `javascript:` must not."""
    _HTTP_URL.validate_python(url)
    return url


def _with_zone(moment: datetime) -> datetime:
    """Take a time without a zone as UTC. The zone stays: it tells which day it was where the text was written."""
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
    try:
        moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("is outside the years 1 to 9999") from None
    return moment


class NewDocument(BaseModel):
    """A text to be analysed, or the address where one is to be fetched, and whatever is known about it."""

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

    text: Annotated[str, Field(min_length=1, max_length=MAX_TEXT_LENGTH), AfterValidator(plain)] | None = Field(
        default=None,
        description="The text, exactly as the records' offsets are to count it. Null means: fetch it from `url`.",
    )
    title: Annotated[str, Field(max_length=MAX_TITLE), AfterValidator(plain)] | None = None
    publisher: Annotated[str, Field(max_length=MAX_PUBLISHER), AfterValidator(plain)] | None = None
    url: Annotated[str, Field(max_length=MAX_URL), AfterValidator(plain), AfterValidator(_http_url)] | None = None
    published_at: Annotated[datetime, BeforeValidator(calendar), AfterValidator(_with_zone)] | None = Field(
        default=None, description="A time without a zone is taken as UTC."
    )
    language: Language | None = Field(default=None, description="Null means: find it.")

    @model_validator(mode="after")
    def _something_to_read(self) -> Self:
        if self.text is None and self.url is None:
            raise PydanticCustomError("missing", "a document needs text, or a url to fetch it from")
        return self

    def article(self, language: Language | None = None) -> Article:
        """Return what the engine is given, in `language` unless the document says its own. Raises `Unreadable` when
        there is no text yet: it is to be fetched from `url` first."""
        if self.text is None:
            raise Unreadable(Problem.NO_ARTICLE, "The document has no text; it is to be fetched from its address.")
        return Article(**{**self.model_dump(), "language": self.language or language})
