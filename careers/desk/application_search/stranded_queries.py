"""Applications still active in closed postings: a decision was undone, or they were kept at closing."""

from typing import Any

from sqlalchemy import ColumnElement, Select, select

from careers.applications.models import Application
from careers.database import db
from careers.desk.application_search.filters import ACTIVE, ApplicationFilter
from careers.postings.models import CLOSED, Posting
from careers.search.plan import in_this_order

# The most posting ids that are written out.
MAX_POSTINGS = 200


def stranded_applications(*columns: Any) -> Select[Any]:
    """Return a statement for columns of the active applications for closed postings.

    It starts with the postings: for each, the index shows whether any are left, which is rare.
    """
    statement = select(*columns).select_from(Posting)
    statement = statement.join(Application, Application.posting_id == Posting.id)
    left = Posting.state == CLOSED, Application.disposition.is_(None)
    return in_this_order(statement.where(*left))


def is_in_closed(wanted: ApplicationFilter) -> ColumnElement[bool]:
    """Return the condition that the application's posting is closed."""
    if wanted.disposition == ACTIVE:
        few = db.session.scalars(_postings_with_left().limit(MAX_POSTINGS + 1)).all()
        if len(few) <= MAX_POSTINGS:
            return Application.posting_id.in_(few)
    closed = select(Posting.id).where(Posting.id == Application.posting_id, Posting.state == CLOSED)
    return closed.correlate(Application).scalar_subquery().is_not(None)


def _postings_with_left() -> Select[Any]:
    active = select(Application.id).where(Application.posting_id == Posting.id, Application.disposition.is_(None))
    has_active = active.limit(1).correlate(Posting).scalar_subquery().is_not(None)
    return select(Posting.id).where(Posting.state == CLOSED, has_active)
