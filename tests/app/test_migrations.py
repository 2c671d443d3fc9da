from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect
from sqlmodel import SQLModel

from app.db import Database
from app.store import attributions, documents
from app.store.filters import AttributionFilter
from app.store.migrate import downgrade, is_current, upgrade
from tests.app.samples import HARBOUR, harbour

# The search index is made by hand, Procrastinate's tables are its own.
WITHOUT_MODELS = ("searched_terms", "procrastinate_")


def test_up_and_down_and_up_again(empty: Database) -> None:
    for _ in range(2):
        assert not is_current(empty)
        upgrade(empty)
        assert is_current(empty)
        documents.save(empty, harbour(), HARBOUR)
        assert len(attributions.page(empty, AttributionFilter(q="bridge"), 10).items) == 1
        downgrade(empty, "base")
        assert set(inspect(empty.engine).get_table_names()) <= {"alembic_version", "sqlite_sequence"}


def test_upgrading_again_changes_nothing(database: Database) -> None:
    documents.save(database, harbour(), HARBOUR)
    upgrade(database)
    assert documents.get(database, harbour().document.id)[0] == harbour()


def test_the_tables_are_the_models(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, *_: not (name or "").startswith(WITHOUT_MODELS)},
        )
        assert compare_metadata(context, SQLModel.metadata) == []
