"""Reject with a message in one step, and undo both while the message waits."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.wrappers import Response

from careers.applications.models import Application
from careers.applications.tokens import new_form_key
from careers.database import in_transaction
from careers.desk.application.queue_navigation import next_step_after, redirect_to_next
from careers.desk.application.timeline_presenters import changes_since
from careers.desk.application_search.filters import filter_from
from careers.desk.blueprint import APPLICATION_URL, bp
from careers.errors import DomainError
from careers.formatting import format_datetime
from careers.http.arguments import id_argument
from careers.http.limits import accepts_long_texts
from careers.pipeline.access.queries import application_for
from careers.pipeline.decisions import message_services, services
from careers.pipeline.message_templates.merge_fields import values_for
from careers.pipeline.message_templates.models import REJECTION
from careers.pipeline.message_templates.presenters import chosen_template, template_choices
from careers.pipeline.message_templates.queries import (
    best_template,
    decision_message_delay,
    message_templates,
)
from careers.pipeline.summary.presenters import summary_of
from careers.review.messages.forms import RejectionMessageForm
from careers.review.messages.presenters import starting_text
from careers.security import Permission, requires
from careers.versions import EditConflict


@bp.get(f"{APPLICATION_URL}/rejection")
@requires(Permission.DECIDE)
def ask_to_reject(application_id: int) -> str | Response:
    """Show reason and message before they are sent, filled in from the template that fits the stage."""
    application = application_for(current_user, application_id)
    if not application.is_active:
        return _back(application_id)
    best = best_template(message_templates(REJECTION), application.stage)
    template = chosen_template(id_argument("template"), best)
    begun = starting_text(template, application, values_for(application, current_user))
    form = RejectionMessageForm(formdata=None, subject=begun.subject, body=begun.body)
    return _page(application, form, trouble=begun.trouble, chosen=template.id if template else None)


@bp.post(f"{APPLICATION_URL}/rejection/message")
@requires(Permission.DECIDE)
@accepts_long_texts
def reject_with_message(application_id: int) -> ResponseReturnValue:
    """Reject and queue the message together. Submitting the same form twice is one rejection."""
    application, form = application_for(current_user, application_id), RejectionMessageForm()
    words = form.words(values_for(application, current_user)) if form.validate_on_submit() else None
    if words is None:
        return _page(application, form), 422
    next_step = next_step_after(application)
    try:
        due = in_transaction(
            lambda: (
                message_services.reject_with_message(
                    application_for(current_user, application_id),
                    words,
                    reason=form.reason.data,
                    version=form.version.data,
                    by=current_user,
                ).due_at
            )
        )
    except DomainError as error:
        return _refused(application_id, form, error)
    late = f" The message will be sent at {format_datetime(due)}. You can undo both until then."
    flash(f"Rejected.{(late if decision_message_delay() else ' The message is on its way.')}", "success")
    return redirect_to_next(application_id, next_step)


@bp.post(f"{APPLICATION_URL}/undoing")
@requires(Permission.DECIDE)
def undo(application_id: int) -> Response:
    """Undo the decision and its message together."""
    try:
        in_transaction(lambda: services.undo_decision(application_for(current_user, application_id), by=current_user))
    except services.UndoExpired as error:
        flash(str(error), "warning")
    else:
        flash("Decision undone. The application is active again, and no message will be sent.", "success")
    return _back(application_id)


def _refused(application_id: int, form: RejectionMessageForm, error: DomainError) -> ResponseReturnValue:
    application = application_for(current_user, application_id)
    is_stale = isinstance(error, EditConflict)
    # Anything sent from here on is a new decision, whatever happened to the previous one.
    form.form_key.data = new_form_key()
    changes = changes_since(application, form.version.data) if is_stale else []
    return _page(application, form, trouble=str(error), changes=changes), 409 if is_stale else 422


def _page(application: Application, form: RejectionMessageForm, **more: Any) -> str:
    return render_template(
        "desk/rejection.html",
        application=summary_of(application),
        templates=template_choices(REJECTION),
        chosen=more.get("chosen"),
        trouble=more.get("trouble", ""),
        changes=more.get("changes", []),
        minutes=int(decision_message_delay().total_seconds() // 60),
        form=form,
        filter=filter_from(request.args).query,
    )


def _back(application_id: int) -> Response:
    wanted = filter_from(request.args).query
    return redirect(url_for(".show", application_id=application_id, **wanted), 303)
