"""Who said what about whom: the pairs of a speaker and somebody spoken about that meet most often."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, Select, func, select
from sqlmodel import col

from app.db import Database
from app.models import AboutRow, AttributionRow, DocumentRow, EntityRow, SpeakerRow
from nlp.types import Language, Level


class PairFilter(BaseModel):
    """What the pairs can be narrowed to."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: Language | None = Field(default=None, description="The language of the documents.")
    level: list[Level] = Field(default=[], description="The sourcing level; may be given several times.")


@dataclass(frozen=True, slots=True)
class Pair:
    """A speaker's name, the name of whom they spoke about, in how many records, documents and stories: copies of one
    document are one story (`app.store.copies`)."""

    speaker: str
    about: str
    records: int
    documents: int
    stories: int


def most_frequent(database: Database, filters: PairFilter, limit: int) -> list[Pair]:
    """Return the `limit` pairs that meet in most stories, as the machine found them, then by records and names.

    Names count as one where they are spelt alike.
    """
    records: ColumnElement[int] = func.count()
    documents: ColumnElement[int] = func.count(col(AttributionRow.document_number).distinct())
    stories: ColumnElement[int] = func.count(col(DocumentRow.story_number).distinct())
    columns: list[Any] = [col(SpeakerRow.name), col(EntityRow.name), records, documents, stories]
    statement: Select[Any] = (
        select(*columns)
        .select_from(AboutRow)
        .join(AttributionRow, col(AttributionRow.number) == col(AboutRow.attribution_number))
        .join(DocumentRow, col(DocumentRow.number) == col(AttributionRow.document_number))
        .join(SpeakerRow, col(SpeakerRow.number) == col(AttributionRow.speaker_number))
        .join(EntityRow, col(EntityRow.number) == col(AboutRow.entity_number))
        .group_by(col(SpeakerRow.name), col(EntityRow.name))
        .order_by(stories.desc(), records.desc(), col(SpeakerRow.name), col(EntityRow.name))
        .limit(limit)
    )
    if filters.language is not None:
        statement = statement.where(col(DocumentRow.language) == filters.language.value)
    if filters.level:
        statement = statement.where(col(AttributionRow.level).in_([level.value for level in filters.level]))
    with database.reading() as session:
        return [Pair(*row) for row in session.execute(statement)]
