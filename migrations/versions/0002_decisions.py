"""Decisions of reviewers, and where each record stands."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "decision",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("document_number", NUMBER, nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("reviewer", sa.String(), nullable=False),
        sa.Column("decided_at", UTCDateTime(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("undoes", NUMBER, nullable=True),
        sa.Column("batch", NUMBER, nullable=True),
        _of_document("decision"),
        sa.ForeignKeyConstraint(["undoes"], ["decision.number"], name="fk_decision_undoes", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number", name="pk_decision"),
        sa.UniqueConstraint("record_id", "revision", name="uq_decision_record_id_revision"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_decision_document_number", "decision", ["document_number"])
    op.create_index("ix_decision_batch", "decision", ["batch"])
    op.create_table(
        "review",
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("document_number", NUMBER, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("added", sa.Boolean(), nullable=False),
        sa.Column("record", sa.Text(), nullable=True),
        _of_document("review"),
        sa.PrimaryKeyConstraint("record_id", name="pk_review"),
    )
    op.create_index("ix_review_document", "review", ["document_number"])
    op.create_index("ix_review_verdict", "review", ["verdict"])


def downgrade() -> None:
    op.drop_table("review")
    op.drop_table("decision")


def _of_document(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["document_number"], ["document.number"], name=f"fk_{table}_document_number", ondelete="CASCADE"
    )
