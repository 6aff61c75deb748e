"""documents and postings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb")
LONG_TEXT = sa.Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")
_OPTIONS = {"engine": "InnoDB", "charset": "utf8mb4", "collate": "utf8mb4_bin"}
TABLE_OPTIONS = {
    f"{dialect}_{name}": value for dialect in ("mysql", "mariadb") for name, value in _OPTIONS.items()
}


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "documents",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("display_name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=120), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("storage_key", sa.String(length=64), nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("warning", sa.String(length=400), nullable=True),
        sa.Column("page_count", sa.Integer(), nullable=True),
        sa.Column("text_state", sa.String(length=12), nullable=False),
        sa.Column("preview_pages", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('resume', 'work_sample')", name=op.f("ck_documents_kind")),
        sa.CheckConstraint(
            "text_state IN ('waiting', 'done', 'unreadable')", name=op.f("ck_documents_text_state")
        ),
        sa.CheckConstraint("size > 0", name=op.f("ck_documents_size")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("storage_key", name=op.f("uq_documents_storage_key")),
        **TABLE_OPTIONS,
    )
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_documents_sha256"), ["sha256"], unique=False)

    op.create_table(
        "document_texts",
        sa.Column("document_id", ID, nullable=False),
        sa.Column("text", LONG_TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_document_texts_document_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_document_texts")),
        **TABLE_OPTIONS,
    )
    op.create_table(
        "postings",
        sa.Column("id", ID, nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("slug", sa.String(length=140), nullable=False),
        sa.Column("summary", sa.String(length=300), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("department_id", ID, nullable=False),
        sa.Column("employment_type", sa.String(length=20), nullable=False),
        sa.Column("is_remote", sa.Boolean(), nullable=False),
        sa.Column("remote_countries", sa.String(length=120), nullable=False),
        sa.Column("office_mode", sa.String(length=10), nullable=False),
        sa.Column("base_salary_min", sa.BigInteger(), nullable=True),
        sa.Column("base_salary_max", sa.BigInteger(), nullable=True),
        sa.Column("base_salary_currency", sa.String(length=3), nullable=False),
        sa.Column("base_salary_unit", sa.String(length=10), nullable=False),
        sa.Column("degree_required", sa.Boolean(), nullable=False),
        sa.Column("answer_within_days", sa.Integer(), nullable=False),
        sa.Column("date_posted", INSTANT, nullable=True),
        sa.Column("valid_through", INSTANT, nullable=True),
        sa.Column("closed_at", INSTANT, nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("created_by_id", ID, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("office_mode IN ('', 'hybrid', 'on_site')", name=op.f("ck_postings_office_mode")),
        sa.CheckConstraint("state IN ('draft', 'published', 'closed')", name=op.f("ck_postings_state")),
        sa.CheckConstraint(
            "base_salary_min IS NULL OR base_salary_min <= base_salary_max",
            name=op.f("ck_postings_base_salary"),
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["users.id"], name=op.f("fk_postings_created_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name=op.f("fk_postings_department_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_postings")),
        **TABLE_OPTIONS,
    )
    with op.batch_alter_table("postings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_postings_department_id"), ["department_id"], unique=False)
        batch_op.create_index("ix_postings_listing", ["state", "date_posted", "id"], unique=False)

    op.create_table(
        "hiring_team_members",
        sa.Column("posting_id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.CheckConstraint(
            "role IN ('hiring_manager', 'interviewer')", name=op.f("ck_hiring_team_members_role")
        ),
        sa.ForeignKeyConstraint(
            ["posting_id"],
            ["postings.id"],
            name=op.f("fk_hiring_team_members_posting_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_hiring_team_members_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("posting_id", "user_id", name=op.f("pk_hiring_team_members")),
        **TABLE_OPTIONS,
    )
    with op.batch_alter_table("hiring_team_members", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hiring_team_members_user_id"), ["user_id"], unique=False)

    op.create_table(
        "posting_locations",
        sa.Column("posting_id", ID, nullable=False),
        sa.Column("location_id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"],
            ["locations.id"],
            name=op.f("fk_posting_locations_location_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["postings.id"], name=op.f("fk_posting_locations_posting_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("posting_id", "location_id", name=op.f("pk_posting_locations")),
        **TABLE_OPTIONS,
    )
    with op.batch_alter_table("posting_locations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_posting_locations_location_id"), ["location_id"], unique=False)

    op.create_table(
        "posting_sections",
        sa.Column("posting_id", ID, nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("markdown", LONG_TEXT, nullable=False),
        sa.Column("html", LONG_TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["postings.id"], name=op.f("fk_posting_sections_posting_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("posting_id", "name", name=op.f("pk_posting_sections")),
        **TABLE_OPTIONS,
    )


def downgrade() -> None:
    """Take the schema back to the revision before."""
    op.drop_table("posting_sections")
    op.drop_table("posting_locations")
    op.drop_table("hiring_team_members")
    op.drop_table("postings")
    op.drop_table("document_texts")
    op.drop_table("documents")
