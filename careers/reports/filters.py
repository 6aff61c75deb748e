"""The scope of a report, from the query string: period, posting, department, and grouping."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from careers.clock import end_of_day, local_date, now
from careers.http.arguments import id_from

POSTING, DEPARTMENT, SOURCE = "posting", "department", "source"
BY = {POSTING: "Posting", DEPARTMENT: "Department", SOURCE: "Source"}
# The default period: long enough to mean something, short enough to be fast.
USUAL_DAYS = 90
BAD_DAY = "Enter dates like 2026-03-31. We used the default instead."
WHOLE_YEARS = "These figures cover a whole year and the whole company. Other filters were ignored."
NO_YEAR = "There are no figures for that year yet. Here is the latest year."


@dataclass(frozen=True)
class Scope:
    """The applications that a report counts: submitted from ``since`` to ``until``, inclusive."""

    since: date
    until: date
    zone: str
    posting: int | None = None
    department: str | None = None
    by: str = POSTING
    # Used instead of the other fields by a report on whole years.
    year: int | None = None
    notices: tuple[str, ...] = field(default=(), compare=False)

    @property
    def begin(self) -> datetime:
        """Return the first instant of the period."""
        return end_of_day(self.since - timedelta(days=1), self.zone)

    @property
    def end(self) -> datetime:
        """Return the first instant after the period."""
        return end_of_day(self.until, self.zone)

    @property
    def query(self) -> dict[str, Any]:
        """Return the scope as query string arguments."""
        if self.year:
            return {"year": self.year}
        said = {"since": self.since.isoformat(), "until": self.until.isoformat(), "by": self.by}
        return said | {key: value for key in ("posting", "department") if (value := getattr(self, key))}


def scope_from(arguments: Mapping[str, str], zone: str, departments: Mapping[str, str]) -> Scope:
    """Return the scope for a query string; invalid values are named in a notice. Never raises."""
    today = local_date(now(), zone)
    notices: list[str] = []
    until = _day(arguments.get("until", ""), today, notices)
    since = _day(arguments.get("since", ""), min(until, today) - timedelta(days=USUAL_DAYS), notices)
    if since > until:
        notices.append("The start date is after the end date, so there is nothing to count.")
    by, posting, department = (arguments.get(name, "").strip() for name in ("by", "posting", "department"))
    if by and by not in BY:
        notices.append("We don’t know that grouping, so results are grouped by posting.")
    if posting and id_from(posting) is None:
        notices.append("We don’t know that posting, so the filter was ignored.")
    if department and department not in departments:
        notices.append("We don’t know that department, so the filter was ignored.")
    return Scope(
        since,
        until,
        zone,
        posting=id_from(posting),
        department=department if department in departments else None,
        by=by if by in BY else POSTING,
        notices=tuple(dict.fromkeys(notices)),
    )


def of_year(scope: Scope, arguments: Mapping[str, str], years: Sequence[int]) -> Scope:
    """Return the scope for the year in the query string, by default the latest of ``years``. Never raises."""
    notices: list[str] = []
    if any(arguments.get(name, "").strip() for name in ("since", "until", "by", "posting", "department")):
        notices.append(WHOLE_YEARS)
    wanted = arguments.get("year", "").strip()
    if wanted and wanted not in map(str, years):
        notices.append(NO_YEAR)
    latest = years[0] if years else now().year - 1
    year = next((year for year in years if str(year) == wanted), latest)
    return replace(scope, year=year, posting=None, department=None, notices=tuple(notices))


def _day(text: str, usual: date, notices: list[str]) -> date:
    if not text.strip():
        return usual
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        notices.append(BAD_DAY)
        return usual
    if 1970 <= day.year <= 9000:
        return day
    notices.append(BAD_DAY)
    return usual
