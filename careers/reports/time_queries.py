"""How long it takes until an application is first read, decided, or hired."""

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
# A decision without opening the page, as in a bulk action, counts as reading it; opening it later doesn't.
_UNREAD = or_(Application.first_read_at.is_(None), Application.first_read_at > Application.disposed_at)
REVIEWED_AT = case((and_(DECIDED, _UNREAD), Application.disposed_at), else_=Application.first_read_at)
# The name of each measure, and the instant at which it ends; applications that haven't ended are left out.
ENDS: dict[str, tuple[str, ColumnElement[Any]]] = {
    "review": ("First review", REVIEWED_AT),
    "decision": ("Decision", case((DECIDED, Application.disposed_at))),
    "hire": ("Hire", case((Application.disposition == HIRED, Application.disposed_at))),
}


def times(user: User, scope: Scope, measure: str) -> tuple[Mapping[Any, Quartiles], Quartiles | None]:
    """Return the quartiles of a measure in ``ENDS`` for each row by its key, and for all rows, in one query."""
    _, end = ENDS[measure]
    key, tenths = key_of(user, scope), tenths_between(Application.submitted_at, end).label("tenths")
    statement = counted(user, scope).where(end.is_not(None)).with_only_columns(key, tenths, func.count())
    # By its label: MariaDB doesn't recognize a repeated long expression.
    statement = statement.group_by(ROW_KEY, "tenths")
    rows: dict[Any, Counter[int]] = defaultdict(Counter)
    everything: Counter[int] = Counter()
    for group, length, count in db.session.execute(bounded(statement)):
        rows[group][length] = count
        everything[length] += count
    found = {key: quartiles(counts) for key, counts in rows.items()}
    return found, quartiles(everything) if everything else None
