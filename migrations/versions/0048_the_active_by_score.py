"""the active applications by their score are listed by an index of their own."""

from __future__ import annotations

from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_index("ix_applications_standing_score", "applications", ["disposition", "score", "id"])


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.drop_index("ix_applications_standing_score", "applications")
