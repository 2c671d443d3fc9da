from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect
from sqlmodel import SQLModel

from app.db import Database
from app.store import attributions, decisions, documents
from app.store.decisions import Action, Change, State
from app.store.filters import AttributionFilter
from app.store.migrate import downgrade, is_current, upgrade
from nlp.types import Level
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


def test_what_was_kept_before_there_were_lists_is_listed(empty: Database) -> None:
    upgrade(empty)
    documents.save(empty, harbour(), HARBOUR)
    first = harbour().attributions[0]
    corrected = first.model_copy(update={"level": Level.OUTLET})
    document = harbour().document.id
    decisions.decide(empty, document, Change(first.id, 0, State(corrected=corrected)), Action.CORRECT, "Huda")
    before = attributions.page(empty, AttributionFilter(), 10).items
    downgrade(empty, "0008")
    upgrade(empty)
    assert attributions.page(empty, AttributionFilter(), 10).items == before
    (found,) = attributions.page(empty, AttributionFilter(q="bridge", level=[Level.OUTLET]), 10).items
    assert (found.attribution, found.record.machine) == (corrected, first)


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
