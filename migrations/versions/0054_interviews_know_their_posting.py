"""interviews know the posting of their application."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("interviews", sa.Column("posting_id", sa.BigInteger(), nullable=False, server_default="0"))
    op.execute(
        "UPDATE interviews SET posting_id = (SELECT applications.posting_id FROM applications "
        "WHERE applications.id = interviews.application_id)"
    )
    columns = ["posting_id", "state", "starts_at", "application_id"]
    op.create_index("ix_interviews_own", "interviews", columns)


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.drop_index("ix_interviews_own", "interviews")
    op.drop_column("interviews", "posting_id")
