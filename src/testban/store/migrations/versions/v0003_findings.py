"""What the checks found, the number of changes, and an index of origin times."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables; the papers of an older store count as not checked yet."""
    op.create_table(
        "checked",
        sa.Column("document_id", _ID, nullable=False),
        sa.Column("checker", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_checked_document_id_documents")
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_checked")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "findings",
        sa.Column("id", _ID, autoincrement=False, nullable=False),
        sa.Column("document_id", _ID, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("column", sa.Integer(), nullable=False),
        sa.Column("expected", sa.Text(), nullable=False),
        sa.Column("messages", sa.JSON(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_findings_document_id_documents")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_findings")),
    )
    for column in ("document_id", "code", "cause"):
        op.create_index(op.f(f"ix_findings_{column}"), "findings", [column])
    changes = op.create_table(
        "changes",
        sa.Column("id", _ID, autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changes")),
    )
    op.bulk_insert(changes, [{"id": 1, "number": 0}])
    op.create_index(op.f("ix_origin_time"), "origin", ["time"])
