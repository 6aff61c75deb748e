"""the company is edited on screens: versions, an order of its own, and retiring."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

VERSIONED = ("company_profile", "benefits", "hiring_steps", "departments", "locations")
RETIRABLE = ("departments", "locations")


def upgrade() -> None:
    """Bring the schema to this revision."""
    for table in VERSIONED:
        op.add_column(table, sa.Column("version", sa.Integer(), nullable=False, server_default=sa.text("1")))
    for table in RETIRABLE:
        op.add_column(table, sa.Column("position", sa.Integer(), nullable=False, server_default=sa.text("0")))
        op.add_column(
            table, sa.Column("is_retired", sa.Boolean(), nullable=False, server_default=sa.text("0"))
        )
    website = sa.Column("website", sa.String(length=300), nullable=False, server_default="")
    op.add_column("company_profile", website)


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.drop_column("company_profile", "website")
    for table in RETIRABLE:
        op.drop_column(table, "is_retired")
        op.drop_column(table, "position")
    for table in VERSIONED:
        op.drop_column(table, "version")
