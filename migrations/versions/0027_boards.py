"""boards find the active applications of a stage."""

from __future__ import annotations

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_index("ix_applications_board", "applications", ["posting_id", "disposition", "stage", "id"])


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.drop_index("ix_applications_board", "applications")
