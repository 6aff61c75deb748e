"""what pages say already is their first version."""

from __future__ import annotations

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

# The privacy notice is known by the version that applications have named until now.
FIRST = """
    INSERT INTO page_versions (page_id, number, at, author_name, label, title, lede, body_markdown)
    SELECT id, 1, CURRENT_TIMESTAMP, '', '', title, lede, body_markdown FROM pages
"""
NOTICE = """
    UPDATE page_versions SET label = (SELECT privacy_version FROM company_profile WHERE id = 1)
    WHERE page_id IN (SELECT id FROM pages WHERE slug = 'privacy')
    AND EXISTS (SELECT 1 FROM company_profile WHERE id = 1)
"""


def upgrade() -> None:
    """Change the rows."""
    op.execute(FIRST)
    op.execute(NOTICE)


def downgrade() -> None:
    """Take the rows out again."""
    op.execute("DELETE FROM page_versions")
