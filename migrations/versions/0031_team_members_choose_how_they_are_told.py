"""team members choose how they are told of applications."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0031"
down_revision = "0030"
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
    # Interviewers were told of nothing so far; what is there is set to how it was.
    with op.batch_alter_table("hiring_team_members") as batch:
        batch.add_column(sa.Column("notify", sa.String(length=5), nullable=False, server_default="none"))
        batch.create_check_constraint("notify", "notify IN ('each', 'daily', 'none')")
    op.execute("UPDATE hiring_team_members SET notify = 'each' WHERE role = 'hiring_manager'")
    op.create_table(
        "digest_entries",
        sa.Column("user_id", ID, nullable=False),
        sa.Column("application_id", ID, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_digest_entries_application_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_digest_entries_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "application_id", name=op.f("pk_digest_entries")),
        **TABLE_OPTIONS,
    )
    op.create_index(op.f("ix_digest_entries_application_id"), "digest_entries", ["application_id"])
    op.create_index(op.f("ix_digest_entries_at"), "digest_entries", ["at"])


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.drop_table("digest_entries")
    with op.batch_alter_table("hiring_team_members") as batch:
        batch.drop_constraint(op.f("ck_hiring_team_members_notify"), type_="check")
        batch.drop_column("notify")
