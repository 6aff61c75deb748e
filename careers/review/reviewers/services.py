"""Assign and unassign reviewers. Nothing here commits."""

from sqlalchemy import delete

from careers.accounts.models import User
from careers.applications.event_kinds import EventKind
from careers.applications.models import Application
from careers.database import db
from careers.errors import DomainError
from careers.mail.kinds import EmailKind
from careers.pipeline.assignments.queries import can_review
from careers.pipeline.events.services import add_event
from careers.pipeline.notifications.services import notify_user
from careers.pipeline.scores.queries import ids_scored_by
from careers.pipeline.visibility.models import Assignment


class NotAReviewer(DomainError):
    """The person can't see applications for this posting, so they can't review one."""


def assign(application: Application, user: User, *, by: User) -> bool:
    """Assign a reviewer; return False if they already are one. Raises NotAReviewer.

    They get an email, if they want that immediately.
    """
    if not can_review(user, application.posting_id):
        raise NotAReviewer(
            f"{user.name} can’t be assigned. Add hiring managers and interviewers to the posting’s hiring team first."
        )
    if db.session.get(Assignment, (application.id, user.id)) is not None:
        return False
    assignment = Assignment(
        application_id=application.id,
        user_id=user.id,
        assigned_by_id=by.id,
        posting_id=application.posting_id,
    )
    assignment.has_scorecard = application.id in ids_scored_by(user, [application.id])
    db.session.add(assignment)
    add_event(application, EventKind.ASSIGNED, by, {"name": user.name, "user": user.id})
    notify_user(EmailKind.REVIEW_ASSIGNED, application, user, by=by)
    return True


def unassign(application: Application, user_id: int, *, by: User) -> bool:
    """Unassign a reviewer; return False if they were not assigned. Their notes and scores stay."""
    assignment = db.session.get(Assignment, (application.id, user_id))
    if assignment is None:
        return False
    name = assignment.user.name
    db.session.execute(
        delete(Assignment).where(Assignment.application_id == application.id, Assignment.user_id == user_id)
    )
    add_event(application, EventKind.UNASSIGNED, by, {"name": name, "user": user_id})
    return True
