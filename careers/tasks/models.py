"""The table of background tasks."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from careers.clock import now
from careers.database import Id, LongText, Model, UtcDateTime

READY, DONE, FAILED = "ready", "done", "failed"


class Task(Model):
    """A task: written in the transaction that causes it, claimed by token with a lease, and run at least once.

    ``ready`` tasks run at ``run_at``; a claimed one is ready with a ``lease_token`` until ``leased_until``.
    ``failed`` means that all attempts failed and it waits for a person.
    """

    __tablename__ = "tasks"
    __table_args__ = (
        CheckConstraint("state IN ('ready', 'done', 'failed')", name="state"),
        Index("ix_tasks_claim", "state", "queue", "run_at"),
        Model.__table_args__,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    queue: Mapped[str] = mapped_column(String(20), default="default")
    name: Mapped[str] = mapped_column(String(80))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    state: Mapped[str] = mapped_column(String(10), default=READY)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    run_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    lease_token: Mapped[str | None] = mapped_column(String(64), index=True)
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_error: Mapped[str | None] = mapped_column(LongText)
    # At most one pending task per key: enqueueing it again adds nothing.
    unique_key: Mapped[str | None] = mapped_column(String(120), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
