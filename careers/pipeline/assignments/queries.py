"""Find assignments, and the people who can be assigned."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select

from careers.accounts.models import User
from careers.applications.models import Application
from careers.database import db
from careers.pipeline.visibility.models import Assignment
from careers.pipeline.visibility.queries import TEAM_ROLES, team_role_of
from careers.postings.models import HiringTeamMember
from careers.search.plan import in_this_order
from careers.security import Role

UNRESTRICTED_ROLES = tuple(role for role in Role if role not in TEAM_ROLES)
MAX_CHOICES = 300


def open_assignments(user: User, *columns: Any) -> Select[Any]:
    """Return a statement for columns of active applications that the user can see and is assigned to.

    Tables are read in order: the user's assignments first, and applications only for open ones.
    """
    place = team_role_of(user)
    statement = select(*columns).select_from(Assignment)
    if place is not None:
        own = HiringTeamMember.user_id == user.id, HiringTeamMember.role == place
        statement = statement.join(HiringTeamMember, and_(HiringTeamMember.posting_id == Assignment.posting_id, *own))
    same = Application.id == Assignment.application_id, Application.posting_id == Assignment.posting_id
    statement = statement.join(Application, and_(*same)).where(Assignment.user_id == user.id)
    # The flag only narrows the search; the application decides whether it is active.
    return in_this_order(statement.where(~Assignment.is_disposed, Application.disposition.is_(None)))


def assignees_of(application_ids: Collection[int]) -> Mapping[int, list[User]]:
    """Return the reviewers of each application, by name, in one query."""
    statement = (
        select(Assignment.application_id, User)
        .join(User, User.id == Assignment.user_id)
        .where(Assignment.application_id.in_(application_ids))
        .order_by(User.name, User.id)
    )
    found: dict[int, list[User]] = {}
    for application_id, user in db.session.execute(statement):
        found.setdefault(application_id, []).append(user)
    return found


def possible_reviewers(posting_id: int) -> Sequence[User]:
    """Return active staff members who can review applications for a posting, by name.

    Recruiters and admins always can; hiring managers and interviewers if they are on its hiring team.
    """
    statement = select(User).where(User.is_active, _may_review(posting_id))
    return db.session.scalars(statement.order_by(User.name, User.id).limit(MAX_CHOICES)).all()


def staff_with_assignments() -> Sequence[User]:
    """Return active staff members who can review anything, by name."""
    statement = select(User).where(User.is_active).order_by(User.name, User.id)
    return db.session.scalars(statement.limit(MAX_CHOICES)).all()


def reviewer_names(user_ids: Collection[int]) -> Mapping[int, str]:
    """Return the names of these staff members, with former ones labeled."""
    if not user_ids:
        return {}
    rows = db.session.execute(select(User.id, User.name, User.is_active).where(User.id.in_(user_ids)))
    return {number: name if is_active else f"{name} (deactivated)" for number, name, is_active in rows}


def can_review(user: User, posting_id: int) -> bool:
    """Return whether the user can review applications for the posting."""
    statement = select(User.id).where(User.id == user.id, User.is_active, _may_review(posting_id))
    return db.session.scalar(statement) is not None


def _may_review(posting_id: int) -> ColumnElement[bool]:
    on_team = [
        and_(
            User.role == role.value,
            User.id.in_(
                select(HiringTeamMember.user_id).where(
                    HiringTeamMember.posting_id == posting_id, HiringTeamMember.role == place
                )
            ),
        )
        for role, place in TEAM_ROLES.items()
    ]
    return or_(User.role.in_([role.value for role in UNRESTRICTED_ROLES]), *on_team)
