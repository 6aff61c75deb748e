"""assignments know what is settled; what is late of a posting, and whom to keep, are found by indexes of their own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_index("ix_applications_late", "applications", ["posting_id", "disposition", "answer_due_at"])
    # It takes the place of the one on the candidate alone, which the foreign key needs: first the one, then the other.
    op.create_index("ix_applications_person", "applications", ["candidate_id", "kept_for_future_at"])
    op.drop_index("ix_applications_candidate_id", "applications")
    is_settled = sa.Column("is_settled", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("assignments", is_settled)
    op.execute(
        "UPDATE assignments SET is_settled = 1 WHERE EXISTS (SELECT 1 FROM applications "
        "WHERE applications.id = assignments.application_id AND applications.disposition IS NOT NULL)"
    )
    op.drop_index("ix_assignments_waiting", "assignments")
    columns = ["user_id", "is_settled", "application_id", "posting_id", "has_card"]
    op.create_index("ix_assignments_waiting", "assignments", columns)


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.drop_index("ix_assignments_waiting", "assignments")
    op.create_index("ix_assignments_waiting", "assignments", ["user_id", "has_card", "application_id"])
    op.drop_column("assignments", "is_settled")
    op.create_index("ix_applications_candidate_id", "applications", ["candidate_id"])
    op.drop_index("ix_applications_person", "applications")
    op.drop_index("ix_applications_late", "applications")
