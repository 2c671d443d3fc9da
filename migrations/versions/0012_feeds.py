"""What a feed announces, in the job that took it in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("job", sa.Column("announced", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("job", "announced")
