"""The filter and order of a list of applications, parsed from a query string and written as one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from careers.applications.models import HIRED, REJECTED, WITHDRAWN
from careers.company.stages.queries import stage_by_key
from careers.desk.application_search.search_index import APPLICATION_TEXTS
from careers.http.arguments import id_from
from careers.pipeline.deadlines.queries import DEADLINES
from careers.postings.models import CLOSED
from careers.search.parser import MAX_LENGTH, parse
from careers.search.query import NOTHING, Query
from careers.text import one_line

ACTIVE, ALL = "active", "all"
DISPOSITIONS = (ACTIVE, HIRED, REJECTED, WITHDRAWN, ALL)
NEWEST, BY_SCORE = "newest", "score"
SORTS = {
    NEWEST: "Newest first",
    "oldest": "Oldest first",
    "due": "Due soonest first",
    "name": "Name",
    BY_SCORE: "Highest score first",
}
MAX_SOURCE_LENGTH = 80
NO_REVIEWER, UNSCORED_BY_ME = "nobody", "unscored"
MIN_SCORES = ("2", "3", "4")
# Open postings have nearly all active applications, so they have no filter of their own.
POSTING_STATES = {CLOSED: "Closed"}
# Values that mean the same as no value.
DEFAULTS = {"disposition": ACTIVE, "sort": NEWEST}


@dataclass(frozen=True)
class ApplicationFilter:
    """A filter of applications. Unknown values are ignored, and ``notices`` explain which.

    ``q`` is what was typed, ``search`` the parsed query. ``since`` and ``until`` are inclusive dates. ``reviewer`` is
    a user's id, ``NO_REVIEWER``, or ``UNSCORED_BY_ME``: assigned to the current user and not scored yet. ``score`` is
    the minimum average score, ``due`` one of ``DEADLINES``, ``posting_state`` one of ``POSTING_STATES``.
    """

    posting: int | None = None
    stage: str | None = None
    disposition: str = ACTIVE
    source: str | None = None
    tag: int | None = None
    reviewer: int | str | None = None
    score: int | None = None
    due: str | None = None
    posting_state: str | None = None
    since: date | None = None
    until: date | None = None
    sort: str = NEWEST
    q: str = ""
    search: Query = NOTHING
    notices: tuple[str, ...] = field(default=(), compare=False)

    @property
    def query(self) -> dict[str, Any]:
        """Return the filter as query string arguments, without default values."""
        values = {name: getattr(self, name) for name in READERS} | {"q": self.q}
        shown = {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
        return {name: value for name, value in shown.items() if value and value != DEFAULTS.get(name)}

    @property
    def is_narrowed(self) -> bool:
        """Return whether anything besides the search and the order is set."""
        return bool(set(self.query) - {"q", "sort"})


def filter_from(values: Mapping[str, str]) -> ApplicationFilter:
    """Return the filter for a query string. Never raises."""
    found: dict[str, Any] = {}
    notices = []
    for name, (read, sentence) in READERS.items():
        text = values.get(name, "").strip()
        value = read(text) if text else None
        if value is not None:
            found[name] = value
        elif text:
            notices.append(sentence)
    q = one_line(values.get("q"))[: MAX_LENGTH + 1]
    search = parse(q, APPLICATION_TEXTS.field_names())
    wanted = ApplicationFilter(**found, q=q[:MAX_LENGTH], search=search)
    if wanted.since and wanted.until and wanted.since > wanted.until:
        notices.append("The start date is after the end date, so nothing can match.")
    if q and search.root is None:
        notices.append("The search has no letters or digits, so it was ignored.")
    return replace(wanted, notices=tuple(notices))


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1970 <= day.year <= 9000 else None


def _one_of(known: Mapping[str, Any] | tuple[str, ...]) -> Callable[[str], str | None]:
    return lambda text: text if text in known else None


# How each argument is parsed, and the notice about an invalid value.
READERS: dict[str, tuple[Callable[[str], Any], str]] = {
    "posting": (id_from, "We don’t know that posting, so the filter was ignored."),
    "stage": (
        lambda text: text if stage_by_key(text) else None,
        "We don’t know that stage, so the filter was ignored.",
    ),
    "disposition": (
        _one_of(DISPOSITIONS),
        "We don’t know that outcome, so active applications are shown.",
    ),
    "source": (lambda text: text[:MAX_SOURCE_LENGTH], ""),
    "tag": (id_from, "We don’t know that tag, so the filter was ignored."),
    "reviewer": (
        lambda text: text if text in (NO_REVIEWER, UNSCORED_BY_ME) else id_from(text),
        "We don’t know that reviewer, so the filter was ignored.",
    ),
    "score": (
        lambda text: int(text) if text in MIN_SCORES else None,
        "We don’t know that score, so the filter was ignored.",
    ),
    "due": (_one_of(DEADLINES), "We don’t know that due date, so the filter was ignored."),
    "posting_state": (
        _one_of(POSTING_STATES),
        "We don’t know that posting status, so the filter was ignored.",
    ),
    "since": (_day, "Enter the start date like 2026-03-31. The filter was ignored."),
    "until": (_day, "Enter the end date like 2026-03-31. The filter was ignored."),
    "sort": (_one_of(SORTS), "We don’t know that sort order, so the newest are shown first."),
}
