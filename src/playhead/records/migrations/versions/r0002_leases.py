"""Servers and leases: which of several servers has a screening."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "servers",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("address", sa.String, nullable=False),
        sa.Column("until_s", sa.Float, nullable=False),
    )
    op.create_table(
        "leases",
        sa.Column("screening", sa.String, sa.ForeignKey("screenings.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("owner", sa.String, nullable=False, index=True),
    )


def downgrade() -> None:
    """Forget who has what; every screening is free then."""
    op.drop_table("leases")
    op.drop_table("servers")
