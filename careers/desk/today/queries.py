"""Queries for Today.

Each list is found as ids first. Then the applications of all lists are loaded together, with only the columns that
rows show.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, literal, select, union_all

from careers.accounts.models import User
from careers.applications.messages.models import Message
from careers.applications.models import Application
from careers.applications.presenters import alias
from careers.company.stages.models import FIRST_STAGE
from careers.database import db
from careers.desk.today.assignment_queries import AssignedApplications
from careers.desk.today.visible_queries import (
    active_of,
    reply_dates_by_posting,
    stranded_of,
)
from careers.pipeline.blind_review.queries import redacted_among
from careers.pipeline.deadlines.queries import DUE_SOON, OVERDUE, is_due
from careers.pipeline.visibility.queries import team_role_of, visible_row_by_row
from careers.postings.models import Posting

# Counting and grouping stop here, so that the page costs the same whatever the backlog.
MAX_COUNTED, MAX_SOON, MAX_NEW = 1_000, 100, 2_000


@dataclass(frozen=True)
class Shown:
    """What a row shows of an application: the name or alias, the posting, and the due date."""

    id: int
    name: str
    posting: str
    reply_due_at: datetime


@dataclass(frozen=True)
class NewApplications:
    """How many applications for a posting nobody has moved or decided yet."""

    posting_id: int
    title: str
    count: int


def new_counts_by_posting(posting_ids: Collection[int]) -> Mapping[int, int]:
    """Return the number of applications without a disposition for each posting that has any."""
    statement = (
        select(Application.posting_id, func.count())
        .where(Application.posting_id.in_(posting_ids), Application.disposition.is_(None))
        .group_by(Application.posting_id)
    )
    return {row[0]: row[1] for row in db.session.execute(statement)}


def new_by_posting(user: User, limit: int, asked: AssignedApplications | None = None) -> list[NewApplications]:
    """Return the postings with new applications, most first.

    For users who see all postings, only the newest ``MAX_NEW`` applications count. Here and below, ``asked`` are an
    interviewer's assigned applications.
    """
    if asked is not None:
        most = sorted(asked.new.items(), key=lambda item: (-item[1], item[0]))[:limit]
        titles = _titles([posting_id for posting_id, _ in most])
        return [NewApplications(posting_id, titles[posting_id], count) for posting_id, count in most]
    counted, count = _new_counts(user), func.count().label("new")
    number = counted.selected_columns.posting_id
    grouped = counted.add_columns(count).group_by(number).order_by(count.desc(), number).limit(limit)
    found = grouped.subquery()
    statement = select(Posting.id, Posting.title, found.c.new).join(found, found.c.posting_id == Posting.id)
    rows = db.session.execute(statement.order_by(found.c.new.desc(), Posting.id))
    return [NewApplications(*row) for row in rows]


@dataclass(frozen=True)
class DueApplications:
    """The active applications with overdue replies, the longest overdue first, with their number up to one
    more than ``MAX_COUNTED``; and those due by the next working day, the earliest first, at most one more
    than ``MAX_SOON``. ``left_count``: those active in closed postings, counted like the overdue ones.
    """

    late: Sequence[int]
    late_count: int
    soon: Sequence[int]
    left_count: int = 0


def due_ids(user: User, limit: int, asked: AssignedApplications | None = None) -> DueApplications:
    """Return overdue replies and those due soon, in two or three queries; at most ``limit`` overdue ones."""
    if asked is not None:
        return DueApplications(asked.late[:limit], len(asked.late), asked.soon[: MAX_SOON + 1])
    columns = Application.id, Application.reply_due_at
    active = active_of(user, *columns)
    late_count, left_count = _counts(active.where(is_due(OVERDUE)), stranded_of(user, Application.id))
    all_late, all_soon = active, active
    if (place := team_role_of(user)) is not None:
        all_late, all_soon = _of_own(user, place, limit, *columns)
    order = Application.reply_due_at, Application.id
    late = all_late.where(is_due(OVERDUE)).order_by(*order).limit(limit).subquery()
    soon = all_soon.where(is_due(DUE_SOON)).order_by(*order).limit(MAX_SOON + 1).subquery()
    both = union_all(select(late, literal(OVERDUE).label("kind")), select(soon, literal(DUE_SOON).label("kind")))
    found = db.session.execute(both.order_by("reply_due_at", "id")).all()
    ids = {kind: [row.id for row in found if row.kind == kind] for kind in (OVERDUE, DUE_SOON)}
    return DueApplications(ids[OVERDUE], late_count, ids[DUE_SOON], left_count)


@dataclass(frozen=True)
class UnreadReply:
    """A message from a candidate that no staff member has read."""

    application_id: int
    at: datetime


def capped_count(count: int) -> str:
    """Return a number counted up to one more than ``MAX_COUNTED`` as text; empty for zero."""
    return f"more than {MAX_COUNTED:,}" if count > MAX_COUNTED else str(count or "")


def unread_replies(user: User, limit: int) -> list[UnreadReply]:
    """Return unread messages from candidates, the longest waiting first."""
    statement = (
        select(Message.application_id, Message.created_at)
        .join(Application, Application.id == Message.application_id)
        .where(Message.read_at.is_(None), visible_row_by_row(user))
    )
    return [UnreadReply(*row) for row in db.session.execute(statement.order_by(Message.id).limit(limit))]


def shown_applications(user: User, application_ids: Collection[int]) -> Mapping[int, Shown]:
    """Return the applications with these ids by id, with what a row shows."""
    if not application_ids:
        return {}
    reveal_columns = Posting.blind_review, Application.identity_revealed_at
    columns = Application.id, Application.name, Application.reference, Posting.title
    statement = select(*columns, Application.reply_due_at, *reveal_columns).join(Application.posting)
    rows = db.session.execute(statement.where(Application.id.in_(set(application_ids)))).all()
    redacted = redacted_among(user, [(row[0], *row[5:]) for row in rows])
    return {
        number: Shown(number, alias(reference) if number in redacted else name, posting, due)
        for number, name, reference, posting, due, *_ in rows
    }


def _counts(*statements: Select[Any]) -> tuple[int, ...]:
    few = (statement.limit(MAX_COUNTED + 1).subquery() for statement in statements)
    counts = (select(func.count()).select_from(rows).scalar_subquery() for rows in few)
    return tuple(int(count) for count in db.session.execute(select(*counts)).one())


def _of_own(user: User, place: str, limit: int, *columns: Any) -> tuple[Select[Any], Select[Any]]:
    # If the first ``limit`` postings are due by some time, so are the longest overdue applications of all postings.
    found = reply_dates_by_posting(user, place)
    ahead = _within([posting_id for posting_id, _, is_ahead in found if is_ahead], *columns)
    if len(found) < limit:
        return _within([posting_id for posting_id, *_ in found], *columns), ahead
    until = sorted(first for _, first, _ in found)[limit - 1]
    late = _within([posting_id for posting_id, first, _ in found if first <= until], *columns)
    return late.where(Application.reply_due_at <= until), ahead


def _within(posting_ids: Collection[int], *columns: Any) -> Select[Any]:
    # Written out as ids: the index is then entered at the given time for each.
    active = Application.posting_id.in_(posting_ids), Application.disposition.is_(None)
    return select(*columns).where(*active)


def _new_counts(user: User) -> Select[Any]:
    new = active_of(user, Application.posting_id)
    new = new.where(Application.stage == FIRST_STAGE)
    if team_role_of(user) is not None:
        return new
    newest = new.add_columns(Application.id).order_by(Application.id.desc()).limit(MAX_NEW).subquery()
    return select(newest.c.posting_id)


def _titles(posting_ids: Collection[int]) -> Mapping[int, str]:
    statement = select(Posting.id, Posting.title).where(Posting.id.in_(posting_ids))
    return {number: title for number, title in db.session.execute(statement)}  # noqa: C416
