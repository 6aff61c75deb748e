"""Applications whose promised reply is overdue or due soon."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_

from careers.applications.models import Application
from careers.clock import end_of_working_day, now

OVERDUE, DUE_SOON = "late", "soon"
DEADLINES = {OVERDUE: "Overdue", DUE_SOON: "Due by next working day"}


def due_soon_until() -> datetime:
    """Return the end of the next working day: replies due by then are due soon."""
    return end_of_working_day(1)


def is_due(which: str) -> ColumnElement[bool]:
    """Return the condition for one of ``DEADLINES``."""
    due = Application.reply_due_at
    return due < now() if which == OVERDUE else and_(due >= now(), due <= due_soon_until())
