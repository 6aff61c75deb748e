"""The applications that a report counts, and how they are grouped."""

from collections.abc import Collection, Mapping
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Label, Select, case, select
from sqlalchemy.sql.base import Executable

from careers.accounts.models import User
from careers.applications.access_paths import BY_PERIOD, read_by
from careers.applications.models import Application
from careers.company.models import Department
from careers.database import db
from careers.pipeline.blind_review.queries import blind_posting_ids
from careers.pipeline.visibility.queries import team_role_of, visible_to
from careers.postings.models import Posting
from careers.reports.filters import DEPARTMENT, POSTING, SOURCE, Scope
from careers.search.query_timeout import with_timeout

MAX_CHOICES = 300
# By its label: MariaDB doesn't recognize a repeated long expression.
ROW_KEY = "row_key"
HIDDEN = "hidden for blind review"
# People wait longer for a report than for a search, but not forever.
MAX_SECONDS = 10
Statement = TypeVar("Statement", bound=Executable)
KEYS: dict[str, Any] = {
    POSTING: Application.posting_id,
    DEPARTMENT: Posting.department_id,
    SOURCE: Application.source,
}


def counted(user: User, scope: Scope) -> Select[Any]:
    """Return a statement over the applications of the scope that the user can see, without columns yet."""
    statement = select(Application.id).where(
        Application.submitted_at >= scope.begin, Application.submitted_at < scope.end, *narrowed(user, scope)
    )
    # The posting is joined only if needed; joining a million rows takes time.
    if scope.by == DEPARTMENT or scope.department:
        statement = statement.join(Posting, Posting.id == Application.posting_id)
    if scope.posting or team_role_of(user):
        return statement
    # Left to themselves, MySQL and MariaDB start with the postings and read all of their applications, of all years.
    return read_by(BY_PERIOD, statement, Application)


def narrowed(user: User, scope: Scope) -> list[ColumnElement[bool]]:
    """Return the conditions of the scope besides the period, and of the user's visibility."""
    conditions = [visible_to(user)]
    if scope.posting:
        conditions.append(Application.posting_id == scope.posting)
    if scope.department:
        chosen = select(Department.id).where(Department.slug == scope.department)
        conditions.append(Posting.department_id == chosen.scalar_subquery())
    return conditions


def bounded(statement: Statement) -> Statement:
    """Return the statement with a time limit of ``MAX_SECONDS`` (search/query_timeout.py)."""
    return with_timeout(statement, MAX_SECONDS)


def key_of(user: User, scope: Scope) -> Label[Any]:
    """Return the column that groups the rows of the scope, labeled ``ROW_KEY``.

    For blind reviewers, sources of blind postings are left out: a source may name the person who referred someone.
    """
    key: ColumnElement[Any] = KEYS[scope.by]
    if scope.by == SOURCE and (blind := blind_posting_ids(user)):
        key = case((Application.posting_id.in_(blind), HIDDEN), else_=key)
    return key.label(ROW_KEY)


def names_of(scope: Scope, keys: Collection[Any]) -> Mapping[Any, str]:
    """Return the names of the rows with these keys; one query for postings and departments, none for sources."""
    if scope.by == SOURCE:
        return {key: key or "unknown" for key in keys}
    table = Posting if scope.by == POSTING else Department
    name = Posting.title if scope.by == POSTING else Department.name
    statement = select(table.id, name)
    if len(keys) <= MAX_CHOICES:
        statement = statement.where(table.id.in_(keys))
    return {number: text for number, text in db.session.execute(statement)}  # noqa: C416
