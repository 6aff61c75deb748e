"""How a list is read: in which order, by which index, and from which table on.

A page is fifty rows. It costs the same whatever the table holds if the server reads in the order of the list and stops
when the page is full. Left to themselves, servers often gather everything that the filter leaves, and sort it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_
from sqlalchemy.orm import InstrumentedAttribute

from careers.accounts.models import User
from careers.applications.models import Application
from careers.desk.application_search.filters import (
    ACTIVE,
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

MYSQL = ("mysql", "mariadb")
BY_NAME, OLDEST, BY_DUE = "name", "oldest", "due"
BY_ARRIVAL = (NEWEST, OLDEST)


@dataclass(frozen=True)
class Order:
    """By what a list is sorted; where that is the same, by the id, the same way around."""

    column: InstrumentedAttribute[Any]
    is_descending: bool = False

    def clauses(self, *, backward: bool = False) -> list[ColumnElement[Any]]:
        """What to order by."""
        columns = dict.fromkeys([self.column, Application.id])
        return [column.desc() if self.is_descending != backward else column.asc() for column in columns]

    def beyond(self, place: tuple[Any, int], *, backward: bool = False) -> ColumnElement[bool]:
        """The condition for what comes after a place, which is a value of the column and an id."""
        value, number = place
        is_less = self.is_descending != backward
        later = Application.id < number if is_less else Application.id > number
        if self.column is Application.id:
            return later
        # The first half is what the index is read by; an OR alone is not.
        within = self.column <= value if is_less else self.column >= value
        return and_(within, or_(self.column != value, later))


# The orders of ``filters.SORTS``. Each has an index, alone and behind the disposition.
ORDERS = {
    NEWEST: Order(Application.id, is_descending=True),
    OLDEST: Order(Application.id),
    BY_DUE: Order(Application.answer_due_at),
    BY_NAME: Order(Application.name),
    BY_SCORE: Order(Application.score, is_descending=True),
}
# Which index gives a list in its order: whether there is a posting, a stage, a source and a disposition in the filter.
# None of them is read in vain for long, as each of these takes its fair share of all applications.
INDEXES = {
    (False, False, False, False): "PRIMARY",
    (False, False, False, True): "ix_applications_disposition",
    (False, False, True, False): "ix_applications_source",
    (False, False, True, True): "ix_applications_source",
    (False, True, False, False): "ix_applications_stage",
    (False, True, False, True): "ix_applications_standing",
    (False, True, True, False): "ix_applications_stage",
    (False, True, True, True): "ix_applications_standing",
    (True, False, False, True): "ix_applications_posting",
    (True, False, True, True): "ix_applications_posting",
    (True, True, False, False): "ix_applications_queue",
    (True, True, False, True): "ix_applications_board",
    (True, True, True, False): "ix_applications_queue",
    (True, True, True, True): "ix_applications_board",
}
# The same for the orders that are not those of arrival: behind a disposition, and without.
SORTED = {
    BY_NAME: ("ix_applications_name", "ix_applications_all_by_name"),
    BY_DUE: ("ix_applications_due", "ix_applications_all_by_due"),
    BY_SCORE: ("ix_applications_standing_score", "ix_applications_score"),
}
# Somebody's postings may be few, and their applications far back: the server looks how much there is and chooses. It
# looks into each posting by each index that it is left, which takes longer than to read a page.
AMONG_POSTINGS = (
    "USE INDEX (PRIMARY, ix_applications_posting)",
    "USE INDEX (PRIMARY, ix_applications_board)",
)
DUE_AMONG_POSTINGS = "USE INDEX (PRIMARY, ix_applications_late, ix_applications_due)"
BY_POSTING = "FORCE INDEX (ix_applications_posting)"
BY_ROW = "FORCE INDEX (PRIMARY)"
# Tells of an id whether it is active without reading the row.
BY_STANDING = "FORCE INDEX (ix_applications_disposition)"


def leading_table(
    user: User, wanted: ApplicationFilter
) -> tuple[type[ApplicationTag | Assignment], ColumnElement[bool]] | None:
    """The table whose index holds the very list in the order of arrival, and the condition on it; None without one."""
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
    """The statement, which selects applications, told to read them in the order of the list."""
    begin = leading_table(user, wanted)
    if begin is None:
        hint = _hint_for(user, wanted)
        return hinted(statement, hint) if hint else statement
    table, condition = begin
    same = Application.id == table.application_id
    if table is Assignment:
        # Servers then ask the assignment itself, in the index, for what the filter says of the posting.
        same = and_(same, Application.posting_id == Assignment.posting_id)
    statement = in_this_order(statement.select_from(table).join(Application, same))
    return hinted(statement.where(condition), BY_ROW)


def hinted(statement: Select[Any], hint: str) -> Select[Any]:
    """The statement with a hint for MySQL and MariaDB which index of the applications to read."""
    for dialect in MYSQL:
        statement = statement.with_hint(Application, hint, dialect)
    return statement


def first_found(statement: Select[Any], ids: Select[Any], wanted: ApplicationFilter) -> Select[Any]:
    """The statement, which selects applications, for those that ``ids`` looks up and ends with.

    What the page shows is read of these alone, and not of all that a search finds.
    """
    few = hinted(ids, BY_STANDING if wanted.disposition == ACTIVE else BY_ROW).subquery()
    statement = statement.select_from(few).join(Application, Application.id == few.c.id)
    return hinted(in_this_order(statement), BY_ROW)


def _hint_for(user: User, wanted: ApplicationFilter) -> str | None:
    # Where a list may be far back, the server looks how much there is and chooses.
    if wanted.since or wanted.until or wanted.posting_state:
        return None
    if user.role == Role.HIRING_MANAGER and not wanted.posting:
        return _hint_among_own(wanted)
    if wanted.due and wanted.sort != BY_DUE:
        return None
    has_disposition = wanted.disposition != ALL
    if wanted.sort in BY_ARRIVAL:
        asked = bool(wanted.posting), bool(wanted.stage), bool(wanted.source), has_disposition
        return f"FORCE INDEX ({INDEXES[asked]})" if asked in INDEXES else None
    if wanted.posting or wanted.source or wanted.tag or wanted.reviewer:
        return None
    return f"FORCE INDEX ({SORTED[wanted.sort][0 if has_disposition else 1]})"


def _hint_among_own(wanted: ApplicationFilter) -> str | None:
    has_disposition = wanted.disposition != ALL
    if wanted.due:
        is_known = has_disposition and wanted.sort in (BY_DUE, *BY_ARRIVAL)
        return DUE_AMONG_POSTINGS if is_known else None
    return AMONG_POSTINGS[bool(wanted.stage) and has_disposition] if wanted.sort in BY_ARRIVAL else None
