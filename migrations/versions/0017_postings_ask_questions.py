"""postings ask questions of their own, and applications answer them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb")
LONG_TEXT = sa.Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")
_OPTIONS = {"engine": "InnoDB", "charset": "utf8mb4", "collate": "utf8mb4_bin"}
TABLE_OPTIONS = {
    f"{dialect}_{name}": value for dialect in ("mysql", "mariadb") for name, value in _OPTIONS.items()
}
KINDS = "kind IN ('short', 'long', 'yes_no', 'choice', 'several', 'number', 'date', 'file', 'link')"
FILE_KEY = "fk_attachments_question_id"


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "posting_questions",
        sa.Column("id", ID, nullable=False),
        sa.Column("posting_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("wording", sa.String(length=300), nullable=False),
        sa.Column("hint", sa.String(length=300), nullable=False),
        sa.Column("is_required", sa.Boolean(), nullable=False),
        sa.Column("choices", LONG_TEXT, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("retired_at", INSTANT, nullable=True),
        sa.Column("replaced_by_id", ID, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(KINDS, name=op.f("ck_posting_questions_kind")),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["postings.id"], name=op.f("fk_posting_questions_posting_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["replaced_by_id"],
            ["posting_questions.id"],
            name=op.f("fk_posting_questions_replaced_by_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posting_questions")),
        **TABLE_OPTIONS,
    )
    op.create_index("ix_posting_questions_posting_id", "posting_questions", ["posting_id", "position"])
    op.create_index("ix_posting_questions_replaced_by_id", "posting_questions", ["replaced_by_id"])
    _create_answers()
    # SQLite cannot add a reference that it also tells the name of: there the table is made anew.
    with op.batch_alter_table("attachments") as batch:
        batch.add_column(sa.Column("question_id", ID, nullable=True))
        batch.create_foreign_key(FILE_KEY, "posting_questions", ["question_id"], ["id"], ondelete="SET NULL")
        batch.create_index("ix_attachments_question_id", ["question_id"])


def _create_answers() -> None:
    op.create_table(
        "application_answers",
        sa.Column("id", ID, nullable=False),
        sa.Column("application_id", ID, nullable=False),
        sa.Column("question_id", ID, nullable=True),
        sa.Column("document_id", ID, nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("wording", sa.String(length=300), nullable=False),
        sa.Column("text", LONG_TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_application_answers_application_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["posting_questions.id"],
            name=op.f("fk_application_answers_question_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_application_answers_document_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_answers")),
        **TABLE_OPTIONS,
    )
    op.create_index(
        "ix_application_answers_application_id", "application_answers", ["application_id", "position"]
    )
    op.create_index("ix_application_answers_question_id", "application_answers", ["question_id"])
    op.create_index("ix_application_answers_document_id", "application_answers", ["document_id"])


def downgrade() -> None:
    """Take the schema back to the revision before."""
    with op.batch_alter_table("attachments") as batch:
        batch.drop_constraint(FILE_KEY, type_="foreignkey")
        batch.drop_index("ix_attachments_question_id")
        batch.drop_column("question_id")
    op.drop_table("application_answers")
    op.drop_table("posting_questions")
