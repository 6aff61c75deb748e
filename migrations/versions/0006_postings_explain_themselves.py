"""postings explain themselves: criteria, public history, role overviews."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb")
LONG_TEXT = sa.Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")
_OPTIONS = {"engine": "InnoDB", "charset": "utf8mb4", "collate": "utf8mb4_bin"}
TABLE_OPTIONS = {
    f"{dialect}_{name}": value for dialect in ("mysql", "mariadb") for name, value in _OPTIONS.items()
}
ROLE_KEY = "fk_postings_role_id"


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "role_overviews",
        sa.Column("id", ID, nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("introduction", sa.String(length=600), nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_overviews")),
        sa.UniqueConstraint("slug", name=op.f("uq_role_overviews_slug")),
        **TABLE_OPTIONS,
    )
    op.create_table(
        "role_sections",
        sa.Column("role_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("markdown", LONG_TEXT, nullable=False),
        sa.Column("html", LONG_TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["role_id"], ["role_overviews.id"], name=op.f("fk_role_sections_role_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("role_id", "position", name=op.f("pk_role_sections")),
        **TABLE_OPTIONS,
    )
    op.create_table(
        "posting_criteria",
        sa.Column("id", ID, nullable=False),
        sa.Column("posting_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("description", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["postings.id"], name=op.f("fk_posting_criteria_posting_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posting_criteria")),
        **TABLE_OPTIONS,
    )
    op.create_index("ix_posting_criteria_posting_id", "posting_criteria", ["posting_id"])
    op.create_table(
        "posting_changes",
        sa.Column("id", ID, nullable=False),
        sa.Column("posting_id", ID, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("before", LONG_TEXT, nullable=False),
        sa.Column("after", LONG_TEXT, nullable=False),
        sa.CheckConstraint(
            "kind IN ('published', 'changed', 'closed', 'reopened')", name=op.f("ck_posting_changes_kind")
        ),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["postings.id"], name=op.f("fk_posting_changes_posting_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posting_changes")),
        **TABLE_OPTIONS,
    )
    op.create_index("ix_posting_changes_posting_id_id", "posting_changes", ["posting_id", "id"])
    # SQLite cannot add a reference that it also tells the name of: there the table is made anew.
    with op.batch_alter_table("postings") as batch:
        batch.add_column(sa.Column("show_manager", sa.Boolean(), nullable=False, server_default=sa.text("0")))
        batch.add_column(sa.Column("role_id", ID, nullable=True))
        batch.create_foreign_key(ROLE_KEY, "role_overviews", ["role_id"], ["id"], ondelete="SET NULL")
        batch.create_index("ix_postings_role_id", ["role_id"])


def downgrade() -> None:
    """Take the schema back to the revision before."""
    with op.batch_alter_table("postings") as batch:
        batch.drop_constraint(ROLE_KEY, type_="foreignkey")
        batch.drop_index("ix_postings_role_id")
        batch.drop_column("role_id")
        batch.drop_column("show_manager")
    op.drop_table("posting_changes")
    op.drop_table("posting_criteria")
    op.drop_table("role_sections")
    op.drop_table("role_overviews")
