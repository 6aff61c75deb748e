"""The first schema."""

from alembic import op

from migrations.baseline import accounts, applications, company, foundation, postings, review, rows, search
from migrations.baseline.columns import METADATA

revision = "baseline"
down_revision = None
branch_labels = None
depends_on = None

# Importing a section adds its tables to METADATA.
SECTIONS = (foundation, accounts, company, postings, applications, review, search)


def upgrade() -> None:
    """Create all tables, their full-text indexes, and the rows that a new site starts with."""
    connection = op.get_bind()
    METADATA.create_all(connection, checkfirst=False)
    for statement in search.full_text_statements(connection.dialect.name):
        op.execute(statement)
    rows.add_rows(connection)


def downgrade() -> None:
    """Drop everything."""
    connection = op.get_bind()
    for statement in search.drop_statements(connection.dialect.name):
        op.execute(statement)
    METADATA.drop_all(connection, checkfirst=False)
