"""Write a note on an application. Nothing here commits."""

from datetime import timedelta

from sqlalchemy import select

from careers.accounts.models import User
from careers.applications.event_kinds import EventKind
from careers.applications.models import Application
from careers.clock import now
from careers.database import db
from careers.errors import DomainError
from careers.pipeline.events.services import add_event
from careers.review.notes.mention_services import notify_mentioned
from careers.review.notes.models import Note
from careers.search.signals import text_changed
from careers.text import trimmed
from careers.versions import count_up

MAX_NOTE_LENGTH = 20_000  # characters
SAME_NOTE = timedelta(minutes=10)


class EmptyNote(DomainError):
    """The note has no text."""


def add_note(application: Application, body: str, *, by: User) -> Note:
    """Write a note, whatever the application's version is by now. Raises EmptyNote.

    The same text by the same author within ``SAME_NOTE`` was submitted twice, and is one note.
    """
    text = trimmed(body)
    if not text:
        raise EmptyNote("Enter a note.")
    # It still increases the version, so that nobody decides on a page that doesn't show it.
    count_up(application)
    newest = _newest_note(application, by)
    if newest and newest.body == text and newest.created_at > now() - SAME_NOTE:
        return newest
    note = Note(application_id=application.id, author_id=by.id, author_name=by.name, body=text)
    db.session.add(note)
    db.session.flush()
    add_event(application, EventKind.NOTE_ADDED, by, {"note": note.id})
    text_changed.send("application", object_id=application.id)
    notify_mentioned(note, application, by=by)
    return note


def _newest_note(application: Application, by: User) -> Note | None:
    notes = select(Note).where(Note.application_id == application.id, Note.author_id == by.id)
    return db.session.scalar(notes.order_by(Note.id.desc()).limit(1))
