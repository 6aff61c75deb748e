"""postings are published at an hour."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb")
_OPTIONS = {"engine": "InnoDB", "charset": "utf8mb4", "collate": "utf8mb4_bin"}
TABLE_OPTIONS = {
    f"{dialect}_{name}": value for dialect in ("mysql", "mariadb") for name, value in _OPTIONS.items()
}


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "posting_schedules",
        sa.Column("posting_id", ID, autoincrement=False, nullable=False),
        sa.Column("publish_at", INSTANT, nullable=False),
        sa.Column("pay_reason", sa.String(length=400), nullable=False),
        sa.Column("by_id", ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["users.id"], name=op.f("fk_posting_schedules_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["postings.id"], name=op.f("fk_posting_schedules_posting_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("posting_id", name=op.f("pk_posting_schedules")),
        **TABLE_OPTIONS,
    )
    op.create_index(op.f("ix_posting_schedules_publish_at"), "posting_schedules", ["publish_at"])


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.drop_table("posting_schedules")
