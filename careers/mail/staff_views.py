"""The email log: every outbound email, with buttons to retry."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from careers.database import transaction
from careers.http.arguments import id_argument
from careers.mail import queries, services
from careers.mail.forms import RetryForm
from careers.mail.models import FAILED, SENT, WAITING
from careers.security import Permission, is_allowed, requires

bp = Blueprint("mail", __name__, url_prefix="/hr/mail")
PAGE_SIZE = 50
# The values of ?state= with their labels; None is everything.
STATES = {None: "All", WAITING: "Waiting", SENT: "Sent", FAILED: "Failed"}


@bp.get("")
@requires(Permission.READ_MAIL)
def index() -> str:
    """Show a page of emails, newest first."""
    state, before = _asked_state(), id_argument("before")
    messages = queries.emails_page(state, before, PAGE_SIZE + 1)
    has_older, messages = len(messages) > PAGE_SIZE, messages[:PAGE_SIZE]
    return render_template(
        "mail/email_log.html",
        messages=messages,
        states=[(label, url_for(".index", state=name), name == state) for name, label in STATES.items()],
        failed=queries.failed_count(),
        is_filtered=state is not None,
        # The CSV is in a package above this one.
        csv_url=f"/hr/mail.csv?state={state or ''}" if is_allowed(current_user, Permission.EXPORT) else None,
        newest_url=url_for(".index", state=state) if before else None,
        older_url=url_for(".index", state=state, before=messages[-1].id) if has_older else None,
    )


@bp.post("/<id:email_id>/retry")
@requires(Permission.READ_MAIL)
@transaction()
def retry(email_id: int) -> Response:
    """Retry one email now."""
    message = queries.email_by_id(email_id)
    if message is None:
        abort(404)
    if not RetryForm().validate_on_submit():
        abort(400)
    if services.retry(message):
        flash(f"Trying to send the message to {message.to_address} again now.", "good")
    else:
        flash(f"The message to {message.to_address} was already sent.", "info")
    return redirect(url_for(".index", state=_asked_state()), 303)


@bp.post("/retry-failed")
@requires(Permission.READ_MAIL)
@transaction()
def retry_failed() -> Response:
    """Retry every failed email now."""
    if not RetryForm().validate_on_submit():
        abort(400)
    count = services.retry_all_failed()
    flash(f"Trying to send {count} failed messages again now.", "good")
    return redirect(url_for(".index"), 303)


def _asked_state() -> str | None:
    state = request.args.get("state")
    return state if state in STATES else None
