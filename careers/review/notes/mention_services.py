"""Notify colleagues who are mentioned in a note. Nothing here commits."""

from sqlalchemy import update

from careers.accounts.models import User
from careers.applications.models import Application
from careers.clock import now
from careers.database import db
from careers.mail.kinds import EmailKind
from careers.pipeline.notifications.services import notify_user
from careers.review.notes.mention_models import Mention
from careers.review.notes.mention_queries import staff_who_can_see
from careers.review.notes.mentioning import mentioned_in
from careers.review.notes.models import Note


def notify_mentioned(note: Note, application: Application, *, by: User) -> list[User]:
    """Record the mentions in a note, and email those who want that immediately; never the author."""
    if "@" not in note.body:
        return []
    mentioned = [user for user in mentioned_in(note.body, staff_who_can_see(application)) if user.id != by.id]
    for user in mentioned:
        db.session.add(Mention(note_id=note.id, user_id=user.id))
        notify_user(EmailKind.MENTION, application, user, by=by)
    db.session.flush()
    return mentioned


def dismiss_mention(user: User, note_id: int) -> None:
    """Dismiss a user's mention; repeating it changes nothing."""
    statement = update(Mention).where(Mention.note_id == note_id, Mention.user_id == user.id, Mention.seen_at.is_(None))
    db.session.execute(statement.values(seen_at=now()))
