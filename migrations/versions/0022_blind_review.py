"""postings are reviewed blind, and work samples first."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0022"
down_revision = "0021"
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
    for name in ("blind_review", "work_first"):
        op.add_column("postings", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.text("0")))
    # Added in place: making a table anew on SQLite would lose the triggers of full-text indexes.
    for name in ("identity_revealed_at", "resume_unlocked_at"):
        op.add_column("applications", sa.Column(name, INSTANT, nullable=True))
    op.create_table(
        "work_scores",
        sa.Column("application_id", ID, autoincrement=False, nullable=False),
        sa.Column("user_id", ID, autoincrement=False, nullable=False),
        sa.Column("author_name", sa.String(length=200), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("comment", sa.String(length=500), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.CheckConstraint("value BETWEEN 1 AND 4", name=op.f("ck_work_scores_value")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_work_scores_application_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_work_scores_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("application_id", "user_id", name=op.f("pk_work_scores")),
        **TABLE_OPTIONS,
    )
    op.create_index("ix_work_scores_user", "work_scores", ["user_id", "application_id"])


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.drop_table("work_scores")
    for name in ("resume_unlocked_at", "identity_revealed_at"):
        op.drop_column("applications", name)
    for name in ("work_first", "blind_review"):
        op.drop_column("postings", name)
