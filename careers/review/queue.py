"""Lists of applications: who may see which, the filter, its pages, and the neighbors of one in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, true
from sqlalchemy.orm import joinedload, load_only

from careers.accounts.models import User
from careers.applications.models import HIRED, REJECTED, WITHDRAWN, Application
from careers.database import db
from careers.postings.models import HIRING_MANAGER, INTERVIEWER, PUBLISHED, HiringTeamMember, Posting
from careers.review.assignment_queries import assigned_to
from careers.review.stages import STAGES
from careers.security import Permission, Role, is_allowed

PAGE_SIZE = 50
AROUND = 12
MOST_CHOICES = 300
LARGEST_ID = 2**63 - 1
ACTIVE, ALL = "active", "all"
DISPOSITIONS = (ACTIVE, HIRED, REJECTED, WITHDRAWN, ALL)
# The place on a posting's hiring team through which a role reaches its applications.
REACH = {Role.HIRING_MANAGER: HIRING_MANAGER, Role.INTERVIEWER: INTERVIEWER}


@dataclass(frozen=True)
class Filter:
    """Which applications a list holds; what is not in the tables counts as not asked for."""

    posting: int | None = None
    stage: str | None = None
    disposition: str = ACTIVE

    @property
    def query(self) -> dict[str, Any]:
        """The filter as the query string says it, without what is the default."""
        values = {"posting": self.posting, "stage": self.stage, "disposition": self.disposition}
        return {name: value for name, value in values.items() if value and value != ACTIVE}


@dataclass(frozen=True)
class QueuePage:
    """Some applications, newest first, and whether older ones follow."""

    applications: Sequence[Application]
    has_older: bool


@dataclass(frozen=True)
class Neighbors:
    """The filtered queue around one application: ``newer`` and ``older`` as they stand in the list, newest first."""

    newer: Sequence[Application]
    older: Sequence[Application]


def filter_from(values: Mapping[str, str]) -> Filter:
    """The filter that a query string asks for."""
    posting, stage, disposition = (
        values.get("posting", ""),
        values.get("stage"),
        values.get("disposition", ACTIVE),
    )
    return Filter(
        posting=number_from(posting),
        stage=stage if stage in STAGES else None,
        disposition=disposition if disposition in DISPOSITIONS else ACTIVE,
    )


def number_from(text: str | None) -> int | None:
    """An id out of a query string, or None."""
    if not text or not text.isascii() or not text.isdigit() or len(text) > 19:
        return None
    return int(text) if 0 < int(text) <= LARGEST_ID else None


def visible_to(user: User) -> ColumnElement[bool]:
    """The condition for the applications that this member of staff may see."""
    if not is_allowed(user, Permission.READ_APPLICATIONS):
        return Application.id.is_(None)
    place = REACH.get(Role(user.role))
    if place is None:
        return true()
    reached = Application.posting_id.in_(_postings_of(user, place))
    # Interviewers see of those what they are asked to review.
    return and_(reached, Application.id.in_(assigned_to(user))) if place == INTERVIEWER else reached


def queue_page(user: User, wanted: Filter, before: int | None = None) -> QueuePage:
    """One page of the filtered queue, newest first; ``before`` is the last id of the page before."""
    conditions = _conditions(user, wanted) + ([Application.id < before] if before else [])
    found = db.session.scalars(_rows(*conditions).order_by(Application.id.desc()).limit(PAGE_SIZE + 1)).all()
    return QueuePage(found[:PAGE_SIZE], len(found) > PAGE_SIZE)


def neighbors(user: User, wanted: Filter, application: Application) -> Neighbors:
    """The applications before and after one in the filtered queue, whether it still matches the filter or not."""
    conditions = _conditions(user, wanted)
    newer = _rows(*conditions, Application.id > application.id).order_by(Application.id)
    older = _rows(*conditions, Application.id < application.id).order_by(Application.id.desc())
    return Neighbors(
        newer=list(reversed(db.session.scalars(newer.limit(AROUND)).all())),
        older=db.session.scalars(older.limit(AROUND)).all(),
    )


def posting_choices(user: User, chosen: int | None) -> list[tuple[int, str]]:
    """Published postings whose applications this member of staff may see, by title, and the chosen one."""
    statement = select(Posting.id, Posting.title).where(or_(Posting.state == PUBLISHED, Posting.id == chosen))
    place = REACH.get(Role(user.role))
    if place is not None:
        statement = statement.where(Posting.id.in_(_postings_of(user, place)))
    # The chosen one first, so that the limit never cuts it off.
    ordered = statement.order_by((Posting.id == chosen).desc(), Posting.title, Posting.id).limit(MOST_CHOICES)
    rows = [(number, title) for number, title in db.session.execute(ordered)]
    return sorted(rows, key=lambda row: (row[1].casefold(), row[0]))


def _postings_of(user: User, place: str) -> Select[int]:
    return select(HiringTeamMember.posting_id).where(
        HiringTeamMember.user_id == user.id, HiringTeamMember.role == place
    )


def _rows(*conditions: ColumnElement[bool]) -> Select[Application]:
    posting = joinedload(Application.posting, innerjoin=True).options(load_only(Posting.id, Posting.title))
    return select(Application).where(and_(true(), *conditions)).options(posting)


def _conditions(user: User, wanted: Filter) -> list[ColumnElement[bool]]:
    conditions = [visible_to(user)]
    if wanted.posting:
        conditions.append(Application.posting_id == wanted.posting)
    if wanted.stage:
        conditions.append(Application.stage == wanted.stage)
    if wanted.disposition == ACTIVE:
        conditions.append(Application.disposition.is_(None))
    elif wanted.disposition != ALL:
        conditions.append(Application.disposition == wanted.disposition)
    return conditions
