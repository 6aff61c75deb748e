"""What staff may see of the postings, and which of them they may change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import abort
from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, joinedload, load_only, selectinload

from careers.accounts.models import User
from careers.audit.models import AuditEntry
from careers.clock import now
from careers.database import db
from careers.postings.models import DRAFT, HIRING_MANAGER, PUBLISHED, HiringTeamMember, Posting
from careers.postings.queries import is_open
from careers.postings.schedule.models import PostingSchedule
from careers.security import Permission, is_allowed

PAGE_SIZE = 50
MAX_CHOICES = 300
# Who saved in between matters to somebody whose page is still open, not for ever: the record is large.
CONFLICT_WINDOW = timedelta(days=30)


@dataclass(frozen=True)
class PostingsPage:
    """Some postings, newest first, whether older ones follow, and when which of them are published by themselves."""

    postings: Sequence[Posting]
    has_older: bool
    hours: Mapping[int, datetime]


def visible_to(user: User) -> ColumnElement[bool]:
    """The condition for the postings that this member of staff may see."""
    if is_allowed(user, Permission.PUBLISH_POSTINGS):
        return true()
    if not is_allowed(user, Permission.READ_POSTINGS):
        return Posting.id.is_(None)
    return or_(_is_own_draft(user), Posting.team.any(HiringTeamMember.user_id == user.id))


def can_edit(user: User, posting: Posting) -> bool:
    """Whether this member of staff may change the posting and its team: publishers all, others their own drafts."""
    if is_allowed(user, Permission.PUBLISH_POSTINGS):
        return True
    is_own_draft = posting.state == DRAFT and posting.created_by_id == user.id
    return is_own_draft and is_allowed(user, Permission.DRAFT_POSTINGS)


def posting_for(user: User, posting_id: int) -> Posting:
    """The posting with all that its screens show; 404 where this member of staff may not see it."""
    statement = select(Posting).where(Posting.id == posting_id, visible_to(user))
    posting = db.session.scalar(
        statement.options(
            joinedload(Posting.department, innerjoin=True),
            selectinload(Posting.locations),
            selectinload(Posting.sections),
            selectinload(Posting.criteria),
            selectinload(Posting.team),
        ).execution_options(populate_existing=True)
    )
    if posting is None:
        abort(404)
    return posting


def posting_by_id(posting_id: int) -> Posting | None:
    """The posting of that number, whatever its state; None where there is none."""
    return db.session.get(Posting, posting_id)


def open_posting_choices() -> list[tuple[int, str]]:
    """The postings that take applications now, by title; the general application is none."""
    statement = select(Posting.id, Posting.title).where(is_open())
    rows = db.session.execute(statement.order_by(Posting.title, Posting.id).limit(MAX_CHOICES))
    return [(row[0], row[1]) for row in rows]


def postings_page(
    user: User,
    state: str | None = None,
    before: int | None = None,
    size: int = 0,
    *,
    only: Sequence[InstrumentedAttribute[Any]] = (),
) -> PostingsPage:
    """One page of the postings that this member of staff may see, newest first; ``before`` is the last id seen.

    ``only``: the columns of each that are needed, where they are not all.
    """
    size = size or PAGE_SIZE
    statement = (
        select(Posting, PostingSchedule.publish_at)
        .outerjoin(PostingSchedule, PostingSchedule.posting_id == Posting.id)
        .where(visible_to(user))
    )
    if state:
        statement = statement.where(Posting.state == state)
    if before:
        statement = statement.where(Posting.id < before)
    # Not an inner join, although there always is one: MariaDB would begin with the departments, and sort everything.
    statement = statement.options(joinedload(Posting.department), selectinload(Posting.locations))
    if only:
        statement = statement.options(load_only(*only))
    rows = db.session.execute(statement.order_by(Posting.id.desc()).limit(size + 1)).all()
    found, hours = [posting for posting, _ in rows], {posting.id: at for posting, at in rows if at}
    return PostingsPage(found[:size], len(found) > size, hours)


def state_counts(user: User) -> Mapping[str, int]:
    """How many postings of each state this member of staff may see."""
    statement = select(Posting.state, func.count()).where(visible_to(user)).group_by(Posting.state)
    return {row[0]: row[1] for row in db.session.execute(statement)}


def postings_without_manager(user: User, limit: int) -> Sequence[Posting]:
    """Published postings of whose applications no hiring manager is told."""
    manager = Posting.team.any(
        and_(HiringTeamMember.role == HIRING_MANAGER, HiringTeamMember.user.has(User.is_active))
    )
    statement = select(Posting).where(visible_to(user), Posting.state == PUBLISHED, ~manager)
    return db.session.scalars(statement.order_by(Posting.id).limit(limit)).all()


def postings_ending_before(user: User, instant: datetime, limit: int) -> Sequence[Posting]:
    """Published postings whose last day to apply is over before ``instant``, the first to end first; ended ones too."""
    is_ending = and_(Posting.state == PUBLISHED, Posting.valid_through < instant)
    statement = select(Posting).where(visible_to(user), is_ending)
    return db.session.scalars(statement.order_by(Posting.valid_through, Posting.id).limit(limit)).all()


def postings_scheduled(user: User, limit: int) -> Sequence[tuple[Posting, datetime]]:
    """Drafts that are published by themselves, with their hours, the next first."""
    statement = (
        select(Posting, PostingSchedule.publish_at)
        .join(PostingSchedule, PostingSchedule.posting_id == Posting.id)
        .where(visible_to(user))
        .order_by(PostingSchedule.publish_at, Posting.id)
    )
    return [(posting, at) for posting, at in db.session.execute(statement.limit(limit))]


def saves_since(posting: Posting, version: int) -> Sequence[AuditEntry]:
    """Who saved the posting after ``version``, within the last month, the first first."""
    about = (AuditEntry.object_kind == "posting", AuditEntry.object_id == posting.id)
    statement = select(AuditEntry).where(AuditEntry.at > now() - CONFLICT_WINDOW, *about)
    entries = db.session.scalars(statement.order_by(AuditEntry.id)).all()
    return [entry for entry in entries if entry.details.get("version", 0) > version]


def _is_own_draft(user: User) -> ColumnElement[bool]:
    return and_(Posting.state == DRAFT, Posting.created_by_id == user.id)
