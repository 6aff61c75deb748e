"""The visibility policy: which applications a user can see. This is the only place that defines it.

Recruiters and admins see every application. Hiring managers and interviewers see those for postings on whose hiring
team they have that role; interviewers only the ones assigned to them.

One condition would be enough, but no server runs it well in every query: each function below states the same policy
in the form that one kind of query needs. ``tests/pipeline/test_visibility.py`` compares them.
"""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select, true
from sqlalchemy.orm import InstrumentedAttribute

from careers.accounts.models import User
from careers.applications.models import Application
from careers.database import db
from careers.pipeline.visibility.models import Assignment
from careers.postings.models import HIRING_MANAGER, INTERVIEWER, HiringTeamMember, Posting
from careers.security import Permission, Role, is_allowed

# The hiring team role through which an account sees its applications. Other accounts see all.
TEAM_ROLES = {Role.HIRING_MANAGER: HIRING_MANAGER, Role.INTERVIEWER: INTERVIEWER}
# Team roles that see only the applications assigned to them.
ASSIGNED_ONLY = (INTERVIEWER,)


def team_role_of(user: User) -> str | None:
    """Return the hiring team role through which the user sees applications, or None if they see all of them."""
    return TEAM_ROLES.get(Role(user.role))


def team_posting_ids(user: User, team_role: str) -> Select[int]:
    """Return a subquery for the ids of the postings on whose hiring team the user has the role."""
    return select(HiringTeamMember.posting_id).where(
        HiringTeamMember.user_id == user.id, HiringTeamMember.role == team_role
    )


def assigned_to(user: User) -> Select[int]:
    """Return a subquery for the ids of the applications assigned to the user."""
    return select(Assignment.application_id).where(Assignment.user_id == user.id)


def visible_to(user: User) -> ColumnElement[bool]:
    """Return the condition for the applications that the user can see."""
    if not is_allowed(user, Permission.READ_APPLICATIONS):
        return Application.id.is_(None)
    team_role = team_role_of(user)
    if team_role is None:
        return true()
    on_team = Application.posting_id.in_(team_posting_ids(user, team_role))
    return and_(on_team, Application.id.in_(assigned_to(user))) if team_role in ASSIGNED_ONLY else on_team


def visible_by_ids(user: User, *, row_by_row: bool) -> ColumnElement[bool]:
    """Return the same condition with the posting ids read now and written out.

    With a subquery, MariaDB and MySQL read all applications if a search joins a table. ``row_by_row`` looks up an
    interviewer's assignment for each row, for lists that stop when a page is full.
    """
    team_role = team_role_of(user)
    if team_role is None or not is_allowed(user, Permission.READ_APPLICATIONS):
        return visible_to(user)
    on_team = Application.posting_id.in_(db.session.scalars(team_posting_ids(user, team_role)).all())
    if team_role not in ASSIGNED_ONLY:
        return on_team
    if row_by_row:
        return and_(on_team, is_assigned(user.id))
    return and_(on_team, Application.id.in_(db.session.scalars(assigned_to(user)).all()))


def visible_row_by_row(user: User) -> ColumnElement[bool]:
    """Return the same condition, checked for each of the few rows that a query reads."""
    team_role = team_role_of(user)
    if team_role is None:
        return visible_to(user)
    team = team_posting_ids(user, team_role).where(HiringTeamMember.posting_id == Application.posting_id)
    on_team = team.correlate(Application).scalar_subquery().is_not(None)
    return and_(on_team, is_assigned(user.id)) if team_role in ASSIGNED_ONLY else on_team


def visible_through_team(user: User, team_role: str) -> tuple[ColumnElement[bool], ...]:
    """Return the same conditions for a query that starts with the user's rows in ``HiringTeamMember``."""
    assigned = is_assigned(user.id) if team_role in ASSIGNED_ONLY else true()
    return HiringTeamMember.user_id == user.id, HiringTeamMember.role == team_role, assigned


def posting_visible_to(user: User) -> ColumnElement[bool]:
    """Return the condition for the postings whose applications the user can see."""
    team_role = team_role_of(user)
    return true() if team_role is None else Posting.id.in_(team_posting_ids(user, team_role))


def can_see_posting(user: User, posting_id: int) -> bool:
    """Return whether the user can see applications for the posting."""
    team_role = team_role_of(user)
    if team_role is None:
        return True
    member = db.session.get(HiringTeamMember, (posting_id, user.id))
    return member is not None and member.role == team_role


def is_assigned(user_id: int) -> ColumnElement[bool]:
    """Return the condition that a user is assigned to the application, checked row by row."""
    return has_row(Assignment.application_id, Assignment.user_id == user_id)


def has_row(key: InstrumentedAttribute[Any], *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition that a table has a row for the application; ``key`` is its column with the application's id.

    It is checked for each row that is read; for EXISTS or IN, some servers collect all rows first.
    """
    matching = select(key).where(key == Application.id, *conditions).limit(1)
    return matching.correlate(Application).scalar_subquery().is_not(None)
