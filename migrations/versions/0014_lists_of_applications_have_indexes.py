"""lists of applications have an index for every order and filter."""

from __future__ import annotations

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_applications_posting": ["posting_id", "disposition", "id"],
    "ix_applications_name": ["disposition", "name", "id"],
    "ix_applications_all_by_name": ["name", "id"],
    "ix_applications_all_by_due": ["answer_due_at", "id"],
    "ix_applications_source": ["source", "id"],
}


def upgrade() -> None:
    """Bring the schema to this revision."""
    for name, columns in INDEXES.items():
        op.create_index(name, "applications", columns)


def downgrade() -> None:
    """Take the schema back to the revision before."""
    for name in INDEXES:
        op.drop_index(name, "applications")
