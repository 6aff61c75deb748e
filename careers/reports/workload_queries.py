"""Each reviewer's open and completed work."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Select, func, select

from careers.accounts.models import User
from careers.applications.event_kinds import EventKind
from careers.applications.models import HIRED, REJECTED, Application, Event
from careers.database import db
from careers.pipeline.visibility.models import Assignment
from careers.pipeline.visibility.queries import team_role_of
from careers.postings.models import Posting
from careers.reports.filters import Scope
from careers.reports.group_queries import bounded, narrowed

DECISIONS = (HIRED, REJECTED)
# The column that each kind of event counts in; other events count only as actions.
MOVES, NOTES = (EventKind.STAGE_MOVED,), (EventKind.NOTE_ADDED,)


@dataclass
class Work:
    """``waiting``: active applications assigned to the reviewer now; the rest was done in the period."""

    waiting: int = 0
    notes: int = 0
    moves: int = 0
    decisions: int = 0
    acts: int = 0


def work(user: User, scope: Scope) -> Mapping[int, Work]:
    """Return the work of each reviewer by user id, in two queries."""
    found: dict[int, Work] = defaultdict(Work)
    assigned = select(Assignment.user_id, func.count()).join(Application, Application.id == Assignment.application_id)
    if scope.department:
        assigned = assigned.join(Posting, Posting.id == Application.posting_id)
    assigned = assigned.where(Application.disposition.is_(None), *narrowed(user, scope))
    for number, count in db.session.execute(bounded(assigned.group_by(Assignment.user_id))):
        found[number].waiting = count
    for actor_id, kind, count in db.session.execute(bounded(_acts(user, scope))):
        entry = found[actor_id or 0]
        entry.acts += count
        entry.notes += count * (kind in NOTES)
        entry.moves += count * (kind in MOVES)
        entry.decisions += count * (kind in DECISIONS)
    return found


def people(ids: Collection[int]) -> Mapping[int, str]:
    """Return the names of staff members."""
    rows = db.session.execute(select(User.id, User.name).where(User.id.in_(ids)))
    return {number: name for number, name in rows}  # noqa: C416


def _acts(user: User, scope: Scope) -> Select[int | None, str, int]:
    statement = select(Event.actor_id, Event.kind, func.count()).where(
        Event.at >= scope.begin, Event.at < scope.end, Event.actor_id.is_not(None)
    )
    conditions = narrowed(user, scope)
    # Without other conditions, the index of the events alone answers this.
    if len(conditions) > 1 or team_role_of(user):
        statement = statement.join(Application, Application.id == Event.application_id).where(*conditions)
        if scope.department:
            statement = statement.join(Posting, Posting.id == Application.posting_id)
    return statement.group_by(Event.actor_id, Event.kind)
