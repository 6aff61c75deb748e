"""Mentions: who may be named about an application, and what a person was named in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from careers.accounts.models import User
from careers.applications.models import Application
from careers.database import db
from careers.review.finding.queue import visible_to
from careers.review.mentions.models import Mention
from careers.review.models import Note
from careers.review.reviewers.queries import assignees_of, possible_reviewers
from careers.review.veil.queries import lay_veil
from careers.security import Role


def people_who_see(application: Application) -> list[User]:
    """The active staff who may read this application, by name."""
    asked = {user.id for user in assignees_of([application.id]).get(application.id, [])}
    return among(possible_reviewers(application.posting_id), asked)


def among(possible: Sequence[User], asked: set[int]) -> list[User]:
    """Those of the possible reviewers who may read the application: interviewers only where they are asked."""
    return [user for user in possible if user.role != Role.INTERVIEWER or user.id in asked]


def unseen_mentions(user: User, limit: int) -> Sequence[Any]:
    """The notes that name this person and were not put away, as (note, application), newest first."""
    statement = _unseen(select(Note, Application), user).options(
        joinedload(Application.posting, innerjoin=True)
    )
    found = db.session.execute(statement.order_by(Mention.note_id.desc()).limit(limit)).all()
    lay_veil(user, [application for _, application in found])
    return found


def unseen_count(user: User, most: int) -> int:
    """How many notes name this person and were not put away, counted up to ``most``."""
    few = _unseen(select(Note.id), user).limit(most).subquery()
    return db.session.scalar(select(func.count()).select_from(few)) or 0


def _unseen(statement: Any, user: User) -> Any:
    return (
        statement.join(Mention, Mention.note_id == Note.id)
        .join(Application, Application.id == Note.application_id)
        .where(Mention.user_id == user.id, Mention.seen_at.is_(None), visible_to(user))
    )
