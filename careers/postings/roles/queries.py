"""Read role overviews, and the open postings of each role."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from careers.database import db
from careers.postings.models import Posting, RoleOverview
from careers.postings.queries import is_open, with_places


@dataclass(frozen=True)
class RolePosting:
    """The fields of an open posting that statistics need; pay is in minor units of its currency."""

    role_id: int | None
    low: int | None
    high: int | None
    currency: str
    unit: str
    degree_required: bool


def role_overviews() -> Sequence[RoleOverview]:
    """Return all role overviews by title, without their texts."""
    return db.session.scalars(select(RoleOverview).order_by(RoleOverview.title, RoleOverview.id)).all()


def role_by_slug(slug: str) -> RoleOverview | None:
    """Return the role overview with this slug and its sections, or None."""
    statement = select(RoleOverview).filter_by(slug=slug)
    return db.session.scalar(statement.options(selectinload(RoleOverview.sections)))


def role_by_id(role_id: int) -> RoleOverview | None:
    """Return the role overview and its sections as the database has them now, or None."""
    statement = select(RoleOverview).filter_by(id=role_id).options(selectinload(RoleOverview.sections))
    return db.session.scalar(statement.execution_options(populate_existing=True))


def role_postings(role_id: int | None = None, *, besides: int | None = None) -> list[RolePosting]:
    """Return the open postings of a role, or of all roles; ``besides`` is a posting to leave out."""
    columns = (Posting.role_id, Posting.base_salary_min, Posting.base_salary_max)
    pay_and_degree = (Posting.base_salary_currency, Posting.base_salary_unit, Posting.degree_required)
    in_role = Posting.role_id.is_not(None) if role_id is None else Posting.role_id == role_id
    statement = select(*columns, *pay_and_degree).where(is_open(), in_role)
    if besides is not None:
        statement = statement.where(Posting.id != besides)
    return [RolePosting(*row) for row in db.session.execute(statement)]


def newest_postings_of_role(role_id: int, limit: int) -> Sequence[Posting]:
    """Return the newest open postings of a role."""
    statement = select(Posting).where(is_open(), Posting.role_id == role_id)
    newest = statement.order_by(Posting.date_posted.desc(), Posting.id.desc())
    return db.session.scalars(with_places(newest).limit(limit)).all()
