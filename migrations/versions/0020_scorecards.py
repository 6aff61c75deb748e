"""applications are scored."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb")
_OPTIONS = {"engine": "InnoDB", "charset": "utf8mb4", "collate": "utf8mb4_bin"}
LONG_TEXT = sa.Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")
TABLE_OPTIONS = {
    f"{dialect}_{name}": value for dialect in ("mysql", "mariadb") for name, value in _OPTIONS.items()
}


def upgrade() -> None:
    """Bring the schema to this revision."""
    # Added in place: making a table anew on SQLite would lose the triggers of full-text indexes.
    op.add_column("applications", sa.Column("score", sa.Integer(), nullable=True))
    op.add_column(
        "applications", sa.Column("scorecard_count", sa.Integer(), nullable=False, server_default="0")
    )
    op.create_index("ix_applications_score", "applications", ["score", "id"])
    op.create_index("ix_applications_posting_score", "applications", ["posting_id", "score", "id"])
    op.create_table(
        "scorecards",
        sa.Column("id", ID, nullable=False),
        sa.Column("application_id", ID, nullable=False),
        sa.Column("author_id", ID, nullable=True),
        sa.Column("author_name", sa.String(length=200), nullable=False),
        sa.Column("recommendation", sa.String(length=12), nullable=False),
        sa.Column("summary", LONG_TEXT, nullable=False),
        sa.Column("average", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("submitted_at", INSTANT, nullable=False),
        sa.CheckConstraint(
            "recommendation IN ('strong_yes', 'yes', 'no', 'strong_no')",
            name=op.f("ck_scorecards_recommendation"),
        ),
        _foreign_key("scorecards", "application_id", "applications", "CASCADE"),
        _foreign_key("scorecards", "author_id", "users", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scorecards")),
        sa.UniqueConstraint("application_id", "author_id", name="uq_scorecards_application_id_author_id"),
        **TABLE_OPTIONS,
    )
    op.create_index("ix_scorecards_author", "scorecards", ["author_id", "application_id"])
    _create_scores()
    _create_revisions()


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.drop_table("scorecard_revisions")
    op.drop_table("scores")
    op.drop_table("scorecards")
    op.drop_index("ix_applications_posting_score", "applications")
    op.drop_index("ix_applications_score", "applications")
    op.drop_column("applications", "scorecard_count")
    op.drop_column("applications", "score")


def _create_scores() -> None:
    op.create_table(
        "scores",
        sa.Column("scorecard_id", ID, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("criterion_id", ID, nullable=True),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("description", sa.String(length=300), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.String(length=60), nullable=False),
        sa.Column("comment", sa.String(length=500), nullable=False),
        sa.CheckConstraint("value BETWEEN 1 AND 4", name=op.f("ck_scores_value")),
        _foreign_key("scores", "scorecard_id", "scorecards", "CASCADE"),
        _foreign_key("scores", "criterion_id", "posting_criteria", "SET NULL"),
        sa.PrimaryKeyConstraint("scorecard_id", "position", name=op.f("pk_scores")),
        **TABLE_OPTIONS,
    )
    op.create_index(op.f("ix_scores_criterion_id"), "scores", ["criterion_id"])


def _create_revisions() -> None:
    op.create_table(
        "scorecard_revisions",
        sa.Column("scorecard_id", ID, autoincrement=False, nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("submitted_at", INSTANT, nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        _foreign_key("scorecard_revisions", "scorecard_id", "scorecards", "CASCADE"),
        sa.PrimaryKeyConstraint("scorecard_id", "revision", name=op.f("pk_scorecard_revisions")),
        **TABLE_OPTIONS,
    )


def _foreign_key(table: str, column: str, target: str, on_deletion: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"), ondelete=on_deletion
    )
