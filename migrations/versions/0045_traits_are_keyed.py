"""what candidates share is kept as keyed hashes: those without a key go, and a task makes them anew."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb")
KEY = "applications.compare_all"
TASKS = sa.table(
    "tasks",
    sa.column("queue", sa.String),
    sa.column("name", sa.String),
    sa.column("payload", sa.JSON),
    sa.column("state", sa.String),
    sa.column("attempts", sa.Integer),
    sa.column("run_at", INSTANT),
    sa.column("unique_key", sa.String),
    sa.column("created_at", INSTANT),
)


def upgrade() -> None:
    """Let go of the hashes, and have the worker go through the applications once more. Twice does no harm."""
    connection = op.get_bind()
    if connection.scalar(sa.text("SELECT 1 FROM candidate_traits LIMIT 1")) is None:
        return
    op.execute("DELETE FROM candidate_traits")
    if connection.scalar(sa.select(TASKS.c.name).where(TASKS.c.unique_key == KEY)) is None:
        at = datetime.now(UTC).replace(tzinfo=None)
        op.execute(
            TASKS.insert().values(
                queue="default",
                name=KEY,
                payload={"after": 0},
                state="ready",
                attempts=0,
                run_at=at,
                unique_key=KEY,
                created_at=at,
            )
        )


def downgrade() -> None:
    """Hashes with a key fit no hashes without one: ``flask search rebuild`` makes them."""
