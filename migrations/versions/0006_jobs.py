"""Jobs, and on PostgreSQL the tables of Procrastinate, which hands them out."""

from __future__ import annotations

from importlib import resources

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# Procrastinate never changes a migration once it is published: run in their order up to this one, they make the tables
# of its version 3.4. What a later version needs is a later migration of ours.
NEWEST = "03.04.00_50_post_add_retry_failed_job_procedure.sql"


def upgrade() -> None:
    op.create_table(
        "job",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=True),
        sa.Column("progress", sa.Float(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("asked_key", sa.String(), nullable=True),
        sa.Column("document_id", sa.String(), nullable=True),
        sa.Column("new_document", sa.Boolean(), nullable=True),
        sa.Column("changes", sa.Text(), nullable=True),
        sa.Column("problems", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("started_at", UTCDateTime(), nullable=True),
        sa.Column("finished_at", UTCDateTime(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_job"),
        sa.UniqueConstraint("id", name="uq_job_id"),
        sa.UniqueConstraint("asked_key", name="uq_job_asked_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_job_state", "job", ["state", "number"])
    if op.get_bind().dialect.name == "postgresql":
        for script in _scripts():
            _run(script)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for kind, name in _made_by_procrastinate():
            _run(f"DROP {kind} IF EXISTS {name} CASCADE")
    op.drop_table("job")


def _scripts() -> list[str]:
    folder = resources.files("procrastinate.sql") / "migrations"
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".sql") and file.name <= NEWEST)
    return [(folder / name).read_text(encoding="utf-8") for name in names]


def _run(script: str) -> None:
    """Run SQL as it is written: SQLAlchemy and the driver would take its `%` and `:` for places of parameters."""
    op.get_bind().connection.cursor().execute(script)


def _made_by_procrastinate() -> list[tuple[str, str]]:
    found = op.get_bind().execute(
        sa.text(
            "SELECT 'TABLE', oid::regclass::text FROM pg_class WHERE relkind = 'r' AND relname LIKE 'procrastinate%'"
            " UNION ALL "
            "SELECT 'FUNCTION', oid::regprocedure::text FROM pg_proc WHERE proname LIKE 'procrastinate%'"
            " UNION ALL "
            "SELECT 'TYPE', oid::regtype::text FROM pg_type"
            " WHERE typtype = 'e' AND typname LIKE 'procrastinate%' OR typname = 'procrastinate_job_to_defer_v1'"
        )
    )
    return [(kind, name) for kind, name in found]
