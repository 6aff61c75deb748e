"""every member of staff chooses how to be told of mentions and requests."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb")


def upgrade() -> None:
    """Bring the schema to this revision."""
    # Everybody was told at once so far.
    with op.batch_alter_table("users") as batch:
        batch.add_column(sa.Column("notify", sa.String(length=5), nullable=False, server_default="each"))
        batch.add_column(sa.Column("told_at", INSTANT, nullable=True))
        batch.create_check_constraint("notify", "notify IN ('each', 'daily', 'none')")


def downgrade() -> None:
    """Take the schema back to the revision before."""
    with op.batch_alter_table("users") as batch:
        batch.drop_constraint(op.f("ck_users_notify"), type_="check")
        batch.drop_column("told_at")
        batch.drop_column("notify")
