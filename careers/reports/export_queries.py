"""Lists as rows for CSV files, in batches, each with its own query, so that a million rows need no more memory than
one.

The session is closed between batches: no transaction stays open during a download. A row that changes in the meantime
is in the file once, as it was before or after; lists in the order of arrival are paged by something that never
changes.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from careers.accounts.models import User
from careers.applications.fields import ABOUT, MORE, WORK, fields_in
from careers.applications.models import Application
from careers.company.stages.queries import stage_label
from careers.config import current_settings
from careers.database import db
from careers.desk.application_search.filters import ApplicationFilter
from careers.desk.application_search.queries import queue_page
from careers.formatting import minor_units
from careers.pipeline.blind_review.presenters import display_field
from careers.pipeline.reasons.queries import reason_label
from careers.postings import presenters
from careers.postings.models import Posting
from careers.postings.queries import waiting_applications
from careers.postings.staff.queries import postings_page
from careers.search.query_timeout import SearchTooSlow

BATCH = 500
Row = Sequence[Any]
# The form fields that the file has, before and after the columns of posting and stage.
ABOUT_FIELDS = tuple(row for row in fields_in(ABOUT) if row.csv_heading)
OTHER_FIELDS = tuple(row for row in fields_in(WORK, MORE) if row.csv_heading)
APPLICATION_COLUMNS = (
    "Reference", *(row.csv_heading for row in ABOUT_FIELDS), "Posting", "Stage", "Outcome", "Reason", "Source",
    *(row.csv_heading for row in OTHER_FIELDS), "Received (UTC)", "Reply by (UTC)", "Closed (UTC)", "URL",
)  # fmt: skip
POSTING_COLUMNS = (
    "Number", "Title", "Status", "Department", "Location", "Type", "Minimum pay", "Maximum pay", "Currency",
    "Pay period", "Posted (UTC)", "Applications until (UTC)", "Closed (UTC)", "Active applications", "URL",
)  # fmt: skip
# The columns of a posting that the file needs.
POSTING_VALUES = (
    Posting.id, Posting.title, Posting.state, Posting.is_remote, Posting.office_mode, Posting.remote_countries,
    Posting.employment_type, Posting.base_salary_min, Posting.base_salary_max, Posting.base_salary_currency,
    Posting.base_salary_unit, Posting.date_posted, Posting.valid_through, Posting.closed_at, Posting.department_id,
)  # fmt: skip
CUT_OFF = "This file is incomplete because the search took too long. Narrow it by posting, stage, or date."


def application_rows(user: User, wanted: ApplicationFilter) -> Iterator[Row]:
    """Yield the applications of a filtered list, in its order. Raises SearchTooSlow before the first row only."""
    before: int | None = None
    while True:
        try:
            page = queue_page(user, wanted, before, BATCH)
        except SearchTooSlow:
            if before is None:
                raise
            yield [CUT_OFF]
            return
        rows = [_application(application) for application in page.applications]
        before = page.more
        db.session.close()
        yield from rows
        if before is None:
            return


def posting_rows(user: User, state: str | None) -> Iterator[Row]:
    """Yield the postings that the user can see, newest first."""
    before: int | None = None
    while True:
        page = postings_page(user, state, before, BATCH, only=POSTING_VALUES)
        waiting = waiting_applications([posting.id for posting in page.postings])
        site_url = current_settings().site_url
        rows = [_posting(posting, waiting.get(posting.id, 0), site_url) for posting in page.postings]
        before = page.postings[-1].id if page.postings else None
        db.session.close()
        yield from rows
        if not page.has_older:
            return


def _application(application: Application) -> Row:
    return (
        application.reference,
        *(display_field(application, row) for row in ABOUT_FIELDS),
        application.posting.title,
        stage_label(application.stage),
        application.disposition or "",
        reason_label(application.disposition, application.disposition_reason),
        application.source,
        *(display_field(application, row) for row in OTHER_FIELDS),
        application.submitted_at,
        application.reply_due_at,
        application.disposed_at,
        f"{current_settings().site_url}/hr/applications/{application.id}",
    )


def _posting(posting: Posting, waiting: int, site_url: str) -> Row:
    unit = minor_units(posting.base_salary_currency)
    low, high = posting.base_salary_min, posting.base_salary_max
    return (
        posting.id,
        posting.title,
        posting.state,
        posting.department.name,
        presenters.places(posting),
        presenters.employment(posting),
        None if low is None else low / unit,
        None if high is None else high / unit,
        posting.base_salary_currency,
        posting.base_salary_unit.lower(),
        posting.date_posted,
        posting.valid_through,
        posting.closed_at,
        waiting,
        f"{site_url}/hr/postings/{posting.id}",
    )
