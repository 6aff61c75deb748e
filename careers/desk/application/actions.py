"""What every form on the application page has in common, so that an action is one row and one call."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import flash
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm

from careers.applications.models import Application
from careers.database import in_transaction
from careers.desk.application.queue_navigation import next_step_after, redirect_to_next
from careers.desk.application.timeline_presenters import changes_since
from careers.desk.application.views import application_page
from careers.desk.blueprint import APPLICATION_URL, bp
from careers.errors import DomainError
from careers.http.limits import accepts_long_texts
from careers.pipeline.access.queries import application_for
from careers.pipeline.decisions.idempotency import RequestedAction, already_applied
from careers.security import Permission, requires
from careers.versions import EditConflict

Act = Callable[..., "Outcome | str"]


@dataclass(frozen=True)
class Outcome:
    """What the page says after an action, and a warning if it did less than requested."""

    notice: str
    warning: str = ""


@dataclass(frozen=True)
class Action:
    """One form on the application page.

    ``slot`` is the name under which the page shows the form again after an error, and ``field`` the field that domain
    errors are shown at (default: the top of the page). ``repeats`` returns what the form asks for, so that a repeated
    submission gets the same response as the first.
    """

    form: type[FlaskForm]
    act: Act
    slot: str = ""
    field: str = ""
    repeats: Callable[[Any], tuple[RequestedAction, str]] | None = None


def action(
    path: str,
    permission: Permission,
    form: type[FlaskForm] = FlaskForm,
    *,
    takes_long_texts: bool = False,
    **options: Any,
) -> Callable[[Act], Act]:
    """Register ``act(application, form, **ids in the URL)`` under the URL of an application.

    It runs in a transaction that is retried if it conflicts with another one. ``options`` are those of ``Action``.
    """

    def register(act: Act) -> Act:
        row = Action(form, act, **options)

        def view(application_id: int, **ids: int) -> ResponseReturnValue:
            return _run(row, application_id, ids)

        endpoint = accepts_long_texts(view) if takes_long_texts else view
        bp.add_url_rule(APPLICATION_URL + path, act.__name__, requires(permission)(endpoint), methods=["POST"])
        return act

    return register


def _run(row: Action, application_id: int, ids: dict[str, int]) -> ResponseReturnValue:
    form, load = row.form(), partial(application_for, current_user, application_id)
    # Visibility comes first: an invalid form must not reveal that an application exists.
    application = load()
    if not form.validate_on_submit():
        return _page(row, application, form, "" if row.field else _first_error(form)), 422
    next_step = next_step_after(application)
    try:
        outcome = in_transaction(lambda: row.act(load(), form, **ids))
    except EditConflict as conflict:
        repeated = _notice_of_repeat(row, load(), form)
        if not repeated:
            application = load()
            changes = changes_since(application, form["version"].data)
            return _page(row, application, form, str(conflict), changes=changes), 409
        outcome = repeated
    except DomainError as error:
        return _page(row, load(), form, str(error)), 422
    if isinstance(outcome, str):
        outcome = Outcome(outcome)
    if outcome.warning:
        flash(outcome.warning, "warning")
    flash(outcome.notice, "success")
    return redirect_to_next(application_id, next_step)


def _notice_of_repeat(row: Action, application: Application, form: FlaskForm) -> str:
    if row.repeats is None:
        return ""
    requested, notice = row.repeats(form)
    is_repeat = already_applied(application, requested, version=form["version"].data, by=current_user)
    return notice if is_repeat else ""


def _page(row: Action, application: Application, form: FlaskForm, error: str, **more: Any) -> str:
    """Render the page with what was typed; the form now carries the version that the page shows."""
    if row.field and error:
        form[row.field].errors = [error]
        error = ""
    return application_page(application, trouble=error, **({row.slot: form} if row.slot else {}), **more)


def _first_error(form: FlaskForm) -> str:
    return str(next((text for errors in form.errors.values() for text in errors), "This form can’t be sent."))
