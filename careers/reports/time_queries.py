"""How long it takes until somebody reads an application, until it is decided, and until somebody is hired."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, case

from careers.accounts.models import User
from careers.applications.models import HIRED, REJECTED, Application
from careers.database import db
from careers.reports.durations import ALL, quartiles, seconds_between
from careers.reports.filters import Scope
from careers.reports.groups import bounded, counted, key_of

DECIDED = Application.disposition.in_((HIRED, REJECTED))
# Whoever decides without having opened the page, as with many at once, reviews it then.
REVIEWED_AT = case(
    (Application.first_read_at.is_not(None), Application.first_read_at), (DECIDED, Application.disposed_at)
)
# What each measure is called, and when it ends; what has not come to that end has no time.
ENDS: dict[str, tuple[str, ColumnElement[Any]]] = {
    "review": ("First review", REVIEWED_AT),
    "decision": ("Decision", case((DECIDED, Application.disposed_at))),
    "hire": ("Hire", case((Application.disposition == HIRED, Application.disposed_at))),
}


@dataclass(frozen=True)
class Quartiles:
    """Of ``size`` times in seconds: a quarter is at most ``first``, half at most ``median``, three quarters at most
    ``third``.
    """

    size: int
    first: float
    median: float
    third: float


def times_by_row(user: User, scope: Scope, measure: str) -> Mapping[Any, Quartiles]:
    """The quartiles of one of ``ENDS`` for each row, by its key."""
    return _quartiles(user, scope, measure, key_of(scope))


def times_of_all(user: User, scope: Scope, measure: str) -> Quartiles | None:
    """The quartiles over all rows; None where nothing has come so far."""
    return _quartiles(user, scope, measure, None).get(ALL)


def _quartiles(
    user: User, scope: Scope, measure: str, key: ColumnElement[Any] | None
) -> Mapping[Any, Quartiles]:
    seconds = seconds_between(Application.submitted_at, ENDS[measure][1])
    statement = quartiles(key, seconds, counted(user, scope))
    return {
        row.key: Quartiles(row.size, float(row.first), float(row.median), float(row.third))
        for row in db.session.execute(bounded(statement))
    }
