"""applications name who told the person about the company."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column(
        "applications", sa.Column("referred_by", sa.String(length=120), nullable=False, server_default="")
    )


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.drop_column("applications", "referred_by")
