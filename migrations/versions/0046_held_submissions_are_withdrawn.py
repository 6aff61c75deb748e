"""people withdraw what is held in quarantine."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb")
LONG_TEXT = sa.Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("held_submissions", sa.Column("withdrawn_at", INSTANT, nullable=True))
    op.add_column("held_submissions", sa.Column("withdrawal_said", LONG_TEXT, nullable=True))


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.drop_column("held_submissions", "withdrawal_said")
    op.drop_column("held_submissions", "withdrawn_at")
