"""Lists are read from rows of their own, which hold every record as it stands after review, and searched there.

They are made after the migrations, from the records (`app.store.listing.fill`).
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
COVERED = (
    "language", "publisher", "level", "act", "type", "detail", "kind", "status", "corrected", "said_on", "is_copy"
)  # fmt: skip
OLD_INDEXES = ("level", "act", "type", "via_outlet", "said_on")


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    for statement in _OLD_SEARCH_DOWN[dialect]:
        op.execute(statement)
    for column in OLD_INDEXES:
        op.drop_index(f"ix_attribution_{column}", "attribution")
    op.drop_column("attribution", "terms")
    op.create_table(
        "listed",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("document_number", NUMBER, nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("published", NUMBER, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=True),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=True),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("corrected", sa.Boolean(), nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.Column("said_on", sa.String(), nullable=True),
        sa.Column("is_copy", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_number"], ["document.number"], name="fk_listed_document_number", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_listed"),
    )
    op.create_index("ix_listed_document", "listed", ["document_number"])
    op.create_index("ix_listed_said", "listed", ["said_on"])
    op.create_index("ix_listed_confidence", "listed", ["confidence", "number", "published", *COVERED])
    op.create_index("ix_listed_unsettled", "listed", ["settled", "confidence", "number", "published", *COVERED])
    op.create_index("ix_listed_published", "listed", ["published", "number", "confidence", *COVERED])
    op.create_table(
        "searched",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["number"], ["listed.number"], name="fk_searched_number", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number", name="pk_searched"),
    )
    for statement in _SEARCH_UP[dialect]:
        op.execute(statement)


def downgrade() -> None:
    dialect = op.get_bind().dialect.name
    for statement in _SEARCH_DOWN[dialect]:
        op.execute(statement)
    op.add_column("attribution", sa.Column("terms", sa.Text(), nullable=False, server_default=""))
    op.execute(
        "UPDATE attribution SET terms ="
        " coalesce((SELECT terms FROM searched WHERE searched.number = attribution.number), '')"
    )
    op.drop_table("searched")
    op.drop_table("listed")
    for column in OLD_INDEXES:
        op.create_index(f"ix_attribution_{column}", "attribution", [column, "number"])
    for statement in _OLD_SEARCH_UP[dialect]:
        op.execute(statement)


# SQLite: a full-text index that keeps no copy of the terms; triggers carry every change of the table into it. The
# tokenizer `ascii` takes every character outside ASCII as part of a word, so it splits the ready terms at spaces only.
_ADD = "INSERT INTO searched_terms(rowid, terms) VALUES (new.number, new.terms);"
_TAKE = "INSERT INTO searched_terms(searched_terms, rowid, terms) VALUES ('delete', old.number, old.terms);"
_SEARCH_UP = {
    "sqlite": (
        "CREATE VIRTUAL TABLE searched_terms USING fts5"
        "(terms, content='searched', content_rowid='number', detail=none, tokenize=\"ascii tokenchars ':=_'\")",
        f"CREATE TRIGGER searched_insert AFTER INSERT ON searched BEGIN {_ADD} END",
        f"CREATE TRIGGER searched_delete AFTER DELETE ON searched BEGIN {_TAKE} END",
        f"CREATE TRIGGER searched_update AFTER UPDATE OF terms ON searched BEGIN {_TAKE} {_ADD} END",
    ),
    "postgresql": (
        "CREATE INDEX searched_terms ON searched USING gin (array_to_tsvector(string_to_array(terms, ' ')))",
    ),
}
_SEARCH_DOWN = {
    "sqlite": (
        "DROP TRIGGER searched_update",
        "DROP TRIGGER searched_delete",
        "DROP TRIGGER searched_insert",
        "DROP TABLE searched_terms",
    ),
    "postgresql": ("DROP INDEX searched_terms",),
}

_OLD_ADD = "INSERT INTO attribution_search(rowid, terms) VALUES (new.number, new.terms);"
_OLD_TAKE = "INSERT INTO attribution_search(attribution_search, rowid, terms) VALUES ('delete', old.number, old.terms);"
_OLD_SEARCH_UP = {
    "sqlite": (
        "CREATE VIRTUAL TABLE attribution_search USING fts5"
        "(terms, content='attribution', content_rowid='number', detail=none, tokenize=\"ascii tokenchars ':'\")",
        "INSERT INTO attribution_search(attribution_search) VALUES ('rebuild')",
        f"CREATE TRIGGER attribution_search_insert AFTER INSERT ON attribution BEGIN {_OLD_ADD} END",
        f"CREATE TRIGGER attribution_search_delete AFTER DELETE ON attribution BEGIN {_OLD_TAKE} END",
        "CREATE TRIGGER attribution_search_update AFTER UPDATE OF terms ON attribution"
        f" BEGIN {_OLD_TAKE} {_OLD_ADD} END",
    ),
    "postgresql": (
        "CREATE INDEX attribution_search ON attribution USING gin (array_to_tsvector(string_to_array(terms, ' ')))",
    ),
}
_OLD_SEARCH_DOWN = {
    "sqlite": (
        "DROP TRIGGER attribution_search_update",
        "DROP TRIGGER attribution_search_delete",
        "DROP TRIGGER attribution_search_insert",
        "DROP TABLE attribution_search",
    ),
    "postgresql": ("DROP INDEX attribution_search",),
}
