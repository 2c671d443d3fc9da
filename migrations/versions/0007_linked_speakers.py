"""Speakers across documents: their names, keys, judgements, and whom documents mean by them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
EXACT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "speaker_name",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("linked_number", NUMBER, nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("offices", sa.Text(), nullable=False),
        sa.Column("states", sa.Text(), nullable=False),
        sa.Column("named", sa.Integer(), nullable=False),
        sa.Column("outlet", sa.Integer(), nullable=False),
        sa.Column("first_seen", UTCDateTime(), nullable=False),
        sa.Column("last_seen", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_speaker_name"),
        sa.UniqueConstraint("id", name="uq_speaker_name_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_speaker_name_linked", "speaker_name", ["linked_number"])
    op.create_table(
        "speaker_key",
        sa.Column("key", EXACT, nullable=False),
        sa.Column("name_number", NUMBER, nullable=False),
        _of("speaker_name", "speaker_key", "name_number"),
        sa.PrimaryKeyConstraint("key", "name_number", name="pk_speaker_key"),
    )
    op.create_index("ix_speaker_key_name", "speaker_key", ["name_number"])
    op.create_table(
        "linked_speaker",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", EXACT, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("named", sa.Integer(), nullable=False),
        sa.Column("outlet", sa.Integer(), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("first_seen", UTCDateTime(), nullable=False),
        sa.Column("last_seen", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_linked_speaker"),
        sa.UniqueConstraint("id", name="uq_linked_speaker_id"),
    )
    for column in ("records", "last_seen", "name"):
        op.create_index(f"ix_linked_speaker_{column}", "linked_speaker", [column, "number"])
    op.create_table(
        "speaker_merge",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("left_number", NUMBER, nullable=False),
        sa.Column("right_number", NUMBER, nullable=False),
        sa.Column("judgement", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", UTCDateTime(), nullable=False),
        sa.Column("deleted_at", UTCDateTime(), nullable=True),
        sa.Column("deleted_by", sa.String(), nullable=True),
        _of("speaker_name", "speaker_merge", "left_number"),
        _of("speaker_name", "speaker_merge", "right_number"),
        sa.PrimaryKeyConstraint("number", name="pk_speaker_merge"),
        sa.UniqueConstraint("id", name="uq_speaker_merge_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_speaker_merge_left", "speaker_merge", ["left_number"])
    op.create_index("ix_speaker_merge_right", "speaker_merge", ["right_number"])
    for one in ("speaker", "entity"):
        table, column = f"{one}_link", f"{one}_number"
        op.create_table(
            table,
            sa.Column(column, NUMBER, nullable=False),
            sa.Column("name_number", NUMBER, nullable=False),
            _of(one, table, column),
            _of("speaker_name", table, "name_number"),
            sa.PrimaryKeyConstraint(column, name=f"pk_{table}"),
        )
        op.create_index(f"ix_{table}_name", table, ["name_number", column])


def downgrade() -> None:
    for table in ("entity_link", "speaker_link", "speaker_merge", "linked_speaker", "speaker_key", "speaker_name"):
        op.drop_table(table)


def _of(owner: str, table: str, column: str) -> sa.ForeignKeyConstraint:
    name: Any = f"fk_{table}_{column}"
    return sa.ForeignKeyConstraint([column], [f"{owner}.number"], name=name, ondelete="CASCADE")
