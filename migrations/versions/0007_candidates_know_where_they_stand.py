"""candidates know where they stand: consent for later positions, versions of files, links by e-mail."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0007"
down_revision = "0006"
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
    # Added in place: making a table anew on SQLite would lose the triggers of full-text indexes.
    op.add_column("applications", sa.Column("kept_for_future_at", INSTANT, nullable=True))
    op.create_index("ix_applications_submitted", "applications", ["submitted_at", "id"])
    op.add_column("attachments", sa.Column("replaced_at", INSTANT, nullable=True))
    op.create_table(
        "link_requests",
        sa.Column("id", ID, nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("address", sa.String(length=254), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_requests")),
        **TABLE_OPTIONS,
    )
    op.create_index("ix_link_requests_subject", "link_requests", ["subject", "at"])
    op.create_index("ix_link_requests_at", "link_requests", ["at"])
    op.create_table(
        "draft_links",
        sa.Column("message_id", ID, autoincrement=False, nullable=False),
        sa.Column("draft_id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["drafts.id"], name=op.f("fk_draft_links_draft_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name=op.f("fk_draft_links_message_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_draft_links")),
        **TABLE_OPTIONS,
    )
    op.create_index(op.f("ix_draft_links_draft_id"), "draft_links", ["draft_id"])


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.drop_table("draft_links")
    op.drop_table("link_requests")
    op.drop_column("attachments", "replaced_at")
    op.drop_index("ix_applications_submitted", "applications")
    op.drop_column("applications", "kept_for_future_at")
