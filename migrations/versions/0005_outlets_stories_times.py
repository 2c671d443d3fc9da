"""Which known outlet published, spoke or passed on, the story a document belongs to, and the day something was said."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

COLUMNS = {"document": ("outlet",), "speaker": ("outlet",), "attribution": ("via_outlet", "said_on")}
INDEXES = {
    "ix_document_outlet": ("document", ["outlet", "number"]),
    "ix_document_story": ("document", ["story_number"]),
    "ix_speaker_outlet": ("speaker", ["outlet"]),
    "ix_attribution_via_outlet": ("attribution", ["via_outlet", "number"]),
    "ix_attribution_said_on": ("attribution", ["said_on", "number"]),
}


def upgrade() -> None:
    for table, names in COLUMNS.items():
        for name in names:
            op.add_column(table, sa.Column(name, sa.String(), nullable=True))
    op.add_column("document", sa.Column("story_number", NUMBER, nullable=False, server_default="0"))
    first = "(SELECT first_number FROM copy WHERE document_number = document.number)"
    op.execute(sa.text(f"UPDATE document SET story_number = COALESCE({first}, number)"))
    for index, (table, columns) in INDEXES.items():
        op.create_index(index, table, columns)


def downgrade() -> None:
    for index, (table, _) in INDEXES.items():
        op.drop_index(index, table)
    op.drop_column("document", "story_number")
    for table, names in COLUMNS.items():
        for name in names:
            op.drop_column(table, name)
