"""The time of a statement in a stored record: the day it was where the text was written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from app.db import Database
from app.jobs.analyse import Analysis
from app.store import documents
from nlp.types import Article
from tests.app.conftest import load_engine_once

TEXT = "قال وزير الصحة باسل الدروبي الأحد إن اللقاحات تكفي سنة كاملة."


def test_a_weekday_is_read_in_the_zone_of_the_text(database: Database) -> None:
    """Half past midnight on a Sunday in Baghdad is still Saturday in UTC."""
    moment = datetime(2024, 5, 12, 0, 30, tzinfo=timezone(timedelta(hours=3)))
    stored = Analysis(database, load_engine_once).ingest(Article(text=TEXT, published_at=moment))
    document, _ = documents.get(database, stored.id)
    assert document.document.published_at == datetime(2024, 5, 11, 21, 30, tzinfo=UTC)
    (attribution,) = document.attributions
    assert attribution.said_at is not None
    assert (attribution.said_at.text, attribution.said_at.value) == ("الأحد", "2024-05-12")
