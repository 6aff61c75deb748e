"""the mark is a picture, and e-mails have a foot."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

TEXTS = {"mark_light": 40, "mark_dark": 40, "mail_footer": 600}
OPTIONS = {
    f"{dialect}_{name}": value
    for dialect in ("mysql", "mariadb")
    for name, value in (("engine", "InnoDB"), ("charset", "utf8mb4"), ("collate", "utf8mb4_bin"))
}
BYTES = sa.LargeBinary().with_variant(mysql.MEDIUMBLOB(), "mysql", "mariadb")


def upgrade() -> None:
    """Bring the schema to this revision."""
    for name, length in TEXTS.items():
        column = sa.Column(name, sa.String(length=length), nullable=False, server_default="")
        op.add_column("company_profile", column)
    op.add_column(
        "company_profile",
        sa.Column("mark_has_name", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "mark_pictures",
        sa.Column("scheme", sa.String(length=5), nullable=False),
        sa.Column("digest", sa.String(length=20), nullable=False),
        sa.Column("picture", BYTES, nullable=False),
        sa.Column("icon", BYTES, nullable=False),
        sa.PrimaryKeyConstraint("scheme", name="pk_mark_pictures"),
        **OPTIONS,
    )


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.drop_table("mark_pictures")
    for name in ("mark_has_name", *TEXTS):
        op.drop_column("company_profile", name)
