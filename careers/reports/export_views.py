"""Download lists as CSV files: all pages of what the list shows, streamed."""

from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from flask import Blueprint, Response, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from careers.accounts.queries import detached
from careers.database import transaction
from careers.desk.application_search.filters import filter_from
from careers.desk.candidates.search_queries import candidate_filter_from
from careers.mail.models import FAILED, SENT, WAITING
from careers.postings.models import CLOSED, DRAFT, PUBLISHED
from careers.reports import export_list_queries as list_queries, export_queries as queries
from careers.reports.csv_files import pieces
from careers.reports.export_services import record_export
from careers.reports.responses import csv_response
from careers.search.query_timeout import SearchTooSlow
from careers.security import Permission, requires

bp = Blueprint("exports", __name__, url_prefix="/hr")


@bp.get("/applications.csv")
@requires(Permission.EXPORT)
def applications() -> Response | AnyResponse:
    """Return the applications of the list with the same filter and search; if that takes too long, redirect
    to the list.
    """
    wanted = filter_from(request.args)
    with transaction():
        record_export("applications", wanted.query, by=current_user)
    rows = queries.application_rows(_user(), wanted)
    try:
        first = list(islice(rows, 1))
    except SearchTooSlow:
        return redirect(url_for("desk.index", **wanted.query), 303)
    return csv_response(pieces(queries.APPLICATION_COLUMNS, chain(first, rows)), "applications")


@bp.get("/postings.csv")
@requires(Permission.EXPORT)
def postings() -> Response:
    """Return the postings of the list in the same state."""
    state = request.args.get("state") if request.args.get("state") in (DRAFT, PUBLISHED, CLOSED) else None
    with transaction():
        record_export("postings", {"state": state} if state else {}, by=current_user)
    rows: Iterator[Any] = queries.posting_rows(_user(), state)
    return csv_response(pieces(queries.POSTING_COLUMNS, rows), "postings")


@bp.get("/candidates.csv")
@requires(Permission.EXPORT)
def people() -> Response | AnyResponse:
    """Return the candidates of the list with the same search, or the talent pool."""
    wanted = candidate_filter_from(request.args)
    with transaction():
        record_export("candidates", wanted.query, by=current_user)
    rows = list_queries.people_rows(_user(), wanted)
    try:
        first = list(islice(rows, 1))
    except SearchTooSlow:
        return redirect(url_for("people.index", **wanted.query), 303)
    return csv_response(pieces(list_queries.PEOPLE_COLUMNS, chain(first, rows)), "candidates")


@bp.get("/mail.csv")
@requires(Permission.EXPORT)
def messages() -> Response:
    """Return the emails of the log in the same state."""
    state = request.args.get("state") if request.args.get("state") in (WAITING, SENT, FAILED) else None
    with transaction():
        record_export("emails", {"state": state} if state else {}, by=current_user)
    return csv_response(pieces(list_queries.MESSAGE_COLUMNS, list_queries.message_rows(state)), "mail")


@bp.get("/audit.csv")
@requires(Permission.READ_AUDIT)
def record() -> Response:
    """Return the audit log, which includes this export."""
    with transaction():
        record_export("audit log", {}, by=current_user)
    return csv_response(pieces(list_queries.RECORD_COLUMNS, list_queries.record_rows()), "audit")


def _user() -> Any:
    # The user itself, not Flask-Login's proxy: rows are generated while the file is being sent, and sessions end
    # between batches.
    return detached(current_user._get_current_object())
