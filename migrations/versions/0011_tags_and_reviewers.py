"""applications carry tags and are assigned to reviewers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0011"
down_revision = "0010"
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
        "tags",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("folded_name", sa.String(length=120), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tags")),
        sa.UniqueConstraint("folded_name", name=op.f("uq_tags_folded_name")),
        **TABLE_OPTIONS,
    )
    op.create_table(
        "application_tags",
        _reference("application_id"),
        _reference("tag_id"),
        sa.Column("at", INSTANT, nullable=False),
        _foreign_key("application_tags", "application_id", "applications", "CASCADE"),
        _foreign_key("application_tags", "tag_id", "tags", "CASCADE"),
        sa.PrimaryKeyConstraint("application_id", "tag_id", name=op.f("pk_application_tags")),
        **TABLE_OPTIONS,
    )
    op.create_index("ix_application_tags_tag", "application_tags", ["tag_id", "application_id"])
    op.create_table(
        "assignments",
        _reference("application_id"),
        _reference("user_id"),
        sa.Column("assigned_at", INSTANT, nullable=False),
        sa.Column("assigned_by_id", ID, nullable=True),
        _foreign_key("assignments", "application_id", "applications", "CASCADE"),
        _foreign_key("assignments", "user_id", "users", "CASCADE"),
        _foreign_key("assignments", "assigned_by_id", "users", "SET NULL"),
        sa.PrimaryKeyConstraint("application_id", "user_id", name=op.f("pk_assignments")),
        **TABLE_OPTIONS,
    )
    op.create_index("ix_assignments_user", "assignments", ["user_id", "application_id"])


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.drop_table("assignments")
    op.drop_table("application_tags")
    op.drop_table("tags")


def _reference(name: str) -> sa.Column[int]:
    return sa.Column(name, ID, autoincrement=False, nullable=False)


def _foreign_key(table: str, column: str, target: str, on_deletion: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"), ondelete=on_deletion
    )
