"""Spendings: what renderers that cost money were asked for, so that a budget outlives the server."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "spendings",
        sa.Column("run", sa.String, primary_key=True),
        sa.Column("renderer", sa.String, primary_key=True),
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("seconds", sa.Float, nullable=False),
    )


def downgrade() -> None:
    """Forget what was spent."""
    op.drop_table("spendings")
