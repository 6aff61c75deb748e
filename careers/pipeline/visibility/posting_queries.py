"""The postings whose applications a user can see: all, or those on whose hiring team they are.

The postings themselves are visible to more people (postings/staff/queries.py).
"""

from collections.abc import Sequence

from sqlalchemy import Select, or_, select

from careers.accounts.models import User
from careers.database import db
from careers.pipeline.visibility.queries import posting_visible_to
from careers.postings.models import PUBLISHED, Posting
from careers.postings.staff.queries import MAX_CHOICES


def posting_choices(user: User, chosen: int | None) -> list[tuple[int, str]]:
    """Return published postings whose applications the user can see, by title, including the chosen one."""
    statement = select(Posting.id, Posting.title).where(or_(Posting.state == PUBLISHED, Posting.id == chosen))
    # The chosen one first, so that the limit never cuts it off.
    ordered = statement.order_by((Posting.id == chosen).desc(), Posting.title, Posting.id)
    return _by_title(ordered.where(posting_visible_to(user)))


def newest_choices(user: User, chosen: int | None) -> list[tuple[int, str]]:
    """Return the newest postings whose applications the user can see, including the chosen one, by title."""
    statement = select(Posting.id, Posting.title).where(posting_visible_to(user))
    return _by_title(statement.order_by((Posting.id == chosen).desc(), Posting.id.desc()))


def titles_of(user: User, posting_ids: Sequence[int]) -> list[tuple[int, str]]:
    """Return the ids and titles of those postings whose applications the user can see."""
    statement = select(Posting.id, Posting.title).where(Posting.id.in_(posting_ids), posting_visible_to(user))
    return [(number, title) for number, title in db.session.execute(statement)] if posting_ids else []


def _by_title(statement: Select[int, str]) -> list[tuple[int, str]]:
    """Return the first ``MAX_CHOICES`` ids and titles, sorted by title."""
    rows = [(number, title) for number, title in db.session.execute(statement.limit(MAX_CHOICES))]
    return sorted(rows, key=lambda row: (row[1].casefold(), row[0]))
