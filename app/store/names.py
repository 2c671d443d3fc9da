"""Speakers' names, to choose from while somebody types one."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import col

from app.db import Database
from app.models import SpeakerRow


def containing(database: Database, typed: str, limit: int) -> list[str]:
    """Return up to `limit` different names of speakers that contain `typed`, the shortest first."""
    with database.reading() as session:
        names = session.scalars(
            select(col(SpeakerRow.name))
            .where(col(SpeakerRow.name).icontains(typed, autoescape=True))
            .distinct()
            .limit(20 * limit)
        )
        return sorted(names, key=lambda name: (len(name), name))[:limit]
