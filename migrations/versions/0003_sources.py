"""Where documents came from, and which ones say the same."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "source",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("place_digest", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("media_type", sa.String(), nullable=True),
        sa.Column("charset", sa.String(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("quality", sa.Float(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("problem", sa.String(), nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("tried_at", UTCDateTime(), nullable=False),
        sa.Column("document_number", NUMBER, nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        _of_document("source", "document_number"),
        sa.PrimaryKeyConstraint("number", name="pk_source"),
        sa.UniqueConstraint("id", name="uq_source_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_source_problem", "source", ["problem", "number"])
    op.create_index("ix_source_document", "source", ["document_number"])
    op.create_index("ix_source_place", "source", ["place_digest"])
    op.create_table(
        "fingerprint",
        sa.Column("document_number", NUMBER, nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        _of_document("fingerprint", "document_number"),
        sa.PrimaryKeyConstraint("document_number", name="pk_fingerprint"),
    )
    op.create_table(
        "fingerprint_band",
        sa.Column("value", NUMBER, autoincrement=False, nullable=False),
        sa.Column("document_number", NUMBER, nullable=False),
        _of_document("fingerprint_band", "document_number"),
        sa.PrimaryKeyConstraint("value", "document_number", name="pk_fingerprint_band"),
    )
    op.create_index("ix_fingerprint_band_document", "fingerprint_band", ["document_number"])
    op.create_table(
        "copy",
        sa.Column("document_number", NUMBER, nullable=False),
        sa.Column("first_number", NUMBER, nullable=False),
        sa.Column("similarity", sa.Float(), nullable=False),
        _of_document("copy", "document_number"),
        _of_document("copy", "first_number"),
        sa.PrimaryKeyConstraint("document_number", name="pk_copy"),
    )
    op.create_index("ix_copy_first", "copy", ["first_number"])


def downgrade() -> None:
    for table in ("copy", "fingerprint_band", "fingerprint", "source"):
        op.drop_table(table)


def _of_document(table: str, column: str) -> sa.ForeignKeyConstraint:
    name: Any = f"fk_{table}_{column}"
    return sa.ForeignKeyConstraint([column], ["document.number"], name=name, ondelete="CASCADE")
