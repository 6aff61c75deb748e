"""one act on many applications."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb")
LONG_TEXT = sa.Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")
_OPTIONS = {"engine": "InnoDB", "charset": "utf8mb4", "collate": "utf8mb4_bin"}
TABLE_OPTIONS = {
    f"{dialect}_{name}": value for dialect in ("mysql", "mariadb") for name, value in _OPTIONS.items()
}
KINDS = "kind IN ('move', 'tag', 'assign', 'reject')"
STATES = "state IN ('draft', 'waiting', 'running', 'done', 'undone')"


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "bulks",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("made_by_id", ID, nullable=True),
        sa.Column("made_by_name", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT, nullable=True),
        sa.Column("finished_at", INSTANT, nullable=True),
        sa.CheckConstraint(KINDS, name=op.f("ck_bulks_kind")),
        sa.CheckConstraint(STATES, name=op.f("ck_bulks_state")),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["users.id"], name=op.f("fk_bulks_made_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulks")),
        **TABLE_OPTIONS,
    )
    op.create_index("ix_bulks_state", "bulks", ["state", "due_at", "id"])
    op.create_table(
        "bulk_items",
        sa.Column("bulk_id", ID, nullable=False),
        sa.Column("application_id", ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("problem", sa.String(length=1000), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("body", LONG_TEXT, nullable=False),
        sa.Column("held", ID, nullable=True),
        sa.CheckConstraint("state IN ('planned', 'refused', 'done')", name=op.f("ck_bulk_items_state")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_bulk_items_application_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["bulk_id"], ["bulks.id"], name=op.f("fk_bulk_items_bulk_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("bulk_id", "application_id", name=op.f("pk_bulk_items")),
        sa.UniqueConstraint("held", name=op.f("uq_bulk_items_held")),
        **TABLE_OPTIONS,
    )
    op.create_index(op.f("ix_bulk_items_application_id"), "bulk_items", ["application_id"])
    op.create_index("ix_bulk_items_state", "bulk_items", ["bulk_id", "state", "application_id"])


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.drop_table("bulk_items")
    op.drop_table("bulks")
