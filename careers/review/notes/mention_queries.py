"""Who can be mentioned on an application, and a user's unseen mentions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from careers.accounts.models import User
from careers.applications.models import Application
from careers.database import db
from careers.pipeline.assignments.queries import assignees_of, possible_reviewers
from careers.review.notes.mention_models import Mention
from careers.review.notes.models import Note
from careers.search.plan import in_this_order
from careers.security import Role


@dataclass(frozen=True)
class UnseenMention:
    """A note that mentions the user, who has not dismissed it."""

    note_id: int
    author_name: str
    written_at: datetime
    application_id: int


def staff_who_can_see(application: Application) -> list[User]:
    """Return the active staff members who can see this application, by name."""
    asked = {user.id for user in assignees_of([application.id]).get(application.id, [])}
    return mentionable_staff(possible_reviewers(application.posting_id), asked)


def mentionable_staff(possible: Sequence[User], asked: set[int]) -> list[User]:
    """Return those of the possible reviewers who can see the application: interviewers only if they are assigned."""
    return [user for user in possible if user.role != Role.INTERVIEWER or user.id in asked]


def unseen_mentions(user: User, seen: ColumnElement[bool], most: int) -> list[UnseenMention]:
    """Return notes with undismissed mentions of this user, newest first, at most ``most``.

    ``seen``: the condition for the applications that the user can see.
    """
    statement: Any = (
        select(Note.id, Note.author_name, Note.created_at, Note.application_id)
        .select_from(Mention)
        .join(Note, Note.id == Mention.note_id)
        .join(Application, Application.id == Note.application_id)
        .where(Mention.user_id == user.id, Mention.seen_at.is_(None), seen)
    )
    rows = db.session.execute(in_this_order(statement).order_by(Mention.note_id.desc()).limit(most))
    return [UnseenMention(*row) for row in rows]
