"""Films, revisions, screenings, events and consents: what there was before there were steps, and is taken over as it is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make each table that is not there."""
    op.create_table(
        "films",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("path", sa.String, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "revisions",
        sa.Column("revision", sa.String, primary_key=True),
        sa.Column("film", sa.String, sa.ForeignKey("films.id"), primary_key=True),
        sa.Column("path", sa.String, nullable=False),
        sa.Column("source", sa.LargeBinary, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "tomls",
        sa.Column("revision", sa.String, primary_key=True),
        sa.Column("film", sa.String, sa.ForeignKey("films.id"), primary_key=True),
        sa.Column("text", sa.String, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "screenings",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("token", sa.String, nullable=False, unique=True),
        sa.Column("film", sa.String, nullable=False),
        sa.Column("revision", sa.String, nullable=False),
        sa.Column("seed", sa.BigInteger().with_variant(sa.Integer, "sqlite"), nullable=False),
        sa.Column("viewer", sa.JSON, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("shared", sa.Boolean, nullable=False),
        sa.Column("created_s", sa.Float, nullable=False),
        sa.Column("seen_s", sa.Float, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "events",
        sa.Column("screening", sa.String, sa.ForeignKey("screenings.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("data", sa.JSON, nullable=False),
        sa.Column("at_s", sa.Float, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "consents",
        sa.Column("subject", sa.String, primary_key=True),
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("granted", sa.Boolean, nullable=False),
        sa.Column("evidence", sa.String, nullable=False),
        sa.Column("at_s", sa.Float, nullable=False),
        if_not_exists=True,
    )


def downgrade() -> None:
    """There is nothing before."""
    raise NotImplementedError("there is nothing before the first step")
