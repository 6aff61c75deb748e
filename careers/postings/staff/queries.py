"""Read the postings that staff members can see and edit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import abort
from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, joinedload, load_only, selectinload

from careers.accounts.models import User
from careers.audit.kinds import AuditKind
from careers.audit.models import AuditEntry
from careers.clock import now
from careers.database import db
from careers.postings.models import DRAFT, HIRING_MANAGER, PUBLISHED, HiringTeamMember, Posting
from careers.postings.queries import is_open
from careers.postings.schedule.models import PostingSchedule
from careers.security import Permission, is_allowed

PAGE_SIZE = 50
MAX_CHOICES = 300
# Only saves since the page was opened matter, and the audit log is large.
CONFLICT_WINDOW = timedelta(days=30)


@dataclass(frozen=True)
class PostingsPage:
    """A page of postings, newest first, whether older ones follow, and the times of scheduled ones by id."""

    postings: Sequence[Posting]
    has_older: bool
    publish_times: Mapping[int, datetime]


def visible_to(user: User) -> ColumnElement[bool]:
    """Return the condition for the postings that this staff member can see."""
    if is_allowed(user, Permission.PUBLISH_POSTINGS):
        return true()
    if not is_allowed(user, Permission.READ_POSTINGS):
        return Posting.id.is_(None)
    return or_(_is_own_draft(user), Posting.team.any(HiringTeamMember.user_id == user.id))


def can_edit(user: User, posting: Posting) -> bool:
    """Return whether a staff member can edit a posting and its team; who can't publish edits only their own drafts."""
    if is_allowed(user, Permission.PUBLISH_POSTINGS):
        return True
    is_own_draft = posting.state == DRAFT and posting.created_by_id == user.id
    return is_own_draft and is_allowed(user, Permission.DRAFT_POSTINGS)


def posting_for(user: User, posting_id: int) -> Posting:
    """Return the posting with all that its screens show; 404 if this staff member can't see it."""
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
    """Return the posting, whatever its state, or None."""
    return db.session.get(Posting, posting_id)


def open_posting_choices() -> list[tuple[int, str]]:
    """Return (id, title) of the open postings by title, without the general one."""
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
    """Return a page of the postings that this staff member can see; ``before`` is the last id seen.

    ``only`` limits the columns that are loaded.
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
    # Not an inner join, although every posting has a department: MariaDB would start with it and sort all postings.
    statement = statement.options(joinedload(Posting.department), selectinload(Posting.locations))
    if only:
        statement = statement.options(load_only(*only))
    rows = db.session.execute(statement.order_by(Posting.id.desc()).limit(size + 1)).all()
    publish_times = {posting.id: at for posting, at in rows if at}
    return PostingsPage([posting for posting, _ in rows[:size]], len(rows) > size, publish_times)


def state_counts(user: User) -> Mapping[str, int]:
    """Return how many postings of each state this staff member can see."""
    statement = select(Posting.state, func.count()).where(visible_to(user)).group_by(Posting.state)
    return {row[0]: row[1] for row in db.session.execute(statement)}


def postings_without_manager(user: User, limit: int) -> Sequence[Posting]:
    """Return published postings without an active hiring manager."""
    manager = Posting.team.any(and_(HiringTeamMember.role == HIRING_MANAGER, HiringTeamMember.user.has(User.is_active)))
    statement = select(Posting).where(visible_to(user), Posting.state == PUBLISHED, ~manager)
    return db.session.scalars(statement.order_by(Posting.id).limit(limit)).all()


def postings_ending_before(user: User, instant: datetime, limit: int) -> Sequence[Posting]:
    """Return published postings that close before ``instant``, the earliest first, closed ones included."""
    is_ending = and_(Posting.state == PUBLISHED, Posting.valid_through < instant)
    statement = select(Posting).where(visible_to(user), is_ending)
    return db.session.scalars(statement.order_by(Posting.valid_through, Posting.id).limit(limit)).all()


def postings_scheduled(user: User, limit: int) -> Sequence[tuple[Posting, datetime]]:
    """Return scheduled drafts with their times, the next one first."""
    statement = (
        select(Posting, PostingSchedule.publish_at)
        .join(PostingSchedule, PostingSchedule.posting_id == Posting.id)
        .where(visible_to(user))
        .order_by(PostingSchedule.publish_at, Posting.id)
    )
    return [(posting, at) for posting, at in db.session.execute(statement.limit(limit))]


def saves_since(posting: Posting, version: int) -> Sequence[AuditEntry]:
    """Return the audit entries of edits after ``version`` within the last month, earliest first."""
    is_about = (AuditEntry.object_kind == AuditKind.POSTING, AuditEntry.object_id == posting.id)
    statement = select(AuditEntry).where(AuditEntry.at > now() - CONFLICT_WINDOW, *is_about)
    entries = db.session.scalars(statement.order_by(AuditEntry.id)).all()
    return [entry for entry in entries if entry.details.get("version", 0) > version]


def _is_own_draft(user: User) -> ColumnElement[bool]:
    return and_(Posting.state == DRAFT, Posting.created_by_id == user.id)
