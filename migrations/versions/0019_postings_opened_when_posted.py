"""postings that were published opened when they were posted."""

from __future__ import annotations

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the rows to this revision."""
    op.execute("UPDATE postings SET opened_at = date_posted WHERE opened_at IS NULL")


def downgrade() -> None:
    """The column goes with the revision before."""
