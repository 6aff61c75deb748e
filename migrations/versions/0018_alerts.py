"""people are told of new postings by e-mail."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0018"
down_revision = "0017"
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
    # Added in place: making a table anew on SQLite would lose the triggers of full-text indexes.
    op.add_column("postings", sa.Column("opened_at", INSTANT, nullable=True))
    op.create_index("ix_postings_opened", "postings", ["state", "opened_at", "id"])
    _subscribers()
    _alerts()
    _requests()
    _deliveries()
    _messages()


def downgrade() -> None:
    """Take the schema back to the revision before."""
    for table in ("alert_messages", "alert_deliveries", "alert_requests", "alerts", "alert_subscribers"):
        op.drop_table(table)
    op.drop_index("ix_postings_opened", "postings")
    op.drop_column("postings", "opened_at")


def _subscribers() -> None:
    op.create_table(
        "alert_subscribers",
        sa.Column("id", ID, nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("email_normalized", sa.String(length=254), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_subscribers")),
        sa.UniqueConstraint("email_normalized", name=op.f("uq_alert_subscribers_email_normalized")),
        **TABLE_OPTIONS,
    )


def _alerts() -> None:
    op.create_table(
        "alerts",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", sa.String(length=20), nullable=False),
        sa.Column("subscriber_id", ID, nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("criteria_hash", sa.String(length=64), nullable=False),
        sa.Column("frequency", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.Column("confirmed_at", INSTANT, nullable=True),
        sa.Column("due_at", INSTANT, nullable=True),
        sa.CheckConstraint(
            "state IN ('unconfirmed', 'active', 'paused', 'ended')", name=op.f("ck_alerts_state")
        ),
        sa.CheckConstraint("frequency IN ('daily', 'weekly')", name=op.f("ck_alerts_frequency")),
        _key("alerts", "subscriber_id", "alert_subscribers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts")),
        sa.UniqueConstraint("key", name=op.f("uq_alerts_key")),
        sa.UniqueConstraint(
            "subscriber_id", "criteria_hash", name=op.f("uq_alerts_subscriber_id_criteria_hash")
        ),
        **TABLE_OPTIONS,
    )
    op.create_index("ix_alerts_due", "alerts", ["state", "due_at", "id"])
    op.create_index("ix_alerts_changed", "alerts", ["state", "changed_at"])


def _requests() -> None:
    op.create_table(
        "alert_requests",
        sa.Column("id", ID, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=True),
        sa.Column("frequency", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_requests")),
        **TABLE_OPTIONS,
    )


def _deliveries() -> None:
    op.create_table(
        "alert_deliveries",
        sa.Column("subscriber_id", ID, autoincrement=False, nullable=False),
        sa.Column("posting_id", ID, autoincrement=False, nullable=False),
        _key("alert_deliveries", "subscriber_id", "alert_subscribers"),
        _key("alert_deliveries", "posting_id", "postings"),
        sa.PrimaryKeyConstraint("subscriber_id", "posting_id", name=op.f("pk_alert_deliveries")),
        **TABLE_OPTIONS,
    )
    op.create_index(op.f("ix_alert_deliveries_posting_id"), "alert_deliveries", ["posting_id"])


def _messages() -> None:
    op.create_table(
        "alert_messages",
        sa.Column("message_id", ID, autoincrement=False, nullable=False),
        sa.Column("subscriber_id", ID, nullable=False),
        sa.Column("alert_id", ID, nullable=True),
        _key("alert_messages", "message_id", "messages"),
        _key("alert_messages", "subscriber_id", "alert_subscribers"),
        _key("alert_messages", "alert_id", "alerts"),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_alert_messages")),
        **TABLE_OPTIONS,
    )
    op.create_index(op.f("ix_alert_messages_subscriber_id"), "alert_messages", ["subscriber_id"])
    op.create_index(op.f("ix_alert_messages_alert_id"), "alert_messages", ["alert_id"])


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE"
    )
