"""What a list of attributions can be narrowed to, in the words of the API and of the command line."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from sqlalchemy import ColumnElement
from sqlmodel import col

from app.limits import MAX_IDENTIFIER, MAX_PUBLISHER, MAX_QUESTION
from app.models import ListedRow
from app.store import linked_filters
from app.store.listing import UNDATED, Status, microseconds
from app.store.plain import calendar, plain
from app.store.search import Terms
from app.store.terms import ABOUT, SPEAKER, VIA, exact, terms_of_question
from nlp.types import Act, Language, Level, SourcingDetail, SpeakerKind, Type

Question = Annotated[str, Field(max_length=MAX_QUESTION), AfterValidator(plain)]
Day = Annotated[date, BeforeValidator(calendar)]
Moment = Annotated[datetime, BeforeValidator(calendar)]
Identifier = Annotated[str, Field(max_length=MAX_IDENTIFIER), AfterValidator(plain)]
Publisher = Annotated[str, Field(max_length=MAX_PUBLISHER), AfterValidator(plain)]
Probability = Annotated[float, Field(ge=0.0, le=1.0)]

_Listed = type[ListedRow]  # `type` is a filter below
_SEVERAL = "; may be given several times."


class AttributionFilter(BaseModel):
    """Each filter that is set must hold, of the record as it stands after review; of several values of one filter, any.
    A name that is no filter is an error: a misspelt one would otherwise answer with everything."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    q: Question | None = Field(
        default=None,
        description="Words, in any spelling or inflection, all found in the record: content, source, names.",
    )
    speaker: Question | None = Field(default=None, description="Words of the speaker's name or description.")
    speaker_id: Identifier | None = Field(default=None, description="Exactly this speaker of one document.")
    speaker_kind: list[SpeakerKind] = Field(default=[], description="What the speaker is" + _SEVERAL)
    linked_speaker: Identifier | None = Field(
        default=None, description="This speaker across documents, where named, by the id of `/v1/speakers`."
    )
    about: Question | None = Field(default=None, description="Words of the name of whom the content is about.")
    about_id: Identifier | None = Field(default=None, description="Exactly this entity of one document.")
    linked_about: Identifier | None = Field(
        default=None, description="About this person, body or place across documents, by its id there."
    )
    via: Question | None = Field(default=None, description="Words of the outlet through which the report came.")
    level: list[Level] = Field(default=[], description="The sourcing level" + _SEVERAL)
    sourcing: list[SourcingDetail] = Field(default=[], description="The sourcing level, refined" + _SEVERAL)
    act: list[Act] = Field(default=[], description="What the source does with the content" + _SEVERAL)
    type: list[Type] = Field(default=[], description="How the words are given" + _SEVERAL)
    status: list[Status] = Field(default=[], description="Where the record stands" + _SEVERAL)
    corrected: bool | None = Field(default=None, description="Whether a reviewer has changed or added the record.")
    confidence_min: Probability | None = Field(default=None, description="The lowest confidence.")
    confidence_max: Probability | None = Field(default=None, description="The highest confidence.")
    outlet: Identifier | None = Field(
        default=None, description="The id of a known outlet that is the speaker or through which it was said."
    )
    said_from: Day | None = Field(default=None, description="Said on this day or later, as the text tells.")
    said_until: Day | None = Field(default=None, description="Said on this day or before, as the text tells.")
    copies: bool = Field(default=True, description="False leaves out documents that are copies of an earlier one.")
    language: Language | None = Field(default=None, description="The language of the document.")
    publisher: Publisher | None = Field(default=None, description="Exactly this publisher of the document.")
    published_from: Moment | None = Field(default=None, description="The document was published then or later.")
    published_to: Moment | None = Field(default=None, description="The document was published before then.")
    document: Identifier | None = Field(default=None, description="The id of one document.")

    def is_empty(self) -> bool:
        """Tell whether nothing is set, so that everything matches."""
        return not self.model_dump(exclude_defaults=True, include=set(AttributionFilter.model_fields))

    def words(self) -> Terms:
        """Return the terms that the text filters ask for together. Raises `NothingToSearch` for one without a word."""
        questions = ((self.q, ""), (self.speaker, SPEAKER), (self.about, ABOUT), (self.via, VIA))
        return [[term] for text, mark in questions if text is not None for term in terms_of_question(text, mark)]

    def identities(self) -> Terms:
        """Return the terms of the filters by an identifier, which no column of a listed row holds."""
        given = (
            ("speaker", self.speaker_id),
            ("about", self.about_id),
            ("outlet", self.outlet),
            ("document", self.document),
        )
        return [[exact(mark, value)] for mark, value in given if value is not None]

    def values(self) -> Terms:
        """Return the terms of the filters by what a listed row is."""
        return [[exact(name, value) for value in values] for name, values in self._values()]

    def conditions(self, row: _Listed) -> list[ColumnElement[bool]]:
        """Return the same as conditions on a listed row, with those that no term can answer."""
        found = [col(getattr(row, name)).in_(values) for name, values in self._values()]
        return [*found, *self.beyond_terms(row)]

    def beyond_terms(self, row: _Listed) -> list[ColumnElement[bool]]:
        """Return the conditions that no term can answer: ranges, and what changes with other documents."""
        ranges = [*self.dates(row), *self.confidences(row), *self.days(row), *self.linked(row)]
        return ranges if self.copies else [*ranges, ~col(row.is_copy)]

    def dates(self, row: _Listed) -> list[ColumnElement[bool]]:
        """Return the conditions on the document's date. What has none passes no limit to it."""
        found: list[ColumnElement[bool]] = []
        if self.published_from is not None:
            found.append(col(row.published) >= microseconds(self.published_from))
        elif self.published_to is not None:
            found.append(col(row.published) > UNDATED)
        if self.published_to is not None:
            found.append(col(row.published) < microseconds(self.published_to))
        return found

    def confidences(self, row: _Listed) -> list[ColumnElement[bool]]:
        """Return the conditions on the confidence."""
        found: list[ColumnElement[bool]] = []
        if self.confidence_min is not None:
            found.append(col(row.confidence) >= self.confidence_min)
        if self.confidence_max is not None:
            found.append(col(row.confidence) <= self.confidence_max)
        return found

    def days(self, row: _Listed) -> list[ColumnElement[bool]]:
        """Return the conditions on the day on which it was said."""
        found: list[ColumnElement[bool]] = []
        if self.said_from is not None:
            found.append(col(row.said_on) >= self.said_from.isoformat())
        if self.said_until is not None:
            found.append(col(row.said_on) <= self.said_until.isoformat())
        return found

    def linked(self, row: _Listed) -> list[ColumnElement[bool]]:
        """Return the conditions on who speaks, and about whom, across documents: a merge changes what they let
        through."""
        found: list[ColumnElement[bool]] = []
        if self.linked_speaker is not None:
            found.append(linked_filters.said_by(row, self.linked_speaker))
        if self.linked_about is not None:
            found.append(linked_filters.said_about(row, self.linked_about))
        return found

    def _values(self) -> list[tuple[str, list[str | bool]]]:
        """Return the columns of a listed row whose values are asked for, and these."""
        asked = (
            ("language", self.language),
            ("publisher", self.publisher),
            ("level", self.level),
            ("act", self.act),
            ("type", self.type),
            ("detail", self.sourcing),
            ("kind", self.speaker_kind),
            ("status", self.status),
            ("corrected", self.corrected),
        )
        several = ((name, value if isinstance(value, list) else [value]) for name, value in asked)
        return [
            (name, [value.value if isinstance(value, StrEnum) else value for value in values if value is not None])
            for name, values in several
            if values not in ([], [None])
        ]
