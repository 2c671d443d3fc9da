"""Narrowing attributions to those of one speaker across documents, or about one."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_
from sqlalchemy import select as plain_select
from sqlmodel import Session, col, select

from app.models import (
    AboutRow,
    AttributionRow,
    EntityLinkRow,
    LinkedSpeakerRow,
    ListedRow,
    SpeakerLinkRow,
    SpeakerNameRow,
)
from nlp.types import Level


def said_by(row: type[ListedRow], identifier: str) -> ColumnElement[bool]:
    """The condition that the speaker that a name's id leads to said it, and was named."""
    said = (
        select(AttributionRow.number)
        .join(SpeakerLinkRow, col(SpeakerLinkRow.speaker_number) == col(AttributionRow.speaker_number))
        .where(col(SpeakerLinkRow.name_number).in_(_names(identifier)))
    )
    return and_(col(row.number).in_(said), col(row.level) != Level.ANONYMOUS.value)


def said_about(row: type[ListedRow], identifier: str) -> ColumnElement[bool]:
    """The condition that its content says something about whom a name's id leads to."""
    about = (
        select(AboutRow.attribution_number)
        .join(EntityLinkRow, col(EntityLinkRow.entity_number) == col(AboutRow.entity_number))
        .where(col(EntityLinkRow.name_number).in_(_names(identifier)))
    )
    return col(row.number).in_(about)


def linked_ids(session: Session, speakers: set[int]) -> dict[int, str]:
    """Return the id across documents of each of these speakers of documents that has one, by its number."""
    rows = session.exec(
        select(SpeakerLinkRow.speaker_number, LinkedSpeakerRow.id)
        .join(SpeakerNameRow, col(SpeakerNameRow.number) == col(SpeakerLinkRow.name_number))
        .join(LinkedSpeakerRow, col(LinkedSpeakerRow.number) == col(SpeakerNameRow.linked_number))
        .where(col(SpeakerLinkRow.speaker_number).in_(speakers))
    )
    return dict(rows.all())


def _names(identifier: str) -> Select[Any]:
    """All names of the speaker that this name's id leads to."""
    linked = select(SpeakerNameRow.linked_number).where(col(SpeakerNameRow.id) == identifier).scalar_subquery()
    return plain_select(col(SpeakerNameRow.number)).where(col(SpeakerNameRow.linked_number) == linked)
