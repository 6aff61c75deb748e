"""Which postings' applications a member of staff reaches: all, or those of postings on whose hiring team they are.

The postings themselves are seen by more people: ``queries.visible_to``.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, or_, select, true

from careers.accounts.models import User
from careers.database import db
from careers.postings.models import HIRING_MANAGER, INTERVIEWER, PUBLISHED, HiringTeamMember, Posting
from careers.postings.staff.queries import MAX_CHOICES
from careers.security import Role

# The place on a posting's hiring team through which a role reaches its applications; other roles reach all.
PLACES = {Role.HIRING_MANAGER: HIRING_MANAGER, Role.INTERVIEWER: INTERVIEWER}


def place_of(user: User) -> str | None:
    """The place on hiring teams through which this person reaches applications; None for whoever reaches all."""
    return PLACES.get(Role(user.role))


def reached_ids(user: User, place: str) -> Select[int]:
    """The ids of the postings on whose hiring team this person has the place, to select from or to narrow."""
    return select(HiringTeamMember.posting_id).where(
        HiringTeamMember.user_id == user.id, HiringTeamMember.role == place
    )


def is_reached(user: User) -> ColumnElement[bool]:
    """The condition for the postings whose applications this person may see."""
    place = place_of(user)
    return true() if place is None else Posting.id.in_(reached_ids(user, place))


def reaches(user: User, posting_id: int) -> bool:
    """Whether this person may see applications for the posting."""
    place = place_of(user)
    if place is None:
        return True
    member = db.session.get(HiringTeamMember, (posting_id, user.id))
    return member is not None and member.role == place


def posting_choices(user: User, chosen: int | None) -> list[tuple[int, str]]:
    """Published postings whose applications this member of staff may see, by title, and the chosen one."""
    statement = select(Posting.id, Posting.title).where(or_(Posting.state == PUBLISHED, Posting.id == chosen))
    # The chosen one first, so that the limit never cuts it off.
    ordered = statement.order_by((Posting.id == chosen).desc(), Posting.title, Posting.id)
    return _by_title(ordered.where(is_reached(user)))


def newest_choices(user: User, chosen: int | None) -> list[tuple[int, str]]:
    """The newest postings whose applications this member of staff may see, with the chosen one, by title."""
    statement = select(Posting.id, Posting.title).where(is_reached(user))
    return _by_title(statement.order_by((Posting.id == chosen).desc(), Posting.id.desc()))


def titles_of(user: User, posting_ids: Sequence[int]) -> list[tuple[int, str]]:
    """The titles of those postings whose applications this member of staff may see, with their ids."""
    statement = select(Posting.id, Posting.title).where(Posting.id.in_(posting_ids), is_reached(user))
    return [(number, title) for number, title in db.session.execute(statement)] if posting_ids else []


def _by_title(statement: Select[int, str]) -> list[tuple[int, str]]:
    """The first ``MAX_CHOICES`` of these ids and titles, sorted as people look for them."""
    rows = [(number, title) for number, title in db.session.execute(statement.limit(MAX_CHOICES))]
    return sorted(rows, key=lambda row: (row[1].casefold(), row[0]))
