"""Write messages to the candidate, and mark replies as read."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from careers.applications.messages import services as message_services
from careers.applications.models import Application
from careers.database import in_transaction, transaction
from careers.desk.application import presenters
from careers.desk.application_search.filters import filter_from
from careers.desk.blueprint import APPLICATION_URL, bp
from careers.http.arguments import id_argument
from careers.http.limits import accepts_long_texts
from careers.pipeline.access.queries import application_for
from careers.pipeline.message_templates.merge_fields import values_for
from careers.pipeline.message_templates.models import INVITATION, OTHER, UPDATE
from careers.pipeline.message_templates.presenters import chosen_template, template_choices
from careers.pipeline.summary.presenters import summary_of
from careers.review.messages.forms import MessageForm
from careers.review.messages.presenters import StartingText, starting_text
from careers.security import Permission, requires

# A rejection message is only sent together with the decision.
PURPOSES = (INVITATION, UPDATE, OTHER)


@bp.get(f"{APPLICATION_URL}/messages/new")
@requires(Permission.DECIDE)
def write(application_id: int) -> str:
    """Show the form, filled in from the chosen template, below the messages so far."""
    application = application_for(current_user, application_id)
    template = chosen_template(id_argument("template"), None)
    begun = starting_text(template, application, values_for(application, current_user))
    form = MessageForm(formdata=None, subject=begun.subject, body=begun.body)
    return _write_page(application, form, begun)


@bp.post(f"{APPLICATION_URL}/messages")
@requires(Permission.DECIDE)
@accepts_long_texts
def send(application_id: int) -> Response | tuple[str, int]:
    """Send a message to the candidate. Submitting the same form twice sends one message."""
    application, form = application_for(current_user, application_id), MessageForm()
    words = form.words(values_for(application, current_user)) if form.validate_on_submit() else None
    if words is None:
        return _write_page(application, form), 422
    in_transaction(
        lambda: message_services.write_message(application_for(current_user, application_id), words, by=current_user)
    )
    flash("The message is on its way.", "success")
    return _back(application_id)


@bp.post(f"{APPLICATION_URL}/messages/reading")
@requires(Permission.DECIDE)
def mark_read(application_id: int) -> Response:
    """Mark the candidate's replies as read."""
    with transaction():
        message_services.mark_read(application_for(current_user, application_id).id)
    return _back(application_id)


def _write_page(application: Application, form: MessageForm, begun: StartingText | None = None) -> str:
    return render_template(
        "desk/message.html",
        application=summary_of(application),
        templates=template_choices(*PURPOSES),
        chosen=id_argument("template"),
        trouble=begun.trouble if begun else "",
        messages=presenters.thread_of(application),
        form=form,
        filter=filter_from(request.args).query,
    )


def _back(application_id: int) -> Response:
    wanted = filter_from(request.args).query
    return redirect(url_for(".show", application_id=application_id, _anchor="messages", **wanted), 303)
