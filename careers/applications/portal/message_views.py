"""The candidate's reply in the portal."""

from typing import Any

from flask import flash, redirect, url_for

from careers.applications.messages import services as message_services
from careers.applications.portal.forms import ReplyForm
from careers.applications.portal.views import bp, portal_page, proven
from careers.database import in_transaction
from careers.errors import DomainError
from careers.security import public


@bp.post("/<token>/messages")
@public
def reply(token: str) -> Any:
    """Send a message to the hiring team; sending it twice creates one."""
    form = ReplyForm()
    if not form.validate_on_submit():
        return portal_page(proven(token), token, reply_form=form), 422
    words = message_services.Words("", form.body.data.strip(), form.form_key.data or "")
    try:
        in_transaction(lambda: message_services.reply(proven(token), words))
    except DomainError as error:
        form.body.errors = [str(error)]
        return portal_page(proven(token), token, reply_form=form), 422
    flash("Message sent to the hiring team.", "success")
    return redirect(url_for(".show", token=token, _anchor="messages"), 303)
