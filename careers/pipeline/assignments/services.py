"""Keep assignments in step with the decision on their application."""

from __future__ import annotations

from sqlalchemy import update

from careers.applications.models import Application
from careers.database import db
from careers.pipeline.visibility.models import Assignment


def mark_assignments_decided(application: Application, *, is_disposed: bool) -> None:
    """Say of all assignments to an application that it was decided about, or is open again.

    The application's row must be held: of a decision and a reopening at once, the last one decides the mark as well.
    """
    asked = Assignment.application_id == application.id
    db.session.execute(update(Assignment).where(asked).values(is_disposed=is_disposed))
