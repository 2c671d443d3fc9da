"""The tables of those who speak and of those spoken about, each as one document knows them."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.models.column import Number


class SpeakerRow(SQLModel, table=True):
    """A speaker of one document: one row for all the records that refer to it. `outlet` is the id of the known outlet
    that it is, the same in every document."""

    __tablename__ = "speaker"
    __table_args__ = (UniqueConstraint("document_number", "id"),)

    number: int | None = Field(default=None, primary_key=True, sa_type=Number)
    document_number: int = Field(foreign_key="document.number", ondelete="CASCADE", sa_type=Number)
    id: str = Field(index=True)
    name: str
    kind: str
    outlet: str | None = Field(default=None, index=True)


class EntityRow(SQLModel, table=True):
    """A person, organisation or place that contents of one document say something about."""

    __tablename__ = "entity"
    __table_args__ = (UniqueConstraint("document_number", "id"),)

    number: int | None = Field(default=None, primary_key=True, sa_type=Number)
    document_number: int = Field(foreign_key="document.number", ondelete="CASCADE", sa_type=Number)
    id: str = Field(index=True)
    name: str
    kind: str
