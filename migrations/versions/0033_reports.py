"""reports count quickly when an application was first read, and who did how much."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb")

COUNTED = [
    "submitted_at",
    "posting_id",
    "stage",
    "disposition",
    "disposed_at",
    "answer_due_at",
    "first_read_at",
    "source",
]


def upgrade() -> None:
    """Bring the schema to this revision."""
    # Added in place: making a table anew on SQLite would lose the triggers of full-text indexes.
    op.add_column("applications", sa.Column("first_read_at", INSTANT, nullable=True))
    op.create_index("ix_events_acts", "events", ["at", "actor_id", "kind"])
    op.create_index("ix_applications_report", "applications", COUNTED)


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.drop_index("ix_applications_report", "applications")
    op.drop_index("ix_events_acts", "events")
    op.drop_column("applications", "first_read_at")
