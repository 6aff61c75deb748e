"""The quarantine in the back office: what waits and why, and decisions about it."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from careers.applications.opening_queries import HELD_SUBMISSION, is_opened_today_by
from careers.applications.opening_services import record_held_opening
from careers.applications.quarantine import queries, services
from careers.applications.quarantine.models import HELD, QuarantinedSubmission
from careers.applications.quarantine.presenters import STATES, page_of, row_of
from careers.applications.quarantine.spam_rules import HELD_FROM
from careers.database import transaction
from careers.errors import DomainError
from careers.http.arguments import id_argument
from careers.http.prefetch import refuse_prefetch
from careers.security import Permission, requires

bp = Blueprint("quarantine", __name__, url_prefix="/hr/quarantine")
PAGE_SIZE = 50
ONE = "/<id:quarantined_id>"
DECIDED = {
    "release": (
        "Released. It becomes an application in about a minute, with its original submission time, "
        "and the hiring team is notified. You can undo this until then."
    ),
    "spam": "Marked as spam. We’ll delete it after {days} days; you can undo this until then.",
    "undo": "Moved back to quarantine.",
}


@bp.get("")
@requires(Permission.QUARANTINE)
def index() -> str:
    """Show the submissions in a state, newest first."""
    state = request.args.get("state", HELD)
    state, is_unknown = (state, False) if state in STATES else (HELD, True)
    before = id_argument("before")
    found = queries.quarantine_page(state, before, PAGE_SIZE + 1)
    older = found[PAGE_SIZE - 1].id if len(found) > PAGE_SIZE else None
    return render_template(
        "applications/quarantine.html",
        rows=[row_of(held) for held in found[:PAGE_SIZE]],
        states=[(label, url_for(".index", state=name), name == state) for name, label in STATES.items()],
        state=state,
        is_unknown=is_unknown,
        threshold=HELD_FROM,
        newest_url=url_for(".index", state=state) if before else None,
        older_url=url_for(".index", state=state, before=older) if older else None,
    )


@bp.get(ONE)
@requires(Permission.QUARANTINE)
def show(quarantined_id: int) -> str:
    """Show a submission, why it is here, and its content as text. The candidate can see that it was opened."""
    refuse_prefetch()
    held = _held(quarantined_id)
    if not is_opened_today_by(held.id, current_user.id, HELD_SUBMISSION):
        with transaction():
            record_held_opening(held.id, by=current_user, role=current_user.role)
        held = _held(quarantined_id)
    return render_template(
        "applications/quarantined_application.html",
        page=page_of(held, queries.draft_of(held)),
        spam_days=services.SPAM_LIFETIME.days,
    )


@bp.post(f"{ONE}/release")
@requires(Permission.QUARANTINE)
def release(quarantined_id: int) -> Response:
    """Release a submission."""
    return _decide(quarantined_id, lambda held: services.release(held, by=current_user), DECIDED["release"])


@bp.post(f"{ONE}/spam")
@requires(Permission.QUARANTINE)
def confirm(quarantined_id: int) -> Response:
    """Confirm a submission as spam."""
    said = DECIDED["spam"].format(days=services.SPAM_LIFETIME.days)
    return _decide(quarantined_id, lambda held: services.confirm_spam(held, by=current_user), said)


@bp.post(f"{ONE}/undo")
@requires(Permission.QUARANTINE)
def undo(quarantined_id: int) -> Response:
    """Undo the decision."""
    return _decide(quarantined_id, lambda held: services.take_back(held, by=current_user), DECIDED["undo"])


def _decide(quarantined_id: int, act: Callable[[QuarantinedSubmission], Any], said: str) -> Response:
    if not FlaskForm().validate_on_submit():
        abort(400)
    try:
        with transaction():
            act(_held(quarantined_id))
    except DomainError as error:
        flash(str(error), "warning")
    else:
        flash(said, "success")
    return redirect(url_for(".show", quarantined_id=quarantined_id), 303)


def _held(quarantined_id: int) -> QuarantinedSubmission:
    held = queries.held_by_id(quarantined_id)
    return held or abort(404)
