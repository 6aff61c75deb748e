"""By when answers were promised, as far as that calls for somebody: late, or about to be."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_

from careers.applications.models import Application
from careers.clock import end_of_working_day, now

OVERDUE, DUE_SOON = "late", "soon"
DEADLINES = {OVERDUE: "Overdue", DUE_SOON: "Due by next working day"}


def due_soon_until() -> datetime:
    """The instant at which the next working day is over: what is due until then is about to be late."""
    return end_of_working_day(1)


def is_due(which: str) -> ColumnElement[bool]:
    """The condition for one of ``DUES``."""
    due = Application.reply_due_at
    return due < now() if which == OVERDUE else and_(due >= now(), due <= due_soon_until())
