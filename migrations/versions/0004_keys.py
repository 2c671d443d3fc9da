"""Keys, and the sessions of browsers that have logged in with one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "access_key",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("scopes", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("last_used_at", UTCDateTime(), nullable=True),
        sa.Column("revoked_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_access_key"),
        sa.UniqueConstraint("id", name="uq_access_key_id"),
    )
    op.create_table(
        "access_session",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("key_number", NUMBER, nullable=False),
        sa.Column("ends_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["key_number"], ["access_key.number"], name="fk_access_session_key_number", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("digest", name="pk_access_session"),
    )
    op.create_index("ix_access_session_key_number", "access_session", ["key_number"])
    op.create_index("ix_access_session_ends_at", "access_session", ["ends_at"])


def downgrade() -> None:
    op.drop_table("access_session")
    op.drop_table("access_key")
