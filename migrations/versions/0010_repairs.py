"""What was repaired in a garbled text, and what it has lost."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("document", sa.Column("repairs", sa.Text(), nullable=False, server_default="[]"))


def downgrade() -> None:
    op.drop_column("document", "repairs")
