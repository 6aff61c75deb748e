"""Applicants who are still active although their posting is closed: a decision was taken back, or they were kept."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, select

from careers.applications.access_paths import BY_POSTING, read_by
from careers.applications.models import Application
from careers.database import db
from careers.desk.application_search.filters import ACTIVE, ApplicationFilter
from careers.postings.models import CLOSED, Posting
from careers.search.plan import in_this_order

# So many postings are named one by one.
MAX_POSTINGS = 200


def stranded_applications(*columns: Any) -> Select[Any]:
    """A statement for columns of the active applications for closed postings.

    It begins with the postings: an index says of each whether anybody is left, which is as good as never.
    """
    statement = select(*columns).select_from(Posting)
    statement = statement.join(Application, Application.posting_id == Posting.id)
    left = Posting.state == CLOSED, Application.disposition.is_(None)
    return in_this_order(read_by(BY_POSTING, statement.where(*left), Application))


def is_in_closed(wanted: ApplicationFilter) -> ColumnElement[bool]:
    """The condition that the posting of an application is closed."""
    if wanted.disposition == ACTIVE:
        few = db.session.scalars(_postings_with_left().limit(MAX_POSTINGS + 1)).all()
        if len(few) <= MAX_POSTINGS:
            return Application.posting_id.in_(few)
    closed = select(Posting.id).where(Posting.id == Application.posting_id, Posting.state == CLOSED)
    return closed.correlate(Application).scalar_subquery().is_not(None)


def _postings_with_left() -> Select[Any]:
    one: Any = select(Application.id).where(
        Application.posting_id == Posting.id, Application.disposition.is_(None)
    )
    one = read_by(BY_POSTING, one.limit(1), Application).correlate(Posting).scalar_subquery()
    return select(Posting.id).where(Posting.state == CLOSED, one.is_not(None))
