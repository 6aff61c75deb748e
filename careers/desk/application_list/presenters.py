"""The applications list: its rows, notes about the search, and the options of its filters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from careers.accounts.models import User
from careers.applications.fields import APPLICATION, FIELDS, columns_in
from careers.applications.models import Application
from careers.clock import company_zone, last_day, now
from careers.company.stages.queries import all_stage_names, all_stages
from careers.desk.application_list.badge_queries import Badges, badges_of
from careers.desk.application_list.source_queries import known_sources
from careers.desk.application_search import queries as queue
from careers.desk.application_search.excerpt_queries import Hit, hits_in
from careers.desk.application_search.filters import (
    ALL,
    DISPOSITIONS,
    MIN_SCORES,
    NO_REVIEWER,
    POSTING_STATES,
    SORTS,
    UNSCORED_BY_ME,
    ApplicationFilter,
)
from careers.desk.saved_views.presenters import DELETED_POSTING, DELETED_TAG, DEPARTED_PERSON, view_links
from careers.formatting import format_short_date, format_short_datetime
from careers.pipeline.assignments.queries import reviewer_names, staff_with_assignments
from careers.pipeline.blind_review.presenters import display_name
from careers.pipeline.deadlines.queries import DEADLINES
from careers.pipeline.stages.transitions import levels
from careers.pipeline.visibility.posting_queries import posting_choices
from careers.review.tags import queries as tag_queries
from careers.search.query import Problem
from careers.search.query_timeout import SearchTooSlow
from careers.security import Permission, is_allowed

Options = Sequence[tuple[str, str]]
AWAITING_OWN_SCORE = "Needs my scorecard"
# The field names for the cheat sheet.
SEARCH_FIELDS = tuple(
    (name, description.format(", ".join(row.staff_label.lower() for row in FIELDS if row.search == name)))
    for name, description in (
        ("name", "{}"),
        ("email", "{} address"),
        ("phone", "{} number"),
        ("reference", "reference"),
        ("source", "source, {}"),
        ("resume", "resume text and file name"),
        ("samples", "work sample text and file names"),
        ("answers", "{}, and answers"),
        ("links", "{}"),
        ("notes", "notes"),
    )
)


@dataclass(frozen=True)
class SearchError:
    """Part of a search that was ignored or changed, with its place in the text."""

    character: int
    before: str
    here: str
    after: str
    message: str


# The columns that ``Row``, the badges, and the hits need; servers sort few columns faster than all.
COLUMNS = (
    *(row.column for row in columns_in(APPLICATION)),
    Application.source,
    Application.stage,
    Application.disposition,
    Application.submitted_at,
    Application.reply_due_at,
    Application.score,
    Application.scorecard_count,
)


@dataclass(frozen=True)
class Row:
    """What the list shows of an application; minimal, because there are 50 on each page."""

    id: int
    name: str
    posting: str
    stage_level: int
    stage_name: str
    disposition: str
    submitted: str
    answer_due: str
    is_overdue: bool


@dataclass(frozen=True)
class Listing:
    """What the page shows. ``more`` is the id after which the next page starts; ``hits`` are by application id.

    ``is_cut``: the search looked through so many applications that the page ended early. ``leaves_out``: the search
    or the order leaves out applications that are redacted for this user.
    """

    rows: list[Row]
    more: int | None
    is_cut: bool
    leaves_out: bool
    hits: dict[int, Hit]
    marks: Mapping[int, Badges]
    problems: list[SearchError]
    too_slow: str
    postings: Options
    stages: Options
    dispositions: Options
    sources: Options
    sorts: Options
    tags: Options
    scores: Options
    dues: Options
    posting_states: Options
    reviewers: Options
    views: Sequence[tuple[str, Mapping[str, Any], bool]]


def listing(user: User, wanted: ApplicationFilter, before: int | None) -> Listing:
    """Return the page. A search that takes too long returns no rows and a sentence about it."""
    too_slow = ""
    try:
        found = queue.queue_page(user, wanted, before, columns=COLUMNS)
    except SearchTooSlow as error:
        found, too_slow = queue.QueuePage((), more=None), str(error)
    sources = [*known_sources(user)]
    if wanted.source and wanted.source not in sources:
        sources.append(wanted.source)
    return Listing(
        rows=_rows(found.applications),
        more=found.more,
        is_cut=found.is_cut,
        leaves_out=found.leaves_out,
        hits=hits_in(found.applications, wanted.search),
        marks=badges_of(found.applications, user),
        problems=[search_error(wanted.q, problem) for problem in wanted.search.problems],
        too_slow=too_slow,
        postings=_with_chosen(
            [(str(number), title) for number, title in posting_choices(user, wanted.posting)],
            wanted.posting,
            DELETED_POSTING,
        ),
        stages=list(all_stage_names().items()),
        dispositions=[(name, disposition_label(name)) for name in DISPOSITIONS],
        sources=[(source, source) for source in sources],
        sorts=list(SORTS.items()),
        tags=_tags(user, wanted),
        scores=[(least, f"{least} or more") for least in MIN_SCORES],
        dues=list(DEADLINES.items()),
        posting_states=list(POSTING_STATES.items()),
        reviewers=_reviewers(user, wanted),
        views=view_links(user, wanted),
    )


def _rows(applications: Sequence[Application]) -> list[Row]:
    order, zone, instant_now = all_stages(), company_zone(), now()
    known, names = levels(order), {stage.key: stage.name for stage in order}
    return [
        Row(
            id=application.id,
            name=display_name(application),
            posting=application.posting.title,
            stage_level=known.get(application.stage, 0),
            stage_name=names.get(application.stage, application.stage),
            disposition=application.disposition or "",
            submitted=format_short_datetime(application.submitted_at, zone),
            answer_due=format_short_date(last_day(application.reply_due_at, zone)),
            is_overdue=application.is_active and application.reply_due_at < instant_now,
        )
        for application in applications
    ]


def _tags(user: User, wanted: ApplicationFilter) -> Options:
    if not is_allowed(user, Permission.TAG):
        return []
    options = [(str(number), name) for number, name in tag_queries.tag_choices(wanted.tag)]
    return _with_chosen(options, wanted.tag, DELETED_TAG)


def _reviewers(user: User, wanted: ApplicationFilter) -> Options:
    if not is_allowed(user, Permission.ASSIGN):
        return [(UNSCORED_BY_ME, AWAITING_OWN_SCORE)]
    others = [(str(reviewer.id), reviewer.name) for reviewer in staff_with_assignments() if reviewer.id != user.id]
    options = [(UNSCORED_BY_ME, AWAITING_OWN_SCORE), (str(user.id), "Me"), (NO_REVIEWER, "None"), *others]
    if not isinstance(wanted.reviewer, int) or str(wanted.reviewer) in dict(options):
        return options
    return _with_chosen(
        options, wanted.reviewer, reviewer_names([wanted.reviewer]).get(wanted.reviewer, DEPARTED_PERSON)
    )


def _with_chosen(options: list[tuple[str, str]], chosen: int | None, otherwise: str) -> Options:
    """Return the options with the chosen one added, labeled ``otherwise`` if it no longer exists."""
    if chosen is None or str(chosen) in dict(options):
        return options
    return [*options, (str(chosen), otherwise)]


def disposition_label(name: str) -> str:
    """Return the filter's label for a disposition."""
    return "All" if name == ALL else name.capitalize()


def search_error(text: str, problem: Problem) -> SearchError:
    """Return a search problem with the text around its place; at the end of the text only its end is marked."""
    at = problem.position
    return SearchError(at + 1, text[max(0, at - 40) : at], text[at : at + 1], text[at + 1 : at + 41], problem.message)
