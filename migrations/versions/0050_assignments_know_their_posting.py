"""assignments know the posting of their application."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("assignments", sa.Column("posting_id", sa.BigInteger(), nullable=False, server_default="0"))
    op.execute(
        "UPDATE assignments SET posting_id = (SELECT applications.posting_id FROM applications "
        "WHERE applications.id = assignments.application_id)"
    )
    op.create_index("ix_assignments_own", "assignments", ["user_id", "application_id", "posting_id"])
    op.drop_index("ix_assignments_user", "assignments")


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.create_index("ix_assignments_user", "assignments", ["user_id", "application_id"])
    op.drop_index("ix_assignments_own", "assignments")
    op.drop_column("assignments", "posting_id")
