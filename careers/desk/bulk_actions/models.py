"""Bulk actions: planned, previewed, confirmed, and run by the worker after a delay."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careers.applications.models import Application
from careers.clock import now
from careers.database import Id, LongText, Model, UtcDateTime

DRAFT, WAITING, RUNNING, DONE, UNDONE = "draft", "waiting", "running", "done", "undone"
PLANNED, REFUSED = "planned", "refused"
MOVE, TAG, ASSIGN, REJECT = "move", "tag", "assign", "reject"


class BulkAction(Model):
    """What to do, who asked for it, and when. Nothing runs before ``due_at``, and until then it can be undone."""

    __tablename__ = "bulk_actions"
    __table_args__ = (
        CheckConstraint("kind IN ('move', 'tag', 'assign', 'reject')", name="kind"),
        CheckConstraint("state IN ('draft', 'waiting', 'running', 'done', 'undone')", name="state"),
        Index("ix_bulk_actions_state", "state", "due_at", "id"),
        Model.__table_args__,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(10), default=DRAFT)
    # The details of the kind; empty until the form is filled in.
    options: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    made_by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("users.id", ondelete="SET NULL"))
    made_by_name: Mapped[str] = mapped_column(String(200))
    # Increased with every change; confirming applies to the version that was previewed.
    version: Mapped[int] = mapped_column(Integer, default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class BulkActionItem(Model):
    """One application of a bulk action: its version, the message to send, and the result."""

    __tablename__ = "bulk_action_items"
    __table_args__ = (
        CheckConstraint("state IN ('planned', 'refused', 'done')", name="state"),
        Index("ix_bulk_action_items_state", "bulk_action_id", "state", "application_id"),
        Model.__table_args__,
    )

    bulk_action_id: Mapped[int] = mapped_column(Id, ForeignKey("bulk_actions.id", ondelete="CASCADE"), primary_key=True)
    application_id: Mapped[int] = mapped_column(
        Id, ForeignKey("applications.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    version: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(String(10), default=PLANNED)
    problem: Mapped[str] = mapped_column(String(1000), default="")
    subject: Mapped[str] = mapped_column(String(200), default="")
    body: Mapped[str] = mapped_column(LongText, default="")
    # The application's id from confirmation until it is done or undone: unique, so that no two bulk actions hold one
    # application.
    reserved_application_id: Mapped[int | None] = mapped_column(Id, unique=True)

    application: Mapped[Application] = relationship(lazy="raise")
