"""the active applications of a stage are listed by an index of their own."""

from __future__ import annotations

from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_index("ix_applications_standing", "applications", ["disposition", "stage", "id"])


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.drop_index("ix_applications_standing", "applications")
