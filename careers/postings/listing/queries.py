"""The open postings that match a filter: a page of them, their number, and counts for each option."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVarTuple

from sqlalchemy import ColumnElement, Select, func, or_, select

from careers.company.models import Department, Location
from careers.database import db
from careers.postings.listing.facet_queries import FacetCount
from careers.postings.listing.filters import PostingFilter
from careers.postings.models import Posting, posting_locations
from careers.postings.pay_queries import pays_at_least, yearly_pay
from careers.postings.queries import is_open, with_places
from careers.postings.search_index import POSTING_TEXTS
from careers.search.matching import matching, relevance
from careers.search.query_timeout import with_timeout

PAGE_SIZE = 25
MAX_TEXTS = 500
Columns = TypeVarTuple("Columns")

_WORKPLACES: dict[str, ColumnElement[bool]] = {
    "remote": Posting.is_remote.is_(True),
    "hybrid": Posting.office_mode == "hybrid",
    "on_site": Posting.office_mode == "on_site",
}


def open_postings(posting_filter: PostingFilter, *, page: int = 1, size: int = PAGE_SIZE) -> Sequence[Posting]:
    """Return a page of the open postings that match, in the order the filter names."""
    newest = (Posting.date_posted.desc(), Posting.id.desc())
    statement = select(Posting).where(is_open(), *_filtered(posting_filter))
    ranked = relevance(posting_filter.query, POSTING_TEXTS) if posting_filter.order == "relevance" else None
    if ranked is not None:
        statement = statement.join(ranked, ranked.c.owner_id == Posting.id)
        statement = statement.order_by(ranked.c.score.desc(), *newest)
    else:
        statement = statement.where(matching(posting_filter.query, POSTING_TEXTS, Posting.id))
        best_paid = (yearly_pay().is_(None), yearly_pay().desc())
        statement = statement.order_by(*(best_paid if posting_filter.order == "pay" else ()), *newest)
    return db.session.scalars(with_timeout(with_places(statement).limit(size).offset((page - 1) * size))).all()


def opened_postings(posting_filter: PostingFilter, since: datetime, without: Select[int], limit: int) -> Sequence[int]:
    """Return the ids of matching postings that opened or reopened after ``since``, the newest first.

    ``without`` selects the ids to leave out.
    """
    statement = _matched(select(Posting.id), posting_filter)
    statement = statement.where(Posting.opened_at >= since, Posting.id.not_in(without))
    return db.session.scalars(
        with_timeout(statement.order_by(Posting.opened_at.desc(), Posting.id.desc()).limit(limit))
    ).all()


def open_count(posting_filter: PostingFilter) -> int:
    """Return how many open postings match."""
    statement = _matched(select(func.count()).select_from(Posting), posting_filter)
    return db.session.scalar(with_timeout(statement)) or 0


def facet_counts(posting_filter: PostingFilter) -> list[FacetCount]:
    """Return the numbers of matching postings by department, type, and workplace, ignoring filters on these."""
    columns = (Department.slug, Posting.employment_type, Posting.is_remote, Posting.office_mode)
    statement = select(*columns, func.count()).select_from(Posting)
    statement = statement.join(Department, Department.id == Posting.department_id)
    for name in ("department", "type", "workplace"):
        posting_filter = posting_filter.without(name)
    counted = with_timeout(_matched(statement, posting_filter).group_by(*columns))
    return [FacetCount(*row) for row in db.session.execute(counted)]


def location_counts(posting_filter: PostingFilter) -> dict[str, int]:
    """Return the number of matching postings by location, ignoring filters on locations."""
    statement = select(Location.slug, func.count()).select_from(Posting)
    statement = statement.join(posting_locations, posting_locations.c.posting_id == Posting.id)
    statement = statement.join(Location, Location.id == posting_locations.c.location_id)
    counted = with_timeout(_matched(statement, posting_filter.without("location")).group_by(Location.slug))
    return {slug: count for slug, count in db.session.execute(counted)}  # noqa: C416


def visible_words() -> list[str]:
    """Return the titles, teams, and summaries of the newest open postings, to find spelling suggestions in."""
    statement = select(Posting.title, Department.name, Posting.summary)
    statement = statement.join(Department, Department.id == Posting.department_id).where(is_open())
    newest = statement.order_by(Posting.date_posted.desc(), Posting.id.desc()).limit(MAX_TEXTS)
    return [text for row in db.session.execute(newest) for text in row]


def _matched(statement: Select[*Columns], posting_filter: PostingFilter) -> Select[*Columns]:
    return statement.where(
        is_open(), *_filtered(posting_filter), matching(posting_filter.query, POSTING_TEXTS, Posting.id)
    )


def _filtered(posting_filter: PostingFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if values := posting_filter.filters.get("department"):
        ids = select(Department.id).where(Department.slug.in_(values))
        conditions.append(Posting.department_id.in_(ids))
    if values := posting_filter.filters.get("location"):
        conditions.append(Posting.locations.any(Location.slug.in_(values)))
    if values := posting_filter.filters.get("type"):
        conditions.append(Posting.employment_type.in_(values))
    if values := posting_filter.filters.get("workplace"):
        conditions.append(or_(*(_WORKPLACES[key] for key in values)))
    if posting_filter.pay_min:
        conditions.append(pays_at_least(posting_filter.pay_min))
    return conditions
