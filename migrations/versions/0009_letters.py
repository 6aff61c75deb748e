"""the hiring team and candidates write to each other."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb")
LONG_TEXT = sa.Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")
_OPTIONS = {"engine": "InnoDB", "charset": "utf8mb4", "collate": "utf8mb4_bin"}
TABLE_OPTIONS = {
    f"{dialect}_{name}": value for dialect in ("mysql", "mariadb") for name, value in _OPTIONS.items()
}
KEYS = (
    ("application_id", "applications", "CASCADE"),
    ("author_id", "users", "SET NULL"),
    ("decision_id", "events", "SET NULL"),
    ("message_id", "messages", "SET NULL"),
)


def upgrade() -> None:
    """Bring the schema to this revision."""
    keys = [
        sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_letters_{column}"), ondelete=rule)
        for column, table, rule in KEYS
    ]
    op.create_table(
        "letters",
        sa.Column("id", ID, nullable=False),
        sa.Column("application_id", ID, nullable=False),
        sa.Column("is_reply", sa.Boolean(), nullable=False),
        sa.Column("author_id", ID, nullable=True),
        sa.Column("author_name", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("decision_id", ID, nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("sent_at", INSTANT, nullable=True),
        sa.Column("read_at", INSTANT, nullable=True),
        sa.Column("message_id", ID, nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'sent', 'taken_back')", name=op.f("ck_letters_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
        sa.UniqueConstraint(
            "application_id", "fingerprint", name=op.f("uq_letters_application_id_fingerprint")
        ),
        *keys,
        **TABLE_OPTIONS,
    )
    op.create_index(op.f("ix_letters_decision_id"), "letters", ["decision_id"])
    op.create_index(op.f("ix_letters_message_id"), "letters", ["message_id"])
    op.create_index("ix_letters_due", "letters", ["state", "due_at", "id"])
    op.create_index("ix_letters_unread", "letters", ["read_at", "id"])
    op.create_table(
        "letter_texts",
        sa.Column("letter_id", ID, autoincrement=False, nullable=False),
        sa.Column("body", LONG_TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letters.id"], name=op.f("fk_letter_texts_letter_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("letter_id", name=op.f("pk_letter_texts")),
        **TABLE_OPTIONS,
    )


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.drop_table("letter_texts")
    op.drop_table("letters")
