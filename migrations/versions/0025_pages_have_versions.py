"""pages have drafts and versions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb")
LONG_TEXT = sa.Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")
_OPTIONS = {"engine": "InnoDB", "charset": "utf8mb4", "collate": "utf8mb4_bin"}
TABLE_OPTIONS = {
    f"{dialect}_{name}": value for dialect in ("mysql", "mariadb") for name, value in _OPTIONS.items()
}


def words() -> list[sa.Column]:
    """The columns that hold what a page says."""
    return [
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("lede", sa.String(length=600), nullable=False),
        sa.Column("body_markdown", LONG_TEXT, nullable=False),
    ]


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column(
        "pages", sa.Column("is_published", sa.Boolean(), nullable=False, server_default=sa.text("1"))
    )
    op.add_column("pages", sa.Column("is_listed", sa.Boolean(), nullable=False, server_default=sa.text("0")))
    op.add_column("pages", sa.Column("version", sa.Integer(), nullable=False, server_default=sa.text("1")))
    op.create_table(
        "page_drafts",
        sa.Column("page_id", ID, autoincrement=False, nullable=False),
        *words(),
        sa.Column("saved_at", INSTANT, nullable=False),
        sa.Column("saved_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["page_id"], ["pages.id"], name=op.f("fk_page_drafts_page_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("page_id", name=op.f("pk_page_drafts")),
        **TABLE_OPTIONS,
    )
    op.create_table(
        "page_versions",
        sa.Column("id", ID, nullable=False),
        sa.Column("page_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("author_id", ID, nullable=True),
        sa.Column("author_name", sa.String(length=200), nullable=False),
        sa.Column("label", sa.String(length=40), nullable=False),
        *words(),
        sa.ForeignKeyConstraint(
            ["page_id"], ["pages.id"], name=op.f("fk_page_versions_page_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_page_versions_author_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page_versions")),
        sa.UniqueConstraint("page_id", "number", name=op.f("uq_page_versions_page_id_number")),
        **TABLE_OPTIONS,
    )
    op.create_index("ix_page_versions_author_id", "page_versions", ["author_id"])


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.drop_table("page_versions")
    op.drop_table("page_drafts")
    for column in ("version", "is_listed", "is_published"):
        op.drop_column("pages", column)
