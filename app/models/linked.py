"""The tables of speakers across documents: names, who is behind them, and who said that two are one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlmodel import Field, SQLModel

from app.models.column import Number

# Compared byte by byte, so that both databases sort alike and a prefix is a stretch of the index.
Exact = String().with_variant(String(collation="C"), "postgresql")


class SpeakerNameRow(SQLModel, table=True):
    """A name under which documents know one speaker: every speaker of a document who is called so has its number.

    `identity` is equal for spellings that need no comparing, empty where nothing but the document tells who it is.
    `offices` and `states`, separated by lines, tell who it is beside the name (`nlp.link.speaker.Known`). `named` and
    `outlet` count the records of each level; `first_seen` and `last_seen` are the earliest and the latest day of a
    document. `linked_number` is the row in `linked_speaker`: the number of the first name of the same speaker.
    """

    __tablename__ = "speaker_name"
    __table_args__ = (Index("ix_speaker_name_linked", "linked_number"), {"sqlite_autoincrement": True})

    number: int | None = Field(default=None, primary_key=True, sa_type=Number)
    id: str = Field(unique=True)
    linked_number: int | None = Field(sa_type=Number)
    name: str = Field(sa_type=Text)
    kind: str
    identity: str = Field(sa_type=Text)
    offices: str = Field(sa_type=Text)
    states: str = Field(sa_type=Text)
    named: int
    outlet: int
    first_seen: datetime
    last_seen: datetime


class SpeakerKeyRow(SQLModel, table=True):
    """A key under which a name is looked for: by linking, by words that somebody types, by sound."""

    __tablename__ = "speaker_key"
    __table_args__ = (Index("ix_speaker_key_name", "name_number"),)

    key: str = Field(primary_key=True, sa_type=Exact)
    name_number: int = Field(primary_key=True, foreign_key="speaker_name.number", ondelete="CASCADE", sa_type=Number)


class LinkedSpeakerRow(SQLModel, table=True):
    """A speaker across documents: what its names come to, computed from them and from `speaker_merge`.

    `number` and `id` are those of its first name, so they come back when a merge is undone. `name` and `kind` are of
    the name with the most records; `records` is `named` and `outlet` together.
    """

    __tablename__ = "linked_speaker"
    __table_args__ = (
        Index("ix_linked_speaker_records", "records", "number"),
        Index("ix_linked_speaker_last_seen", "last_seen", "number"),
        Index("ix_linked_speaker_name", "name", "number"),
    )

    number: int = Field(primary_key=True, sa_type=Number, sa_column_kwargs={"autoincrement": False})
    id: str = Field(unique=True)
    name: str = Field(sa_type=Exact)
    kind: str
    named: int
    outlet: int
    records: int
    first_seen: datetime
    last_seen: datetime


class SpeakerMergeRow(SQLModel, table=True):
    """A judgement that two names are one speaker, or two (nomenklatura's resolver keeps its decisions so).

    `decided_by` is null where linking decided; people's judgements go before its own. A row is never changed but for
    `deleted_at` and `deleted_by`, which take it back.
    """

    __tablename__ = "speaker_merge"
    __table_args__ = (
        Index("ix_speaker_merge_left", "left_number"),
        Index("ix_speaker_merge_right", "right_number"),
        {"sqlite_autoincrement": True},
    )

    number: int | None = Field(default=None, primary_key=True, sa_type=Number)
    id: str = Field(unique=True)
    left_number: int = Field(foreign_key="speaker_name.number", ondelete="CASCADE", sa_type=Number)
    right_number: int = Field(foreign_key="speaker_name.number", ondelete="CASCADE", sa_type=Number)
    judgement: str
    decided_by: str | None
    decided_at: datetime
    deleted_at: datetime | None
    deleted_by: str | None


class SpeakerLinkRow(SQLModel, table=True):
    """A document's speaker and the name under which it is known across documents. Anonymous sources have none."""

    __tablename__ = "speaker_link"
    __table_args__ = (Index("ix_speaker_link_name", "name_number", "speaker_number"),)

    speaker_number: int = Field(primary_key=True, foreign_key="speaker.number", ondelete="CASCADE", sa_type=Number)
    name_number: int = Field(foreign_key="speaker_name.number", ondelete="CASCADE", sa_type=Number)


class EntityLinkRow(SQLModel, table=True):
    """Whom a document's contents are about, and the name under which it is known across documents, where its own name
    alone tells who it is."""

    __tablename__ = "entity_link"
    __table_args__ = (Index("ix_entity_link_name", "name_number", "entity_number"),)

    entity_number: int = Field(primary_key=True, foreign_key="entity.number", ondelete="CASCADE", sa_type=Number)
    name_number: int = Field(foreign_key="speaker_name.number", ondelete="CASCADE", sa_type=Number)
