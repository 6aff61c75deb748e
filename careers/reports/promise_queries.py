"""Whether replies came by the promised date."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, case, func

from careers.accounts.models import User
from careers.applications.models import WITHDRAWN, Application
from careers.clock import now
from careers.database import db
from careers.reports.filters import Scope
from careers.reports.group_queries import ROW_KEY, bounded, counted, key_of


@dataclass(frozen=True)
class Promises:
    """Applications decided by the promised date, decided later, and overdue ones; for the rest there is still time."""

    kept: int
    late: int
    broken: int
    pending: int

    @property
    def due(self) -> int:
        """Return how many are kept or broken promises."""
        return self.kept + self.late + self.broken


def promises(user: User, scope: Scope) -> Mapping[Any, Promises]:
    """Return the promises of each row by its key, in one query. Withdrawn applications don't count."""
    is_open, in_time = Application.disposition.is_(None), Application.disposed_at <= Application.reply_due_at
    is_over = Application.reply_due_at < now()
    statement = counted(user, scope).where(func.coalesce(Application.disposition, "") != WITHDRAWN)
    statement = statement.with_only_columns(
        key_of(user, scope),
        _sum(in_time),
        _sum(~is_open & ~in_time),
        _sum(is_open & is_over),
        _sum(is_open & ~is_over),
    )
    rows = db.session.execute(bounded(statement.group_by(ROW_KEY)))
    return {row[0]: Promises(*(int(number) for number in row[1:])) for row in rows}


def all_promises(parts: Mapping[Any, Promises]) -> Promises:
    """Return the sum of all rows."""
    rows = list(parts.values())
    return Promises(
        sum(row.kept for row in rows),
        sum(row.late for row in rows),
        sum(row.broken for row in rows),
        sum(row.pending for row in rows),
    )


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))
