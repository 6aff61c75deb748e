"""entries of the e-mail of the day stay for a while after they were told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    moment = sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb")
    op.add_column("digest_entries", sa.Column("told_at", moment, nullable=True))


def downgrade() -> None:
    """Take the schema back to the revision before."""
    # What was told already would be told once more.
    op.execute("DELETE FROM digest_entries WHERE told_at IS NOT NULL")
    op.drop_column("digest_entries", "told_at")
