"""What visitors may see of the postings: the open ones, and that a closed one was there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, or_, select
from sqlalchemy.orm import joinedload, selectinload

from careers.clock import now
from careers.database import db
from careers.postings.models import DRAFT, HIRING_MANAGER, NEVER, PUBLISHED, HiringTeamMember, Posting

# More than a person reads through in one list.
MAX_TITLES = 500


def is_open() -> ColumnElement[bool]:
    """The condition that ``Posting.is_open`` asks of one row, for queries; without the general application."""
    return and_(
        Posting.state == PUBLISHED,
        Posting.is_general.is_(None),
        or_(Posting.valid_through.is_(None), Posting.valid_through > now()),
    )


def with_places(statement: Select[Any]) -> Select[Any]:
    """A statement that selects postings, which then come with their department and locations."""
    return statement.options(joinedload(Posting.department, innerjoin=True), selectinload(Posting.locations))


def newest_postings(limit: int) -> Sequence[Posting]:
    """The open postings that were published last."""
    statement = select(Posting).where(is_open()).order_by(Posting.date_posted.desc(), Posting.id.desc())
    return db.session.scalars(with_places(statement).limit(limit)).all()


def similar_postings(posting: Posting, limit: int = 4) -> Sequence[Posting]:
    """Open postings of the same role first, then of the same department, then the newest others."""
    likeness = [(Posting.role_id == posting.role_id, 2)] if posting.role_id is not None else []
    same = case(*likeness, (Posting.department_id == posting.department_id, 1), else_=0).desc()
    statement = select(Posting).where(is_open(), Posting.id != posting.id)
    return db.session.scalars(
        with_places(statement).order_by(same, Posting.date_posted.desc(), Posting.id.desc()).limit(limit)
    ).all()


def public_posting(posting_id: int) -> Posting | None:
    """A posting that is or was published, with all that its page shows; None for drafts and unknown ids."""
    statement = select(Posting).where(
        Posting.id == posting_id, Posting.state != DRAFT, Posting.is_general.is_(None)
    )
    texts = (selectinload(Posting.sections), selectinload(Posting.criteria), joinedload(Posting.role))
    return db.session.scalar(with_places(statement).options(*texts))


def general_posting() -> Posting | None:
    """What applications that name no position are filed under, with its texts; None where it is not shown yet."""
    statement = select(Posting).where(Posting.is_general.is_(True), Posting.state != DRAFT)
    return db.session.scalar(with_places(statement).options(selectinload(Posting.sections)))


def is_general_open() -> bool:
    """Whether applications that name no position are taken."""
    statement = select(Posting.id).where(Posting.is_general.is_(True), Posting.state == PUBLISHED)
    return db.session.scalar(statement) is not None


def open_titles(limit: int = MAX_TITLES) -> list[tuple[int, str]]:
    """The postings that take applications, by title; the general application last."""
    takes = or_(is_open(), and_(Posting.is_general.is_(True), Posting.state == PUBLISHED))
    newest = select(Posting.id, Posting.title, Posting.is_general).where(takes)
    rows = db.session.execute(
        newest.order_by(Posting.date_posted.desc(), Posting.id.desc()).limit(limit)
    ).all()
    return [
        (row[0], row[1]) for row in sorted(rows, key=lambda row: (bool(row[2]), row[1].casefold(), row[0]))
    ]


def open_posting(posting_id: int) -> Posting | None:
    """A posting that takes applications, the general application included; None for any other."""
    posting = db.session.get(Posting, posting_id)
    return posting if posting is not None and posting.is_open() else None


def team_to_tell(posting_id: int) -> Sequence[HiringTeamMember]:
    """Who on a posting's team works here still and wants to be told of applications."""
    statement = select(HiringTeamMember).where(
        HiringTeamMember.posting_id == posting_id, HiringTeamMember.notify != NEVER
    )
    return [member for member in db.session.scalars(statement) if member.user.is_active]


def hiring_managers(posting_id: int) -> Sequence[HiringTeamMember]:
    """The hiring managers of a posting who still work here."""
    statement = select(HiringTeamMember).filter_by(posting_id=posting_id, role=HIRING_MANAGER)
    return [member for member in db.session.scalars(statement) if member.user.is_active]


def general_posting_id() -> int | None:
    """The id of the general application, whatever its state; None where nobody has begun with one."""
    return db.session.scalar(select(Posting.id).where(Posting.is_general.is_(True)))
