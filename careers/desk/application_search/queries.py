"""Pages of the filtered list of applications, and the neighbors of an application in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select, true
from sqlalchemy.orm import InstrumentedAttribute, joinedload, load_only
from sqlalchemy.sql.elements import True_

from careers.accounts.models import User
from careers.applications.models import Application
from careers.database import db
from careers.desk.application_search.filter_queries import matching_conditions, unredacted_condition
from careers.desk.application_search.filters import (
    BY_SCORE,
    ApplicationFilter,
)
from careers.desk.application_search.order_queries import (
    BY_ARRIVAL,
    BY_NAME,
    ORDERS,
    first_found,
    read_in_order,
)
from careers.desk.application_search.search_index import APPLICATION_TEXTS
from careers.pipeline.blind_review.queries import (
    REDACTION_COLUMNS,
    mark_redacted,
    names_visible_to,
    scores_visible_to,
)
from careers.pipeline.visibility.queries import (
    assigned_to,
    team_role_of,
    visible_by_ids,
    visible_to,
)
from careers.postings.models import Posting
from careers.search.plan import Plan, is_planned, planned, searched
from careers.search.query_timeout import MAX_SEARCH_SECONDS, SearchTooSlow, report_timeouts, with_timeout
from careers.security import Role

PAGE_SIZE = 50
AROUND = 12
# A search that reads rows in order ends its page after this many; the next page continues from there.
MAX_READ = 1_500
# The limit if a posting, stage, or other order scatters the rows in the table, which takes three times as long.
MAX_SCATTERED = 1_000
MAX_COUNTED_IN_VIEW = 99


@dataclass(frozen=True)
class QueuePage:
    """A page of applications in the order of the list. ``more``: the id after which the next page starts, if any.

    ``is_cut``: the page ended early because the search looked through ``search_depth`` applications. ``leaves_out``:
    the search or order leaves out applications that are redacted for this user.
    """

    applications: Sequence[Application]
    more: int | None
    is_cut: bool = False
    leaves_out: bool = False


@dataclass(frozen=True)
class Neighbors:
    """The filtered queue around an application: ``newer`` come before it in the list, ``older`` after it.

    ``before`` and ``after``: how many those are, up to ``MAX_COUNTED_IN_VIEW`` + 1; None if not counted.
    """

    newer: Sequence[Application]
    older: Sequence[Application]
    before: int | None = None
    after: int | None = None


def search_depth(user: User, wanted: ApplicationFilter) -> int:
    """Return how many applications a search looks through at most for a page."""
    is_whole = wanted.sort in BY_ARRIVAL and not wanted.is_narrowed and team_role_of(user) is None
    return MAX_READ if is_whole else min(MAX_READ, MAX_SCATTERED)


def queue_page(
    user: User,
    wanted: ApplicationFilter,
    before: int | None = None,
    size: int = 0,
    columns: Sequence[InstrumentedAttribute[Any]] = (),
) -> QueuePage:
    """Return a page of the filtered queue; ``before`` is the last id of the previous page. Raises SearchTooSlow.

    ``columns``: the columns to load; by default, all.
    """
    size, order = size or PAGE_SIZE, ORDERS[wanted.sort]
    conditions = _conditions(user, wanted)
    place = _place(user, wanted.sort, before) if before else None
    beyond = [*conditions, *([order.beyond(place)] if place else [])]
    with report_timeouts():
        plan, ids = _plan_and_ids(user, wanted, beyond, size)
        statement = _rows(user, wanted, plan, *beyond, most=size + 1, within=ids)
        if columns:
            statement = statement.options(load_only(*columns, *REDACTION_COLUMNS, raiseload=True))
        found = db.session.scalars(with_timeout(statement)).all()
    last = ids[-1] if ids and len(ids) == search_depth(user, wanted) and len(found) <= size else None
    mark_redacted(user, found)
    more = found[size - 1].id if len(found) > size else last
    return QueuePage(found[:size], more, is_cut=last is not None, leaves_out=not isinstance(conditions[-1], True_))


def matching_ids(user: User, wanted: ApplicationFilter, limit: int) -> list[int]:
    """Return the ids of the first applications of the filtered queue, in order. Raises SearchTooSlow."""
    found: list[int] = []
    began, before = monotonic(), None
    while len(found) < limit:
        page = queue_page(user, wanted, before, limit - len(found))
        found += [application.id for application in page.applications]
        before = page.more
        if before is None:
            break
        if monotonic() - began > MAX_SEARCH_SECONDS:
            raise SearchTooSlow
    return found


def neighbors(
    user: User, wanted: ApplicationFilter, application: Application, *, are_counted: bool = False
) -> Neighbors:
    """Return the applications around one in the filtered queue, whether or not it still matches the filter.

    Empty if its position would reveal something redacted, or if the search takes too long: the application itself can
    be read anyway.
    """
    conditions, order = _conditions(user, wanted), ORDERS[wanted.sort]
    place: tuple[Any, int] | None = (getattr(application, order.column.key), application.id)
    if wanted.sort in (BY_NAME, BY_SCORE):
        place = _place(user, wanted.sort, application.id)
    if place is None or place[0] is None:
        return Neighbors((), ())
    try:
        with report_timeouts():
            plan = _plan(user, wanted, conditions, AROUND)
            before, after = (
                _rows(
                    user,
                    wanted,
                    plan,
                    *conditions,
                    order.beyond(place, backward=way),
                    most=AROUND,
                    backward=way,
                )
                for way in (True, False)
            )
            newer, older = (
                db.session.scalars(with_timeout(before)).all(),
                db.session.scalars(with_timeout(after)).all(),
            )
            mark_redacted(user, [*newer, *older])
    except SearchTooSlow:
        return Neighbors((), ())
    found = Neighbors(list(reversed(newer)), older)
    return _counted(user, wanted, conditions, place, found) if are_counted else found


def _counted(
    user: User,
    wanted: ApplicationFilter,
    conditions: list[ColumnElement[bool]],
    place: tuple[Any, int],
    found: Neighbors,
) -> Neighbors:
    # Fewer than requested means that these are all. Searches are not counted further.
    known = [len(some) if len(some) < AROUND else None for some in (found.newer, found.older)]
    if None in known and wanted.search.root is None:
        counts = []
        for is_backward in (True, False):
            beyond = ORDERS[wanted.sort].beyond(place, backward=is_backward)
            few = read_in_order(select(Application.id).where(*conditions, beyond), user, wanted)
            few = few.limit(MAX_COUNTED_IN_VIEW + 1)
            counts.append(select(func.count()).select_from(few.subquery()).scalar_subquery())
        try:
            with report_timeouts():
                known = list(db.session.execute(with_timeout(select(*counts))).one())
        except SearchTooSlow:
            pass
    return replace(found, before=known[0], after=known[1])


def capped_counts(user: User, filters: Sequence[ApplicationFilter]) -> list[int | None]:
    """Return how many applications match each filter, ignoring searches, up to ``MAX_COUNTED_IN_VIEW`` + 1.

    All None if counting takes too long.
    """
    counts = []
    names = names_visible_to(user) if any(wanted.source for wanted in filters) else true()
    for wanted in filters:
        few = (
            select(Application.id)
            .where(visible_to(user), *matching_conditions(user, wanted), names if wanted.source else true())
            .limit(MAX_COUNTED_IN_VIEW + 1)
            .subquery()
        )
        counts.append(select(func.count()).select_from(few).scalar_subquery())
    if not counts:
        return []
    try:
        with report_timeouts():
            return [int(count or 0) for count in db.session.execute(with_timeout(select(*counts))).one()]
    except SearchTooSlow:
        return [None] * len(counts)


def _plan_and_ids(
    user: User, wanted: ApplicationFilter, beyond: Sequence[ColumnElement[bool]], size: int
) -> tuple[Plan | None, Sequence[int] | None]:
    """Return the plan of a search page, and the ids of the applications to look through if they are collected first."""
    ids, most = _ids(user, wanted, beyond) if _is_narrow(user, wanted) else None, search_depth(user, wanted)
    rows = None if ids is None or len(ids) == most else len(ids)
    plan = planned(wanted.search, APPLICATION_TEXTS, wanted=size, among=rows, at_most=most)
    if plan is None or plan.looked_up:
        return plan, None
    return plan, _ids(user, wanted, beyond) if plan.is_long and ids is None else ids


def _plan(user: User, wanted: ApplicationFilter, conditions: Sequence[ColumnElement[bool]], size: int) -> Plan | None:
    rows = None
    if _is_narrow(user, wanted):
        narrow = select(Application.id).where(*conditions).limit(MAX_READ).subquery()
        if user.role == Role.INTERVIEWER:
            narrow = assigned_to(user).limit(MAX_READ).subquery()
        rows = db.session.scalar(with_timeout(select(func.count()).select_from(narrow)))
        rows = None if rows == MAX_READ else rows
    return planned(wanted.search, APPLICATION_TEXTS, wanted=size, among=rows)


def _is_narrow(user: User, wanted: ApplicationFilter) -> bool:
    # One posting or a few may have so few applications that reading them all is fastest.
    return is_planned(wanted.search) and bool(wanted.posting or team_role_of(user))


def _ids(user: User, wanted: ApplicationFilter, conditions: Sequence[ColumnElement[bool]]) -> Sequence[int]:
    statement = read_in_order(select(Application.id).where(and_(true(), *conditions)), user, wanted)
    ordered = statement.order_by(*ORDERS[wanted.sort].clauses())
    return db.session.scalars(with_timeout(ordered.limit(search_depth(user, wanted)))).all()


def _rows(
    user: User,
    wanted: ApplicationFilter,
    plan: Plan | None,
    *conditions: ColumnElement[bool],
    most: int,
    backward: bool = False,
    within: Sequence[int] | None = None,
) -> Select[Application]:
    table, key, clauses = APPLICATION_TEXTS, Application.id, ORDERS[wanted.sort].clauses(backward=backward)
    # Not an inner join, although every application has a posting: MariaDB would start there and sort everything.
    posting = joinedload(Application.posting).options(
        load_only(Posting.id, Posting.title, Posting.stages, Posting.blind_review)
    )
    statement = select(Application).options(posting).order_by(*clauses).limit(most)
    if within is not None:
        return searched(statement, wanted.search, plan, table, key, within=within)
    if plan and plan.looked_up:
        ids = select(key).where(and_(true(), *conditions)).order_by(*clauses).limit(most)
        return first_found(statement, searched(ids, wanted.search, plan, table, key))
    statement = read_in_order(statement.where(and_(true(), *conditions)), user, wanted)
    return statement if wanted.search.root is None else searched(statement, wanted.search, plan, table, key)


def _conditions(user: User, wanted: ApplicationFilter) -> list[ColumnElement[bool]]:
    visible = visible_by_ids(user, row_by_row=wanted.sort in BY_ARRIVAL)
    return [visible, *matching_conditions(user, wanted), unredacted_condition(user, wanted)]


def _place(user: User, sort: str, application_id: int) -> tuple[Any, int] | None:
    # The order of arrival needs only the id, so paging continues even if the last application was erased meanwhile.
    if sort in BY_ARRIVAL:
        return application_id, application_id
    # Looked up by id, so that no URL contains a name. If the application is gone, or its position would reveal a
    # redacted name or score, the list starts over.
    statement = select(ORDERS[sort].column, Application.id).where(Application.id == application_id, visible_to(user))
    if sort == BY_NAME:
        statement = statement.where(names_visible_to(user))
    elif sort == BY_SCORE:
        statement = statement.where(scores_visible_to(user))
    row = db.session.execute(statement).one_or_none()
    return (row[0], row[1]) if row and row[0] is not None else None
