"""the four stages are rows, under the names that the company gave them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

# Key, name for staff, name and sentence for candidates, whether it may be skipped: as the code had them until now.
STAGES = (
    ("applied", "New", "Arrived", "Your application is safely here and waits to be read.", False),
    (
        "screen",
        "Screen",
        "Closer look",
        "Somebody has read your application and is looking into it more closely.",
        True,
    ),
    (
        "interview",
        "Interview",
        "Interviews",
        "We would like to talk with you, or have already begun to.",
        False,
    ),
    ("offer", "Offer", "Offer", "We are preparing an offer for you, or you have it already.", False),
)
WORDS = sa.table(
    "review_words",
    sa.column("kind", sa.String),
    sa.column("key", sa.String),
    sa.column("label", sa.String),
    sa.column("is_retired", sa.Boolean),
    sa.column("version", sa.Integer),
)
TABLE = sa.table(
    "stages",
    sa.column("key", sa.String),
    sa.column("position", sa.Integer),
    sa.column("name", sa.String),
    sa.column("candidate_name", sa.String),
    sa.column("candidate_sentence", sa.String),
    sa.column("may_skip", sa.Boolean),
    sa.column("is_retired", sa.Boolean),
    sa.column("version", sa.Integer),
)


def upgrade() -> None:
    """Change the rows."""
    connection = op.get_bind()
    asked = sa.select(WORDS.c.key, WORDS.c.label).where(WORDS.c.kind == "stage")
    renamed = {row[0]: row[1] for row in connection.execute(asked)}
    rows = [
        {
            "key": key,
            "position": position,
            "name": renamed.get(key, name),
            "candidate_name": told,
            "candidate_sentence": sentence,
            "may_skip": may_skip,
            "is_retired": False,
            "version": 1,
        }
        for position, (key, name, told, sentence, may_skip) in enumerate(STAGES)
    ]
    op.bulk_insert(TABLE, rows)
    op.execute(sa.delete(WORDS).where(WORDS.c.kind == "stage"))


def downgrade() -> None:
    """Put the names that differ back to where they were."""
    connection = op.get_bind()
    names = {key: name for key, name, *_ in STAGES}
    kept = connection.execute(sa.select(TABLE.c.key, TABLE.c.name)).all()
    rows = [
        {"kind": "stage", "key": key, "label": name, "is_retired": False, "version": 1}
        for key, name in kept
        if key in names and names[key] != name
    ]
    if rows:
        op.bulk_insert(WORDS, rows)
    op.execute(sa.delete(TABLE))
