"""The orders of the applications list, and the access path for each filter and order."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_
from sqlalchemy.orm import InstrumentedAttribute

from careers.accounts.models import User
from careers.applications import access_paths
from careers.applications.access_paths import Path, read_by
from careers.applications.models import Application
from careers.desk.application_search.filters import (
    ALL,
    BY_SCORE,
    NEWEST,
    NO_REVIEWER,
    UNSCORED_BY_ME,
    ApplicationFilter,
)
from careers.pipeline.visibility.models import Assignment
from careers.review.tags.models import ApplicationTag
from careers.search.plan import in_this_order
from careers.security import Role

BY_NAME, OLDEST, BY_DUE = "name", "oldest", "due"
BY_ARRIVAL = (NEWEST, OLDEST)


@dataclass(frozen=True)
class Order:
    """The column that a list is sorted by; ties are sorted by id in the same direction."""

    column: InstrumentedAttribute[Any]
    is_descending: bool = False

    def clauses(self, *, backward: bool = False) -> list[ColumnElement[Any]]:
        """Return the ORDER BY clauses."""
        columns = dict.fromkeys([self.column, Application.id])
        return [column.desc() if self.is_descending != backward else column.asc() for column in columns]

    def beyond(self, place: tuple[Any, int], *, backward: bool = False) -> ColumnElement[bool]:
        """Return the condition for rows after a place, which is a value of the column and an id."""
        value, number = place
        is_less = self.is_descending != backward
        later = Application.id < number if is_less else Application.id > number
        if self.column is Application.id:
            return later
        # The first half lets the server use the index; an OR alone doesn't.
        within = self.column <= value if is_less else self.column >= value
        return and_(within, or_(self.column != value, later))


# The orders of ``filters.SORTS``. Each has an index, alone and after the disposition.
ORDERS = {
    NEWEST: Order(Application.id, is_descending=True),
    OLDEST: Order(Application.id),
    BY_DUE: Order(Application.reply_due_at),
    BY_NAME: Order(Application.name),
    BY_SCORE: Order(Application.score, is_descending=True),
}
# The orders that have access paths.
PATH_ORDERS = {
    NEWEST: access_paths.ARRIVAL,
    OLDEST: access_paths.ARRIVAL,
    BY_DUE: access_paths.REPLY_DATE,
    BY_NAME: access_paths.NAME,
}


def leading_table(
    user: User, wanted: ApplicationFilter
) -> tuple[type[ApplicationTag | Assignment], ColumnElement[bool]] | None:
    """Return the table whose index holds the list in the order of arrival, with its condition; None without one."""
    if wanted.sort not in BY_ARRIVAL:
        return None
    if wanted.tag:
        return ApplicationTag, ApplicationTag.tag_id == wanted.tag
    if wanted.reviewer and wanted.reviewer != NO_REVIEWER:
        asked = user.id if wanted.reviewer == UNSCORED_BY_ME else wanted.reviewer
        return Assignment, Assignment.user_id == asked
    if user.role == Role.INTERVIEWER:
        return Assignment, Assignment.user_id == user.id
    return None


def read_in_order(statement: Select[Any], user: User, wanted: ApplicationFilter) -> Select[Any]:
    """Return the statement, which selects applications, with hints to read them in the order of the list."""
    begin = leading_table(user, wanted)
    if begin is None:
        return read_by(_path_for(user, wanted), statement, Application)
    table, condition = begin
    same = Application.id == table.application_id
    if table is Assignment:
        # Servers then check the posting's conditions on the assignment, within its index.
        same = and_(same, Application.posting_id == Assignment.posting_id)
    statement = in_this_order(statement.select_from(table).join(Application, same))
    return read_by(access_paths.BY_ID, statement.where(condition), Application)


def first_found(statement: Select[Any], ids: Select[Any]) -> Select[Any]:
    """Return the statement, which selects applications, limited to those that the subquery ``ids`` finds.

    What the page shows is then read only for these, not for everything that the search finds.
    """
    found = ids.subquery()
    return in_this_order(statement.select_from(found).join(Application, Application.id == found.c.id))


def _path_for(user: User, wanted: ApplicationFilter) -> Path | None:
    # If the page may be far back, the server estimates and chooses.
    if wanted.since or wanted.until or wanted.posting_state:
        return None
    if user.role == Role.HIRING_MANAGER and not wanted.posting:
        return _path_among_own(wanted)
    if wanted.due and wanted.sort != BY_DUE:
        return None
    is_by_arrival = wanted.sort in BY_ARRIVAL
    if wanted.posting or wanted.sort not in PATH_ORDERS:
        return None
    if not is_by_arrival and (wanted.tag or wanted.reviewer or wanted.source):
        return None
    return access_paths.list_path(
        PATH_ORDERS[wanted.sort],
        stage=bool(wanted.stage) and is_by_arrival,
        source=bool(wanted.source),
        disposition=wanted.disposition != ALL,
    )


def _path_among_own(wanted: ApplicationFilter) -> Path | None:
    if wanted.due:
        is_known = wanted.disposition != ALL and wanted.sort in (BY_DUE, *BY_ARRIVAL)
        return access_paths.REPLY_DATES_AMONG_POSTINGS if is_known else None
    return access_paths.AMONG_POSTINGS if wanted.sort in BY_ARRIVAL else None
