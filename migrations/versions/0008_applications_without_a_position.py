"""applications without a position: one posting that no list shows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("postings", sa.Column("is_general", sa.Boolean(), nullable=True))
    op.create_index("ix_postings_is_general", "postings", ["is_general"], unique=True)


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.drop_index("ix_postings_is_general", "postings")
    op.drop_column("postings", "is_general")
