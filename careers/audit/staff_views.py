"""The audit log page."""

from flask import Blueprint, render_template, url_for
from flask_login import current_user

from careers.audit import queries
from careers.audit.presenters import entries_shown
from careers.http.arguments import id_argument
from careers.security import Permission, requires

bp = Blueprint("audit", __name__, url_prefix="/hr/audit")
PAGE_SIZE = 50


@bp.get("")
@requires(Permission.READ_AUDIT)
def index() -> str:
    """Show a page of the log, newest first."""
    before = id_argument("before")
    entries = queries.recent_entries(before, PAGE_SIZE + 1)
    has_older, entries = len(entries) > PAGE_SIZE, entries[:PAGE_SIZE]
    return render_template(
        "audit/index.html",
        entries=entries_shown(entries, current_user),
        newest_url=url_for(".index") if before else None,
        older_url=url_for(".index", before=entries[-1].id) if has_older else None,
    )
