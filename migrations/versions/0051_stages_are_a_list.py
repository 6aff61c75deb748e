"""stages are a list of the company's own, and postings may go through some of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_OPTIONS = {"engine": "InnoDB", "charset": "utf8mb4", "collate": "utf8mb4_bin"}
TABLE_OPTIONS = {
    f"{dialect}_{name}": value for dialect in ("mysql", "mariadb") for name, value in _OPTIONS.items()
}


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "stages",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("candidate_name", sa.String(length=80), nullable=False),
        sa.Column("candidate_sentence", sa.String(length=300), nullable=False),
        sa.Column("may_skip", sa.Boolean(), nullable=False),
        sa.Column("is_retired", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stages")),
        sa.UniqueConstraint("key", name=op.f("uq_stages_key")),
        **TABLE_OPTIONS,
    )
    stages = sa.Column("stages", sa.String(length=1800), nullable=False, server_default="")
    op.add_column("postings", stages)


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.drop_column("postings", "stages")
    op.drop_table("stages")
