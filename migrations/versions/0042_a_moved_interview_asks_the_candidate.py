"""a booked interview that was moved asks the candidate whether the new time suits."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    instant = sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb")
    op.add_column("interviews", sa.Column("moved_from", instant, nullable=True))


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.drop_column("interviews", "moved_from")
