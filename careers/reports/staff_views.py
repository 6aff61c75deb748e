"""The pages of reports, and their tables as CSV files."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from careers.applications.equal_opportunity.queries import equal_years
from careers.clock import now
from careers.company.queries import company_profile, departments
from careers.database import transaction
from careers.pipeline.visibility.posting_queries import newest_choices
from careers.pipeline.visibility.queries import team_role_of
from careers.reports.csv_files import pieces
from careers.reports.export_services import record_export
from careers.reports.filters import BY, Scope, of_year, scope_from
from careers.reports.presenters import REPORTS, Kind, Report
from careers.reports.responses import csv_response
from careers.search.query_timeout import SearchTooSlow, report_timeouts
from careers.security import Permission, is_allowed, requires

bp = Blueprint("reports", __name__, url_prefix="/hr/reports")


@bp.get("")
@requires(Permission.READ_REPORTS)
def index() -> AnyResponse:
    """Redirect to the first report."""
    return redirect(url_for(".show", name=next(iter(REPORTS))), 302)


@bp.get("/<name>")
@requires(Permission.READ_REPORTS)
def show(name: str) -> str:
    """Show a report: figures, charts, and the table behind them."""
    kind = _kind(name)
    years = equal_years() if kind.is_yearly else []
    scope, known = _scope(kind, years)
    try:
        report = _made(kind, scope)
    except SearchTooSlow:
        report = None
    return render_template(
        "reports/show.html",
        kind=kind,
        report=report,
        scope=scope,
        tabs=[
            (report.title, url_for(".show", name=key, **_kept(kind, report, scope)), key == name)
            for key, report in REPORTS.items()
            if _may_see(report)
        ],
        years=[(year, str(year)) for year in years],
        running_year=now().year,
        by=list(BY.items()) if kind.has_rows else [],
        postings=newest_choices(current_user, scope.posting),
        departments=list(known.items()),
        reset_url=url_for(".show", name=name),
        csv_url=url_for(".table", name=name, **scope.query) if is_allowed(current_user, Permission.EXPORT) else None,
    )


@bp.get("/<name>/table.csv")
@requires(Permission.EXPORT)
def table(name: str) -> Response | AnyResponse:
    """Return all rows of the report's table as CSV."""
    kind = _kind(name)
    scope, _ = _scope(kind, equal_years() if kind.is_yearly else [])
    try:
        made = _made(kind, scope).table
    except SearchTooSlow:
        return redirect(url_for(".show", name=name, **scope.query), 303)
    with transaction():
        record_export(f"report {name}", scope.query, by=current_user)
    return csv_response(pieces([column.label for column in made.columns], made.rows), name)


def _made(kind: Kind, scope: Scope) -> Report:
    with report_timeouts():
        return kind.make(current_user, scope)


def _kind(name: str) -> Kind:
    if name not in REPORTS:
        abort(404)
    if not _may_see(REPORTS[name]):
        abort(403)
    return REPORTS[name]


def _may_see(kind: Kind) -> bool:
    return not (kind.is_yearly and team_role_of(current_user))


def _kept(here: Kind, there: Kind, scope: Scope) -> dict[str, Any]:
    return scope.query if here.is_yearly == there.is_yearly else {}


def _scope(kind: Kind, years: Sequence[int]) -> tuple[Scope, dict[str, Any]]:
    known = {department.slug: department.name for department in departments()}
    scope = scope_from(request.args, company_profile().time_zone, known)
    return of_year(scope, request.args, years) if kind.is_yearly else scope, known
