"""Arabic words are searched by other stems: what lists are read from is made anew (`app.store.listing.fill`)."""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("DELETE FROM listed")


def downgrade() -> None:
    op.execute("DELETE FROM listed")
