"""The applications that Today considers for a user, starting from the postings.

For members of hiring teams, queries start from their postings, because an index holds the answer per posting. Left to
themselves, servers read all active applications of the company, or all applications of these postings.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from careers.accounts.models import User
from careers.applications.models import Application
from careers.clock import now
from careers.database import db
from careers.desk.application_search.stranded_queries import stranded_applications
from careers.pipeline.visibility.queries import (
    team_posting_ids,
    team_role_of,
    visible_through_team,
    visible_to,
)
from careers.postings.models import CLOSED, HiringTeamMember, Posting
from careers.review.interviews.models import Interview
from careers.search.plan import in_this_order


def active_of(user: User, *columns: Any) -> Select[Any]:
    """Return a statement for columns of the active applications that the user can see."""
    place, active = team_role_of(user), Application.disposition.is_(None)
    if place is None:
        return select(*columns).where(visible_to(user), active)
    statement = select(*columns).select_from(HiringTeamMember)
    statement = statement.join(Application, Application.posting_id == HiringTeamMember.posting_id)
    return in_this_order(statement).where(*visible_through_team(user, place), active)


def stranded_of(user: User, *columns: Any) -> Select[Any]:
    """Return the same for closed postings: nearly empty, so it starts with the postings."""
    place = team_role_of(user)
    if place is None:
        return stranded_applications(*columns)
    statement = select(*columns).select_from(HiringTeamMember)
    statement = statement.join(Posting, Posting.id == HiringTeamMember.posting_id)
    statement = statement.join(Application, Application.posting_id == Posting.id)
    left = Posting.state == CLOSED, Application.disposition.is_(None)
    return in_this_order(statement).where(*visible_through_team(user, place), *left)


def interviews_seen(user: User) -> Select[Any]:
    """Return a statement for the ids of interviews about applications that the user can see."""
    place, statement = team_role_of(user), select(Interview.id)
    same = Application.id == Interview.application_id
    if place is None:
        return in_this_order(statement.join(Application, same).where(visible_to(user)))
    statement = statement.select_from(HiringTeamMember)
    statement = statement.join(Interview, Interview.posting_id == HiringTeamMember.posting_id)
    return in_this_order(statement.join(Application, same).where(*visible_through_team(user, place)))


def reply_dates_by_posting(user: User, place: str) -> Sequence[tuple[int, datetime, bool]]:
    """Return, for each of the user's postings with active applications, the earliest due date, and whether
    any is due from now on; read from an index.
    """
    first, last = (
        _end_of_posting(Application.reply_due_at),
        _end_of_posting(Application.reply_due_at.desc()),
    )
    rows = db.session.execute(team_posting_ids(user, place).add_columns(first, last >= now()))
    return [(row[0], row[1], bool(row[2])) for row in rows if row[1] is not None]


def _end_of_posting(order: Any) -> Any:
    active = Application.posting_id == HiringTeamMember.posting_id, Application.disposition.is_(None)
    statement: Any = select(Application.reply_due_at).where(*active).order_by(order).limit(1)
    return statement.correlate(HiringTeamMember).scalar_subquery()
