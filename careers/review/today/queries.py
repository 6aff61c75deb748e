"""What waits for somebody: the questions behind the first page of the back office."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload, load_only

from careers.accounts.models import User
from careers.applications.letters.models import Letter
from careers.applications.models import Application
from careers.clock import now
from careers.company.stages.models import FIRST_STAGE
from careers.database import db
from careers.postings.models import Posting
from careers.review.finding.queue import visible_to
from careers.review.veil.queries import lay_veil

# Counting and grouping stop here: the page costs the same whatever has been left lying.
MOST_COUNTED, MOST_NEW = 1_000, 2_000


@dataclass(frozen=True)
class NewApplications:
    """How many applications for one posting nobody has moved or settled yet."""

    posting_id: int
    title: str
    count: int


def waiting_by_posting(posting_ids: Collection[int]) -> Mapping[int, int]:
    """For each of the postings that has any, the number of applications without a disposition."""
    statement = (
        select(Application.posting_id, func.count())
        .where(Application.posting_id.in_(posting_ids), Application.disposition.is_(None))
        .group_by(Application.posting_id)
    )
    return {row[0]: row[1] for row in db.session.execute(statement)}


def new_by_posting(seen: ColumnElement[bool], limit: int) -> list[NewApplications]:
    """The postings with new applications, most first; of those, the newest ``MOST_NEW`` are looked at.

    Here as below, ``seen`` is the condition for the active applications that somebody may see.
    """
    newest = (
        select(Application.posting_id)
        .where(Application.stage == FIRST_STAGE, seen)
        .order_by(Application.id.desc())
        .limit(MOST_NEW)
        .subquery()
    )
    count = func.count().label("new")
    statement = (
        select(Posting.id, Posting.title, count)
        .select_from(newest)
        .join(Posting, Posting.id == newest.c.posting_id)
        .group_by(Posting.id, Posting.title)
    )
    return [
        NewApplications(*row)
        for row in db.session.execute(statement.order_by(count.desc(), Posting.id).limit(limit))
    ]


def overdue_count(seen: ColumnElement[bool]) -> int:
    """How many active applications were promised an answer by now, counted up to one more than ``MOST_COUNTED``."""
    late = select(Application.id).where(seen, _is_overdue()).limit(MOST_COUNTED + 1).subquery()
    return db.session.scalar(select(func.count()).select_from(late)) or 0


def longest_overdue(user: User, seen: ColumnElement[bool], limit: int) -> Sequence[Application]:
    """The active applications past the day by which an answer was promised, the longest first."""
    statement = select(Application).where(seen, _is_overdue())
    statement = statement.order_by(Application.answer_due_at, Application.id)
    # Not an inner join: the servers would begin with the postings, and sort everything.
    posting = joinedload(Application.posting).options(
        load_only(Posting.id, Posting.title, Posting.stages, Posting.blind_review)
    )
    found = db.session.scalars(statement.options(posting).limit(limit)).all()
    lay_veil(user, found)
    return found


@dataclass(frozen=True)
class Unread:
    """A message from a candidate that nobody on the staff has read."""

    application: Application
    at: datetime


def unread_replies(user: User, limit: int) -> list[Unread]:
    """Messages from candidates that nobody has read, those that have waited longest first."""
    statement = (
        select(Application, Letter.created_at)
        .join(Application, Application.id == Letter.application_id)
        .where(Letter.read_at.is_(None), visible_to(user))
        .options(joinedload(Application.posting, innerjoin=True))
    )
    found = [Unread(*row) for row in db.session.execute(statement.order_by(Letter.id).limit(limit))]
    lay_veil(user, [one.application for one in found])
    return found


def _is_overdue() -> ColumnElement[bool]:
    return Application.answer_due_at < now()
