"""Who may see which applications. This is the only place that defines it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, select, true
from sqlalchemy.orm import InstrumentedAttribute

from careers.accounts.models import User
from careers.applications.models import Application
from careers.pipeline.assignments.queries import assigned_to
from careers.postings.models import INTERVIEWER
from careers.postings.staff.reach_queries import place_of, reached_ids
from careers.security import Permission, is_allowed


def visible_to(user: User) -> ColumnElement[bool]:
    """The condition for the applications that this member of staff may see."""
    if not is_allowed(user, Permission.READ_APPLICATIONS):
        return Application.id.is_(None)
    place = place_of(user)
    if place is None:
        return true()
    reached = Application.posting_id.in_(reached_ids(user, place))
    # Interviewers see of those what they are asked to review.
    return and_(reached, Application.id.in_(assigned_to(user))) if place == INTERVIEWER else reached


def has_row(key: InstrumentedAttribute[Any], *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """The condition that there is a row for the application, of which ``key`` is the column that names it.

    It is looked up for each application that is read. What says EXISTS or IN is gathered first by some servers.
    """
    one = select(key).where(key == Application.id, *conditions).limit(1)
    return one.correlate(Application).scalar_subquery().is_not(None)
