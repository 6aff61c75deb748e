"""suspicious submissions wait in quarantine, and are recognized by traces of those before them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb")
LONG_TEXT = sa.Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")
_OPTIONS = {"engine": "InnoDB", "charset": "utf8mb4", "collate": "utf8mb4_bin"}
TABLE_OPTIONS = {
    f"{dialect}_{name}": value for dialect in ("mysql", "mariadb") for name, value in _OPTIONS.items()
}
HELD = "held_submissions"


def upgrade() -> None:
    """Bring the schema to this revision."""
    _held_submissions()
    op.create_table(
        "held_access",
        sa.Column("id", ID, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("held_id", ID, nullable=False),
        sa.Column("proves_address", sa.Boolean(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["held_id"], [f"{HELD}.id"], name=op.f("fk_held_access_held_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_access")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_held_access_token_hash")),
        **TABLE_OPTIONS,
    )
    op.create_index(op.f("ix_held_access_held_id"), "held_access", ["held_id"])
    op.create_table(
        "held_mail",
        sa.Column("message_id", ID, autoincrement=False, nullable=False),
        sa.Column("held_id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["held_id"], [f"{HELD}.id"], name=op.f("fk_held_mail_held_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name=op.f("fk_held_mail_message_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_held_mail")),
        **TABLE_OPTIONS,
    )
    op.create_index(op.f("ix_held_mail_held_id"), "held_mail", ["held_id"])
    op.create_table(
        "submission_traces",
        sa.Column("id", ID, nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("sender", sa.String(length=64), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission_traces")),
        **TABLE_OPTIONS,
    )
    op.create_index("ix_submission_traces_subject", "submission_traces", ["subject", "at"])
    op.create_index("ix_submission_traces_sender", "submission_traces", ["sender"])
    op.create_index("ix_submission_traces_at", "submission_traces", ["at"])
    _drafts()


def _held_submissions() -> None:
    op.create_table(
        HELD,
        sa.Column("id", ID, nullable=False),
        sa.Column("draft_hash", sa.String(length=64), nullable=False),
        sa.Column("sealed_token", LONG_TEXT, nullable=False),
        sa.Column("reference", sa.String(length=16), nullable=False),
        sa.Column("posting_id", ID, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("email_normalized", sa.String(length=254), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("privacy_version", sa.String(length=40), nullable=False),
        sa.Column("submitted_at", INSTANT, nullable=False),
        sa.Column("answer_due_at", INSTANT, nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("is_acknowledged", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.Column("decided_by_id", ID, nullable=True),
        sa.Column("decided_by_name", sa.String(length=200), nullable=False),
        sa.Column("erased_after", INSTANT, nullable=True),
        sa.Column("application_id", ID, nullable=True),
        sa.CheckConstraint("state IN ('held', 'released', 'spam')", name=op.f("ck_held_submissions_state")),
        sa.CheckConstraint(
            "(state = 'spam') = (erased_after IS NOT NULL)", name=op.f("ck_held_submissions_erased_after")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_held_submissions_application_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["users.id"],
            name=op.f("fk_held_submissions_decided_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["postings.id"], name=op.f("fk_held_submissions_posting_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_submissions")),
        sa.UniqueConstraint("application_id", name=op.f("uq_held_submissions_application_id")),
        sa.UniqueConstraint("draft_hash", name=op.f("uq_held_submissions_draft_hash")),
        sa.UniqueConstraint("reference", name=op.f("uq_held_submissions_reference")),
        sa.UniqueConstraint("posting_id", "fingerprint", name="uq_held_submissions_posting_id_fingerprint"),
        **TABLE_OPTIONS,
    )
    op.create_index(op.f("ix_held_submissions_email_normalized"), HELD, ["email_normalized"])
    op.create_index("ix_held_submissions_state", HELD, ["state", "id"])
    op.create_index("ix_held_submissions_erased_after", HELD, ["erased_after"])


def _drafts() -> None:
    op.add_column("drafts", sa.Column("signs", sa.JSON(), nullable=True))
    with op.batch_alter_table("drafts") as drafts:
        drafts.add_column(sa.Column("held_id", ID, nullable=True))
        drafts.create_foreign_key(op.f("fk_drafts_held_id"), HELD, ["held_id"], ["id"], ondelete="CASCADE")
        drafts.create_index(op.f("ix_drafts_held_id"), ["held_id"])


def downgrade() -> None:
    """Take the schema back to the revision before."""
    with op.batch_alter_table("drafts") as drafts:
        drafts.drop_constraint(op.f("fk_drafts_held_id"), type_="foreignkey")
        drafts.drop_index(op.f("ix_drafts_held_id"))
        drafts.drop_column("held_id")
        drafts.drop_column("signs")
    for table in ("submission_traces", "held_mail", "held_access", HELD):
        op.drop_table(table)
