"""Who said what about whom: the pairs of a speaker and somebody spoken about that meet most often."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.db import Database
from app.models import (
    AboutRow,
    AttributionRow,
    DocumentRow,
    EntityLinkRow,
    EntityRow,
    LinkedSpeakerRow,
    SpeakerLinkRow,
    SpeakerNameRow,
    SpeakerRow,
)
from nlp.types import Language, Level


class PairFilter(BaseModel):
    """What the pairs can be narrowed to."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: Language | None = Field(default=None, description="The language of the documents.")
    level: list[Level] = Field(default=[], description="The sourcing level; may be given several times.")


@dataclass(frozen=True, slots=True)
class Pair:
    """A speaker's name, the name of whom they spoke about, in how many records, documents and stories: copies of one
    document are one story (`app.store.copies`). `speaker_id` and `about_id` are their ids across documents, null where
    there is nothing but a spelling to know them by."""

    speaker: str
    about: str
    records: int
    documents: int
    stories: int
    speaker_id: str | None = None
    about_id: str | None = None


def most_frequent(database: Database, filters: PairFilter, limit: int) -> list[Pair]:
    """Return the `limit` pairs that meet in most stories, as the machine found them, then by records and names.

    Whoever is one across documents counts as one; where only the name is known (a family's alone, an anonymous source),
    those spelt alike do.
    """
    who, whom = _Side(SpeakerRow, SpeakerLinkRow, "speaker"), _Side(EntityRow, EntityLinkRow, "entity")
    records: ColumnElement[int] = func.count()
    documents: ColumnElement[int] = func.count(col(AttributionRow.document_number).distinct())
    stories: ColumnElement[int] = func.count(col(DocumentRow.story_number).distinct())
    columns: list[Any] = [who.shown, whom.shown, records, documents, stories, who.id, whom.id]
    statement: Select[Any] = (
        select(*columns)
        .select_from(AboutRow)
        .join(AttributionRow, col(AttributionRow.number) == col(AboutRow.attribution_number))
        .join(DocumentRow, col(DocumentRow.number) == col(AttributionRow.document_number))
        .join(SpeakerRow, col(SpeakerRow.number) == col(AttributionRow.speaker_number))
        .join(EntityRow, col(EntityRow.number) == col(AboutRow.entity_number))
    )
    statement = whom.joined(who.joined(statement)).group_by(*who.key, *whom.key)
    statement = statement.order_by(stories.desc(), records.desc(), who.shown, whom.shown).limit(limit)
    if filters.language is not None:
        statement = statement.where(col(DocumentRow.language) == filters.language.value)
    if filters.level:
        statement = statement.where(col(AttributionRow.level).in_([level.value for level in filters.level]))
    with database.reading() as session:
        return [Pair(*row) for row in session.execute(statement)]


class _Side:
    """Who speaks, or whom it is about: the columns by which a side of the pairs is grouped and shown."""

    def __init__(
        self,
        table: type[SpeakerRow] | type[EntityRow],
        link: type[SpeakerLinkRow] | type[EntityLinkRow],
        kind: str,
    ) -> None:
        self._link = link
        self._of = col(getattr(link, f"{kind}_number")) == col(table.number)
        self._name, self._linked = aliased(SpeakerNameRow), aliased(LinkedSpeakerRow)
        # A name of one word is nobody's in particular, unless it has been joined with another.
        told = or_(col(self._name.identity).contains(" "), col(self._name.linked_number) != col(self._name.number))
        number = case((told, col(self._name.linked_number)))
        self.key = (number, case((number.is_(None), col(table.name))))
        self.shown = func.min(case((told, col(self._linked.name)), else_=col(table.name)))
        self.id = func.min(case((told, col(self._linked.id))))

    def joined(self, statement: Select[Any]) -> Select[Any]:
        """Join the side's names across documents, where there are any."""
        link, name, linked = self._link, self._name, self._linked
        return (
            statement.join(link, self._of, isouter=True)
            .join(name, col(name.number) == col(link.name_number), isouter=True)
            .join(linked, col(linked.number) == col(name.linked_number), isouter=True)
        )
