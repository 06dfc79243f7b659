"""What stations recorded of an event."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "excerpts",
        sa.Column("id", _ID, nullable=False),
        sa.Column("evid", sa.Integer(), nullable=False),
        sa.Column("sta", sa.Text(), nullable=False),
        sa.Column("chan", sa.Text(), nullable=False),
        sa.Column("delta", sa.Double(), nullable=False),
        sa.Column("first", sa.Double(), nullable=False),
        sa.Column("time", sa.Double(), nullable=False),
        sa.Column("samprate", sa.Double(), nullable=False),
        sa.Column("samples", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_excerpts")),
    )
    op.create_index(op.f("ix_excerpts_evid"), "excerpts", ["evid"])
