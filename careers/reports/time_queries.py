"""How long it takes until somebody reads an application, until it is decided, and until somebody is hired."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_

from careers.accounts.models import User
from careers.applications.models import HIRED, REJECTED, Application
from careers.database import db
from careers.reports.duration_queries import Quartiles, quartiles, tenths_between
from careers.reports.filters import Scope
from careers.reports.group_queries import ROW_KEY, bounded, counted, key_of

DECIDED = Application.disposition.in_((HIRED, REJECTED))
# Whoever decides without having opened the page, as with many at once, reviews it then; who opens it later does not.
_UNREAD = or_(Application.first_read_at.is_(None), Application.first_read_at > Application.disposed_at)
REVIEWED_AT = case((and_(DECIDED, _UNREAD), Application.disposed_at), else_=Application.first_read_at)
# What each measure is called, and when it ends; what has not come to that end has no time.
ENDS: dict[str, tuple[str, ColumnElement[Any]]] = {
    "review": ("First review", REVIEWED_AT),
    "decision": ("Decision", case((DECIDED, Application.disposed_at))),
    "hire": ("Hire", case((Application.disposition == HIRED, Application.disposed_at))),
}


def times(user: User, scope: Scope, measure: str) -> tuple[Mapping[Any, Quartiles], Quartiles | None]:
    """The quartiles of one of ``ENDS`` for each row, by its key, and over all rows: one query."""
    _, end = ENDS[measure]
    key, tenths = key_of(user, scope), tenths_between(Application.submitted_at, end).label("tenths")
    statement = counted(user, scope).where(end.is_not(None)).with_only_columns(key, tenths, func.count())
    # By its name: MariaDB does not see that a long expression is the same one once more.
    statement = statement.group_by(ROW_KEY, "tenths")
    rows: dict[Any, Counter[int]] = defaultdict(Counter)
    everything: Counter[int] = Counter()
    for group, length, count in db.session.execute(bounded(statement)):
        rows[group][length] = count
        everything[length] += count
    found = {key: quartiles(counts) for key, counts in rows.items()}
    return found, quartiles(everything) if everything else None
