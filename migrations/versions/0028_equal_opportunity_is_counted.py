"""voluntary equal-opportunity questions: asked, sealed in drafts, and counted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LONG_TEXT = sa.Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")
_OPTIONS = {"engine": "InnoDB", "charset": "utf8mb4", "collate": "utf8mb4_bin"}
TABLE_OPTIONS = {
    f"{dialect}_{name}": value for dialect in ("mysql", "mariadb") for name, value in _OPTIONS.items()
}


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "equal_questions",
        sa.Column("id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("wording", sa.String(length=200), nullable=False),
        sa.Column("hint", sa.String(length=300), nullable=False),
        sa.Column("choices", LONG_TEXT, nullable=False),
        sa.Column("is_asked", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equal_questions")),
        **TABLE_OPTIONS,
    )
    op.create_table(
        "equal_counts",
        sa.Column("posting_id", ID, autoincrement=False, nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("question_id", ID, autoincrement=False, nullable=False),
        sa.Column("choice", sa.String(length=120), nullable=False),
        sa.Column("given", sa.Integer(), nullable=False),
        sa.CheckConstraint("given > 0", name=op.f("ck_equal_counts_given")),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["postings.id"], name=op.f("fk_equal_counts_posting_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["equal_questions.id"],
            name=op.f("fk_equal_counts_question_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("posting_id", "year", "question_id", "choice", name=op.f("pk_equal_counts")),
        **TABLE_OPTIONS,
    )
    op.create_index("ix_equal_counts_question_id", "equal_counts", ["question_id"])
    op.add_column("drafts", sa.Column("sealed", LONG_TEXT, nullable=True))


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.drop_column("drafts", "sealed")
    op.drop_table("equal_counts")
    op.drop_table("equal_questions")
