"""What the small acts on an application have in common: load, check, do it once, say so, and go back to the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm

from careers.applications.models import Application
from careers.database import in_transaction
from careers.desk.application.queue_navigation import next_step_after, redirect_to_next
from careers.desk.application.views import application_page
from careers.errors import DomainError
from careers.pipeline.access.queries import application_for


def run_action(
    application_id: int,
    form: FlaskForm,
    act: Callable[[Application], str],
    *,
    field: str = "",
    **forms: FlaskForm,
) -> ResponseReturnValue:
    """Do ``act``, which returns what to say, in a transaction that is tried again when it meets another.

    What the rules forbid is told beside ``field``, and the page keeps what was typed in ``forms``.
    """
    # Whose application it is comes first: an invalid form must not tell that somebody else's is there.
    application = application_for(current_user, application_id)
    if not form.validate_on_submit():
        return application_page(application, **forms), 422
    onward = next_step_after(application)
    try:
        said = in_transaction(lambda: act(application_for(current_user, application_id)))
    except DomainError as error:
        application = application_for(current_user, application_id)
        return application_page(application, **_refused(form, field, str(error)), **forms), 422
    if said:
        flash(said, "success")
    return redirect_to_next(application_id, onward)


def _refused(form: FlaskForm, field: str, sentence: str) -> dict[str, Any]:
    if not field:
        return {"trouble": sentence}
    form[field].errors = [sentence]
    return {}
