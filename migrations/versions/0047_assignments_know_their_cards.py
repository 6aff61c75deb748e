"""assignments know whether the scorecard is in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    has_card = sa.Column("has_card", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("assignments", has_card)
    op.execute(
        "UPDATE assignments SET has_card = 1 WHERE EXISTS (SELECT 1 FROM scorecards "
        "WHERE scorecards.application_id = assignments.application_id "
        "AND scorecards.author_id = assignments.user_id)"
    )
    op.create_index("ix_assignments_waiting", "assignments", ["user_id", "has_card", "application_id"])


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.drop_index("ix_assignments_waiting", "assignments")
    op.drop_column("assignments", "has_card")
