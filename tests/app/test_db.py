from __future__ import annotations

from sqlalchemy import func
from sqlmodel import select

from app.db import Database
from app.models import DocumentRow
from app.store import documents
from tests.app.samples import BRIDGE, HARBOUR, bridge, harbour


def test_a_reading_session_sees_one_state_throughout(database: Database) -> None:
    count = select(func.count()).select_from(DocumentRow)
    documents.save(database, harbour(), HARBOUR)
    with database.reading() as session:
        assert session.exec(count).one() == 1
        documents.save(database, bridge(), BRIDGE)
        assert session.exec(count).one() == 1
    with database.reading() as session:
        assert session.exec(count).one() == 2
