"""Documents are listed by the date of their publication."""

from __future__ import annotations

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_document_published", "document", ["published_at", "number"])


def downgrade() -> None:
    op.drop_index("ix_document_published", "document")
