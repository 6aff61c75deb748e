"""candidates are people: what makes two alike, merges, invitations of those who asked to be kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0032"
down_revision = "0031"
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
    with op.batch_alter_table("candidates") as candidates:
        candidates.add_column(sa.Column("merged_into_id", ID, nullable=True))
        candidates.create_foreign_key(
            op.f("fk_candidates_merged_into_id"),
            "candidates",
            ["merged_into_id"],
            ["id"],
            ondelete="SET NULL",
        )
        candidates.create_index(op.f("ix_candidates_merged_into_id"), ["merged_into_id"])
    op.create_index("ix_applications_kept", "applications", ["kept_for_future_at", "candidate_id"])
    _traits()
    _likenesses()
    _merges()
    _invitations()


def _traits() -> None:
    op.create_table(
        "candidate_traits",
        sa.Column("id", ID, nullable=False),
        sa.Column("candidate_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("value", sa.String(length=64), nullable=False),
        sa.CheckConstraint("kind IN ('email', 'phone', 'file')", name=op.f("ck_candidate_traits_kind")),
        _to("candidate_traits", "candidate_id", "candidates"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate_traits")),
        sa.UniqueConstraint(
            "kind", "value", "candidate_id", name="uq_candidate_traits_kind_value_candidate_id"
        ),
        **TABLE_OPTIONS,
    )
    op.create_index(op.f("ix_candidate_traits_candidate_id"), "candidate_traits", ["candidate_id"])


def _likenesses() -> None:
    name = "candidate_likenesses"
    op.create_table(
        name,
        sa.Column("id", ID, nullable=False),
        sa.Column("older_id", ID, nullable=False),
        sa.Column("newer_id", ID, nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.CheckConstraint("state IN ('open', 'different', 'same')", name=op.f(f"ck_{name}_state")),
        _to(name, "older_id", "candidates"),
        _to(name, "newer_id", "candidates"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("older_id", "newer_id", name=f"uq_{name}_older_id_newer_id"),
        **TABLE_OPTIONS,
    )
    op.create_index(op.f(f"ix_{name}_newer_id"), name, ["newer_id"])
    op.create_index(f"ix_{name}_state", name, ["state", "id"])


def _merges() -> None:
    name = "candidate_merges"
    op.create_table(
        name,
        sa.Column("id", ID, nullable=False),
        sa.Column("kept_id", ID, nullable=False),
        sa.Column("merged_id", ID, nullable=False),
        sa.Column("followers", sa.JSON(), nullable=False),
        sa.Column("likenesses", sa.JSON(), nullable=False),
        sa.Column("merged_at", INSTANT, nullable=False),
        sa.Column("by_id", ID, nullable=True),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("undone_at", INSTANT, nullable=True),
        sa.Column("undone_by_name", sa.String(length=200), nullable=False),
        _to(name, "kept_id", "candidates"),
        _to(name, "merged_id", "candidates"),
        _to(name, "by_id", "users", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        **TABLE_OPTIONS,
    )
    op.create_index(op.f(f"ix_{name}_kept_id"), name, ["kept_id"])
    op.create_index(op.f(f"ix_{name}_merged_id"), name, ["merged_id"])


def _invitations() -> None:
    name = "candidate_invitations"
    op.create_table(
        name,
        sa.Column("id", ID, nullable=False),
        sa.Column("posting_id", ID, nullable=False),
        sa.Column("candidate_id", ID, nullable=False),
        sa.Column("application_id", ID, nullable=False),
        sa.Column("message_id", ID, nullable=True),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("invited_at", INSTANT, nullable=False),
        _to(name, "posting_id", "postings"),
        _to(name, "candidate_id", "candidates"),
        _to(name, "application_id", "applications"),
        _to(name, "message_id", "messages", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("posting_id", "candidate_id", name=f"uq_{name}_posting_id_candidate_id"),
        **TABLE_OPTIONS,
    )
    for column in ("candidate_id", "application_id", "message_id"):
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])


def _to(table: str, column: str, target: str, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"), ondelete=ondelete
    )


def downgrade() -> None:
    """Take the schema back to the revision before."""
    for table in ("candidate_invitations", "candidate_merges", "candidate_likenesses", "candidate_traits"):
        op.drop_table(table)
    op.drop_index("ix_applications_kept", "applications")
    with op.batch_alter_table("candidates") as candidates:
        candidates.drop_constraint(op.f("fk_candidates_merged_into_id"), type_="foreignkey")
        candidates.drop_index(op.f("ix_candidates_merged_into_id"))
        candidates.drop_column("merged_into_id")
