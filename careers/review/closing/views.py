"""The screen that closes a posting and replies to every applicant."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.wrappers import Response

from careers.database import in_transaction
from careers.errors import DomainError
from careers.http.arguments import id_from
from careers.pipeline.message_templates.models import REJECTION, UPDATE
from careers.pipeline.message_templates.presenters import chosen_template, template_choices
from careers.pipeline.message_templates.queries import (
    best_template,
    decision_message_delay,
    message_templates,
)
from careers.pipeline.summary.presenters import summary_of
from careers.postings.models import CLOSED, PUBLISHED, Posting
from careers.postings.queries import waiting_applications
from careers.postings.staff.queries import can_edit, posting_for
from careers.review.closing import services
from careers.review.closing.forms import ClosingForm
from careers.review.closing.queries import unanswered_by_posting
from careers.review.closing.services import KEEP, REJECT, Resolution
from careers.security import Permission, requires

bp = Blueprint("closing", __name__, url_prefix="/hr")
CLOSING = "/postings/<id:posting_id>/closing"
PURPOSES = {REJECT: REJECTION, KEEP: UPDATE}
CHANGED = "Something changed since you looked, so nothing was sent. Here is the current version."


@bp.get(CLOSING)
@requires(Permission.PUBLISH_POSTINGS)
def closing(posting_id: int) -> str | Response:
    """Show everyone who still waits and the message to each; the texts start from templates.

    For a posting that is already closed, it shows those who are still active.
    """
    posting = _posting(posting_id)
    if posting.state != PUBLISHED and not _has_left(posting):
        return _to_posting(posting_id)
    form = ClosingForm(formdata=None, version=posting.version, **_begun())
    return _page(posting, form, is_looked_at=False)


@bp.post(CLOSING)
@requires(Permission.PUBLISH_POSTINGS)
def resolve_and_close(posting_id: int) -> ResponseReturnValue:
    """Show every message; once these were previewed, send all and close the posting, unless it is already closed."""
    posting, form = _posting(posting_id), ClosingForm()
    if posting.state != PUBLISHED and not (_has_left(posting) and form.version.data == posting.version):
        flash("This posting is already closed.", "info")
        return _to_posting(posting_id)
    settlements = _settlements(posting, form)
    if not form.validate_on_submit() or not form.is_complete_for({settlement.choice for settlement in settlements}):
        return _page(posting, form, is_looked_at=False), 422
    if "look" in request.form or any(settlement.problem for settlement in settlements):
        return _page(posting, form, is_looked_at=True), 200 if "look" in request.form else 422
    try:
        left = in_transaction(lambda: _settle(posting_id, form))
    except DomainError as error:
        return _page(_posting(posting_id), form, is_looked_at=True, trouble=str(error)), 409
    if left:
        flash(f"Sent. {left} more applicants need a reply before you can close the posting.", "info")
        return redirect(url_for(".closing", posting_id=posting_id), 303)
    flash("Posting closed. Everyone has a reply.", "success")
    return _to_posting(posting_id)


def _settle(posting_id: int, form: ClosingForm) -> int:
    posting = _posting(posting_id)
    if posting.state != PUBLISHED and form.version.data != posting.version:  # the same form, sent twice
        return 0
    settlements = _settlements(posting, form)
    if services.digest_of(settlements, form.reason.data or "") != form.seen.data:
        raise DomainError(CHANGED)
    services.resolve(settlements, reason=form.reason.data, by=current_user)
    return services.close_if_resolved(
        posting, version=form.version.data, ends_general=form.ends_general.data, by=current_user
    )


def _has_left(posting: Posting) -> bool:
    return posting.state == CLOSED and bool(waiting_applications([posting.id]))


def _settlements(posting: Posting, form: ClosingForm) -> list[Resolution]:
    chosen = {
        number: value for name, value in request.form.items() if (number := id_from(name.removeprefix("choice-")))
    }
    return services.resolutions_for(posting, form.choices(chosen), by=current_user)


def _posting(posting_id: int) -> Posting:
    posting = posting_for(current_user, posting_id)
    return posting if can_edit(current_user, posting) else abort(403)


def _begun() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for choice, purpose in PURPOSES.items():
        best = best_template(message_templates(purpose), "")
        template = chosen_template(id_from(request.args.get(choice)), best)
        if template is not None:
            found |= {f"{choice}_subject": template.subject, f"{choice}_body": template.body}
    return found


def _page(posting: Posting, form: ClosingForm, *, is_looked_at: bool, trouble: str = "") -> str:
    settlements = _settlements(posting, form)
    form.version.data = posting.version
    form.seen.data = services.digest_of(settlements, form.reason.data or "") if is_looked_at else ""
    return render_template(
        "review/closing.html",
        posting=posting,
        form=form,
        rows=[(summary_of(settlement.application), settlement) for settlement in settlements],
        left=unanswered_by_posting([posting.id]).get(posting.id, 0),
        is_ready=is_looked_at and not any(settlement.problem for settlement in settlements),
        is_looked_at=is_looked_at,
        trouble=trouble,
        pickers=[
            (choice, label, template_choices(PURPOSES[choice]), id_from(request.args.get(choice)))
            for choice, label in ((REJECT, "Rejection message"), (KEEP, "Update message"))
        ],
        minutes=int(decision_message_delay().total_seconds() // 60),
    )


def _to_posting(posting_id: int) -> Response:
    return redirect(url_for("postings_staff.show", posting_id=posting_id), 303)
