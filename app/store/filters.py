"""What a list of attributions can be narrowed to, in the words of the API and of the command line."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, Select, SQLColumnExpression
from sqlmodel import col, select

from app.limits import MAX_IDENTIFIER, MAX_QUESTION
from app.models import AboutRow, AttributionRow, DocumentRow, EntityRow, SpeakerRow
from app.store.plain import plain
from app.store.search import with_terms
from app.store.terms import ABOUT, SPEAKER, terms_of_question
from nlp.types import Act, Language, Level, Type

Question = Annotated[str, Field(max_length=MAX_QUESTION), AfterValidator(plain)]
Identifier = Annotated[str, Field(max_length=MAX_IDENTIFIER), AfterValidator(plain)]


class AttributionFilter(BaseModel):
    """Each filter that is set must hold; of several values of one filter, any. A name that is no filter is an error:
    a misspelt one would otherwise answer with everything."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    q: Question | None = Field(
        default=None,
        description="Words, in any spelling or inflection, all found in the record: content, source, names.",
    )
    speaker: Question | None = Field(default=None, description="Words of the speaker's name or description.")
    speaker_id: Identifier | None = Field(default=None, description="Exactly this speaker of one document.")
    about: Question | None = Field(default=None, description="Words of the name of whom the content is about.")
    about_id: Identifier | None = Field(default=None, description="Exactly this entity of one document.")
    level: list[Level] = Field(default=[], description="The sourcing level; may be given several times.")
    act: list[Act] = Field(default=[], description="What the source does with the content; may be given several times.")
    type: list[Type] = Field(default=[], description="How the words are given; may be given several times.")
    outlet: Identifier | None = Field(
        default=None, description="The id of a known outlet that is the speaker or through which it was said."
    )
    said_from: date | None = Field(default=None, description="Said on this day or later, as the text tells.")
    said_until: date | None = Field(default=None, description="Said on this day or before, as the text tells.")
    copies: bool = Field(default=True, description="False leaves out documents that are copies of an earlier one.")
    language: Language | None = Field(default=None, description="The language of the document.")
    document: Identifier | None = Field(default=None, description="The id of one document.")

    def is_empty(self) -> bool:
        """Tell whether nothing is set, so that everything matches."""
        return not self.model_dump(exclude_defaults=True, include=set(AttributionFilter.model_fields))

    def narrow(self, statement: Select[Any], dialect: str) -> tuple[Select[Any], SQLColumnExpression[int]]:
        """Narrow a statement over attributions joined with their documents to what passes, for a database's dialect.

        Returns it with the column of the attribution's number by which it is to be ordered and continued. Raises
        `NothingToSearch` for a text filter without a word.
        """
        terms = self.terms()
        number: SQLColumnExpression[int] = col(AttributionRow.number)
        if terms:
            statement, number = with_terms(statement, terms, dialect)
        return statement.where(*self._of_records(), *self._of_other_tables()), number

    def terms(self) -> list[str]:
        """Return the terms that all text filters together ask for. Raises `NothingToSearch` for one without a word."""
        questions = ((self.q, ""), (self.speaker, SPEAKER), (self.about, ABOUT))
        return [term for text, mark in questions if text is not None for term in terms_of_question(text, mark)]

    def _of_records(self) -> list[ColumnElement[bool]]:
        sets = (
            (col(AttributionRow.level), self.level),
            (col(AttributionRow.act), self.act),
            (col(AttributionRow.type), self.type),
        )
        said_on = col(AttributionRow.said_on)
        conditions: list[ColumnElement[bool]] = [
            column.in_([value.value for value in values]) for column, values in sets if values
        ]
        if self.said_from is not None:
            conditions.append(said_on >= self.said_from.isoformat())
        if self.said_until is not None:
            conditions.append(said_on <= self.said_until.isoformat())
        if self.outlet is not None:
            speakers = select(SpeakerRow.number).where(col(SpeakerRow.outlet) == self.outlet)
            by_speaker = col(AttributionRow.speaker_number).in_(speakers)
            conditions.append((col(AttributionRow.via_outlet) == self.outlet) | by_speaker)
        return conditions

    def _of_other_tables(self) -> list[ColumnElement[bool]]:
        conditions: list[ColumnElement[bool]] = []
        if self.document is not None:
            conditions.append(col(DocumentRow.id) == self.document)
        if not self.copies:
            conditions.append(col(DocumentRow.story_number) == col(DocumentRow.number))
        if self.language is not None:
            conditions.append(col(DocumentRow.language) == self.language.value)
        if self.speaker_id is not None:
            speakers = select(SpeakerRow.number).where(col(SpeakerRow.id) == self.speaker_id)
            conditions.append(col(AttributionRow.speaker_number).in_(speakers))
        if self.about_id is not None:
            about = (
                select(AboutRow.attribution_number)
                .join(EntityRow, col(EntityRow.number) == col(AboutRow.entity_number))
                .where(col(EntityRow.id) == self.about_id)
            )
            conditions.append(col(AttributionRow.number).in_(about))
        return conditions
