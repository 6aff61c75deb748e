"""Open postings for feeds and the sitemap, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, select
from sqlalchemy.orm import joinedload, selectinload, subqueryload

from careers.database import db
from careers.postings.models import Posting, PostingSection
from careers.postings.queries import is_open, with_places

PAGE_SIZE = 250
CHECKED_PAGE_SIZE = 25
# A sitemap holds 50,000 URLs (sitemaps.org); the rest is for other pages.
MAX_IN_SITEMAP = 49_000


@dataclass(frozen=True)
class FeedPage:
    """A page of open postings, newest first, and whether more follow."""

    postings: Sequence[Posting]
    has_next: bool


def feed_page(page: int) -> FeedPage:
    """Return a page of the open postings, newest first; pages count from 1."""
    statement = select(Posting).where(is_open()).order_by(Posting.date_posted.desc(), Posting.id.desc())
    statement = statement.limit(PAGE_SIZE + 1).offset((page - 1) * PAGE_SIZE)
    postings = db.session.scalars(with_places(statement)).all()
    return FeedPage(postings[:PAGE_SIZE], len(postings) > PAGE_SIZE)


def all_open_postings() -> Sequence[Posting]:
    """Return all open postings with department and locations, in three queries."""
    # selectinload would run a query for every 500 postings.
    loaded = (joinedload(Posting.department, innerjoin=True), subqueryload(Posting.locations))
    return db.session.scalars(select(Posting).where(is_open()).options(*loaded).order_by(Posting.id)).all()


def open_texts() -> Mapping[int, Mapping[str, str]]:
    """Return the HTML of every open posting's sections by name, in one query."""
    columns = (PostingSection.posting_id, PostingSection.name, PostingSection.html)
    statement = select(*columns).join(Posting, Posting.id == PostingSection.posting_id).where(is_open())
    texts: dict[int, dict[str, str]] = defaultdict(dict)
    for posting_id, name, html in db.session.execute(statement):
        texts[posting_id][name] = html
    return texts


def open_addresses() -> Sequence[Row[int, str, datetime]]:
    """Return id, slug, and time of the last edit of the open postings."""
    statement = select(Posting.id, Posting.slug, Posting.updated_at).where(is_open())
    return db.session.execute(statement.order_by(Posting.id.desc()).limit(MAX_IN_SITEMAP)).all()


def postings_to_check(before: int | None = None) -> FeedPage:
    """Return some open postings with their texts, newest first; ``before`` is the last id seen."""
    statement = select(Posting).where(is_open()).options(selectinload(Posting.sections))
    if before:
        statement = statement.where(Posting.id < before)
    statement = with_places(statement).order_by(Posting.id.desc()).limit(CHECKED_PAGE_SIZE + 1)
    postings = db.session.scalars(statement).all()
    return FeedPage(postings[:CHECKED_PAGE_SIZE], len(postings) > CHECKED_PAGE_SIZE)
