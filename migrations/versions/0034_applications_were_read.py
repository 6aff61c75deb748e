"""applications that somebody has opened were read for the first time then."""

from __future__ import annotations

from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the rows to this revision."""
    op.execute(
        "UPDATE applications SET first_read_at = (SELECT MIN(at) FROM audit_entries "
        "WHERE object_kind = 'application' AND object_id = applications.id AND action = 'opened application') "
        "WHERE first_read_at IS NULL"
    )


def downgrade() -> None:
    """The column goes with the revision before."""
