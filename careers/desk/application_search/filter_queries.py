"""The conditions that a filter of applications puts on a query."""

from datetime import timedelta

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import InstrumentedAttribute

from careers.accounts.models import User
from careers.applications.models import Application
from careers.clock import end_of_day
from careers.company.queries import company_profile
from careers.database import db
from careers.desk.application_search.filters import (
    ACTIVE,
    ALL,
    BY_SCORE,
    NO_REVIEWER,
    UNSCORED_BY_ME,
    ApplicationFilter,
)
from careers.desk.application_search.order_queries import BY_ARRIVAL, BY_NAME
from careers.desk.application_search.stranded_queries import is_in_closed
from careers.pipeline.blind_review.queries import names_visible_to, scores_visible_to, searchable_by
from careers.pipeline.deadlines.queries import is_due
from careers.pipeline.scores.models import Scorecard
from careers.pipeline.visibility.models import Assignment
from careers.pipeline.visibility.queries import has_row
from careers.review.tags.models import ApplicationTag

MAX_IDS_INLINE = 2_000


def matching_conditions(user: User, wanted: ApplicationFilter) -> list[ColumnElement[bool]]:
    """Return the conditions for applications that match the filter, without its search."""
    return [*_of_application(wanted), *_of_related_rows(user, wanted), *_of_score(user, wanted)]


def unredacted_condition(user: User, wanted: ApplicationFilter) -> ColumnElement[bool]:
    """Return the condition that a search, or an order or filter that reveals names, needs under blind review."""
    if wanted.search.root is not None:
        return searchable_by(user)
    return names_visible_to(user) if wanted.sort == BY_NAME or wanted.source else true()


def _of_application(wanted: ApplicationFilter) -> list[ColumnElement[bool]]:
    columns = {
        Application.posting_id: wanted.posting,
        Application.stage: wanted.stage,
        Application.source: wanted.source,
    }
    conditions = [column == value for column, value in columns.items() if value]
    if wanted.disposition == ACTIVE:
        conditions.append(Application.disposition.is_(None))
    elif wanted.disposition != ALL:
        conditions.append(Application.disposition == wanted.disposition)
    if wanted.due:
        conditions.append(is_due(wanted.due))
    if wanted.posting_state:
        conditions.append(is_in_closed(wanted))
    if wanted.since:
        before = end_of_day(wanted.since - timedelta(days=1), company_profile().time_zone)
        conditions.append(Application.submitted_at >= before)
    if wanted.until:
        conditions.append(Application.submitted_at < end_of_day(wanted.until, company_profile().time_zone))
    return conditions


def _of_related_rows(user: User, wanted: ApplicationFilter) -> list[ColumnElement[bool]]:
    rows: list[tuple[InstrumentedAttribute[int], ColumnElement[bool]]] = []
    if wanted.tag:
        rows.append((ApplicationTag.application_id, ApplicationTag.tag_id == wanted.tag))
    reviewer = user.id if wanted.reviewer == UNSCORED_BY_ME else wanted.reviewer
    if isinstance(reviewer, int):
        rows.append((Assignment.application_id, Assignment.user_id == reviewer))
    is_among = has_row if wanted.sort in BY_ARRIVAL else _is_one_of_few
    conditions = [is_among(key, condition) for key, condition in rows]
    if wanted.reviewer == NO_REVIEWER:
        conditions.append(~has_row(Assignment.application_id))
    if wanted.reviewer == UNSCORED_BY_ME:
        conditions.append(~has_row(Scorecard.application_id, Scorecard.author_id == user.id))
    return conditions


def _of_score(user: User, wanted: ApplicationFilter) -> list[ColumnElement[bool]]:
    if not wanted.score and wanted.sort != BY_SCORE:
        return []
    # Applications without a score are not in lists sorted or filtered by score.
    return [Application.score >= 100 * (wanted.score or 0), scores_visible_to(user)]


def _is_one_of_few(key: InstrumentedAttribute[int], condition: ColumnElement[bool]) -> ColumnElement[bool]:
    # A few ids are written out, so that the server starts with them and not with all applications.
    ids = db.session.scalars(select(key).where(condition).limit(MAX_IDS_INLINE + 1)).all()
    return Application.id.in_(ids) if len(ids) <= MAX_IDS_INLINE else has_row(key, condition)
