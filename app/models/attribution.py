"""The table of attributions, and of what each is about."""

from __future__ import annotations

from sqlalchemy import Index, Text
from sqlmodel import Field, SQLModel

from app.models.column import Number


class AttributionRow(SQLModel, table=True):
    """One attribution. `record` is the whole of it in JSON, the shape of `nlp.types.Attribution`, and the only truth.

    The other columns repeat from it what is counted by, and are written together with it. It is what the machine found:
    reviewers never change it, and lists are read from `app.models.listed`.

    `number` is made from the document's number and the record's place in it (see `app.store.rows`), so that one whole
    number orders all records of all documents. `said_on` is the first day of the time at which it was said,
    `2021-06-01`.
    """

    __tablename__ = "attribution"
    __table_args__ = (
        Index("ix_attribution_speaker", "speaker_number", "number"),
        Index("ix_attribution_document", "document_number", "number"),
    )

    number: int = Field(primary_key=True, sa_type=Number, sa_column_kwargs={"autoincrement": False})
    id: str = Field(unique=True)
    document_number: int = Field(foreign_key="document.number", ondelete="CASCADE", sa_type=Number)
    speaker_number: int | None = Field(foreign_key="speaker.number", ondelete="CASCADE", sa_type=Number)
    type: str | None
    act: str
    level: str
    via_outlet: str | None = None
    said_on: str | None = None
    record: str = Field(sa_type=Text)


class AboutRow(SQLModel, table=True):
    """An attribution whose content says something about an entity."""

    __tablename__ = "about"
    __table_args__ = (Index("ix_about_entity", "entity_number", "attribution_number"),)

    attribution_number: int = Field(
        primary_key=True, foreign_key="attribution.number", ondelete="CASCADE", sa_type=Number
    )
    entity_number: int = Field(primary_key=True, foreign_key="entity.number", ondelete="CASCADE", sa_type=Number)
