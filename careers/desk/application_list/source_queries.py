"""The sources that the filter offers."""

from collections.abc import Sequence

from sqlalchemy import select

from careers.accounts.models import User
from careers.applications.models import Application
from careers.database import db
from careers.pipeline.blind_review.queries import blind_posting_ids

MAX_SOURCES = 100


def known_sources(user: User) -> Sequence[str]:
    """Return the sources of the applications that the user can see; empty if there are too many for a list.

    For blind reviewers, only sources of postings that aren't reviewed blind.
    """
    statement = select(Application.source).distinct().order_by(Application.source).limit(MAX_SOURCES)
    if not (blind := blind_posting_ids(user)):
        return db.session.scalars(statement).all()
    known = statement.subquery()
    open_one = select(Application.id).where(Application.source == known.c.source, Application.posting_id.not_in(blind))
    is_open = open_one.limit(1).correlate(known).scalar_subquery().is_not(None)
    return db.session.scalars(select(known.c.source).where(is_open).order_by(known.c.source)).all()
