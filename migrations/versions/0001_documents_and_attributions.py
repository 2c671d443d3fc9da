"""Documents and their attributions, and the search index over the attributions."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "document",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("publisher", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("published_at", UTCDateTime(), nullable=True),
        sa.Column("added_at", UTCDateTime(), nullable=False),
        sa.Column("text_length", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_document"),
        sa.UniqueConstraint("id", name="uq_document_id"),
        sa.UniqueConstraint("sha256", name="uq_document_sha256"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_document_publisher", "document", ["publisher", "number"])
    _named("speaker")
    _named("entity")
    op.create_table(
        "attribution",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("document_number", NUMBER, nullable=False),
        sa.Column("speaker_number", NUMBER, nullable=True),
        sa.Column("type", sa.String(), nullable=True),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        _of("attribution", "document"),
        _of("attribution", "speaker"),
        sa.PrimaryKeyConstraint("number", name="pk_attribution"),
        sa.UniqueConstraint("id", name="uq_attribution_id"),
    )
    for name, column in (
        ("level", "level"),
        ("act", "act"),
        ("type", "type"),
        ("speaker", "speaker_number"),
        ("document", "document_number"),
    ):
        op.create_index(f"ix_attribution_{name}", "attribution", [column, "number"])
    op.create_table(
        "about",
        sa.Column("attribution_number", NUMBER, nullable=False),
        sa.Column("entity_number", NUMBER, nullable=False),
        _of("about", "attribution"),
        _of("about", "entity"),
        sa.PrimaryKeyConstraint("attribution_number", "entity_number", name="pk_about"),
    )
    op.create_index("ix_about_entity", "about", ["entity_number", "attribution_number"])
    for statement in _SEARCH_UP[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    for statement in _SEARCH_DOWN[op.get_bind().dialect.name]:
        op.execute(statement)
    for table in ("about", "attribution", "entity", "speaker", "document"):
        op.drop_table(table)


def _named(table: str) -> None:
    op.create_table(
        table,
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("document_number", NUMBER, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        _of(table, "document"),
        sa.PrimaryKeyConstraint("number", name=f"pk_{table}"),
        sa.UniqueConstraint("document_number", "id", name=f"uq_{table}_document_number_id"),
    )
    op.create_index(f"ix_{table}_id", table, ["id"])


def _of(table: str, parent: str) -> sa.ForeignKeyConstraint:
    """The rows of `table` belong to one of `parent` and go with it."""
    column = f"{parent}_number"
    name: Any = f"fk_{table}_{column}"
    return sa.ForeignKeyConstraint([column], [f"{parent}.number"], name=name, ondelete="CASCADE")


# SQLite: a full-text index that keeps no copy of the terms; triggers carry every change of the table into it. The
# tokenizer `ascii` takes every character outside ASCII as part of a word, so it splits the ready terms at spaces only.
_ADD = "INSERT INTO attribution_search(rowid, terms) VALUES (new.number, new.terms);"
_TAKE = "INSERT INTO attribution_search(attribution_search, rowid, terms) VALUES ('delete', old.number, old.terms);"
_SEARCH_UP = {
    "sqlite": (
        "CREATE VIRTUAL TABLE attribution_search USING fts5"
        "(terms, content='attribution', content_rowid='number', detail=none, tokenize=\"ascii tokenchars ':'\")",
        f"CREATE TRIGGER attribution_search_insert AFTER INSERT ON attribution BEGIN {_ADD} END",
        f"CREATE TRIGGER attribution_search_delete AFTER DELETE ON attribution BEGIN {_TAKE} END",
        f"CREATE TRIGGER attribution_search_update AFTER UPDATE OF terms ON attribution BEGIN {_TAKE} {_ADD} END",
    ),
    "postgresql": (
        "CREATE INDEX attribution_search ON attribution USING gin (array_to_tsvector(string_to_array(terms, ' ')))",
    ),
}
_SEARCH_DOWN = {
    "sqlite": (
        "DROP TRIGGER attribution_search_update",
        "DROP TRIGGER attribution_search_delete",
        "DROP TRIGGER attribution_search_insert",
        "DROP TABLE attribution_search",
    ),
    "postgresql": ("DROP INDEX attribution_search",),
}
