"""Keep assignments up to date with the decision on their application."""

from sqlalchemy import update

from careers.applications.models import Application
from careers.database import db
from careers.pipeline.visibility.models import Assignment


def mark_assignments_decided(application: Application, *, is_disposed: bool) -> None:
    """Flag all assignments to an application as decided, or as open again.

    The application's row must be locked: of a simultaneous decision and reopening, the last one then also sets the
    flag.
    """
    asked = Assignment.application_id == application.id
    db.session.execute(update(Assignment).where(asked).values(is_disposed=is_disposed))
