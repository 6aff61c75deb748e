"""Read the notes on an application."""

from collections.abc import Sequence

from sqlalchemy import select

from careers.applications.models import Application
from careers.database import db
from careers.review.notes.models import Note

MAX_NOTES = 500


def notes_of(application: Application) -> Sequence[Note]:
    """Return the notes on an application, newest first."""
    statement = select(Note).where(Note.application_id == application.id)
    return db.session.scalars(statement.order_by(Note.id.desc()).limit(MAX_NOTES)).all()
