"""mark, colors and retention are content."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

TEXTS = {"mark_letters": 2, "accent_light": 7, "accent_dark": 7, "retention_reason": 600}
NUMBERS = {"look_version": "1", "retention_months": "24", "retention_version": "1"}


def upgrade() -> None:
    """Bring the schema to this revision."""
    for name, length in TEXTS.items():
        column = sa.Column(name, sa.String(length=length), nullable=False, server_default="")
        op.add_column("company_profile", column)
    for name, first in NUMBERS.items():
        column = sa.Column(name, sa.Integer(), nullable=False, server_default=sa.text(first))
        op.add_column("company_profile", column)


def downgrade() -> None:
    """Take the schema back to the revision before."""
    for name in (*NUMBERS, *TEXTS):
        op.drop_column("company_profile", name)
