"""The page of a job alert, opened by the link in its emails: confirm, change, pause, end, and delete it."""

from collections.abc import Callable
from typing import Any

from flask import abort, flash, make_response, redirect, render_template, url_for
from flask.sansio.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response

from careers.database import transaction
from careers.postings.alerts import services
from careers.postings.alerts.forms import FrequencyForm
from careers.postings.alerts.models import ENDED, UNCONFIRMED, Alert
from careers.postings.alerts.presenters import alert_page
from careers.postings.alerts.queries import alert_by_token
from careers.postings.alerts.tokens import ALERT_LINK_LIFETIME
from careers.postings.alerts.views import bp
from careers.security import public


@bp.get("/<token>")
@public
def show(token: str) -> str:
    """Show the alert; before it is confirmed, ask for confirmation."""
    alert = _alert(token)
    page = alert_page(alert)
    if alert.state == UNCONFIRMED:
        return render_template("postings/alert_confirm.html", page=page, token=token)
    form = FrequencyForm(formdata=None, frequency=alert.frequency)
    return render_template("postings/alert_show.html", page=page, token=token, form=form)


@bp.post("/<token>/confirmation")
@public
def confirm(token: str) -> Response:
    """Confirm the alert."""
    return _change(token, services.confirm, "Alert confirmed. We’ll email you when a matching position opens.")


@bp.post("/<token>/frequency")
@public
def choose_frequency(token: str) -> Any:
    """Change how often emails are sent."""
    form = FrequencyForm()
    if not form.validate_on_submit():
        page = alert_page(_alert(token))
        return render_template("postings/alert_show.html", page=page, token=token, form=form), 422
    frequency = form.frequency.data
    return _change(token, lambda alert: services.change_frequency(alert, frequency), "Saved.")


@bp.post("/<token>/pause")
@public
def pause(token: str) -> Response:
    """Pause the alert."""
    return _change(token, services.pause, "Alert paused.")


@bp.post("/<token>/beginning")
@public
def begin(token: str) -> Response:
    """Resume the alert after a pause or an end."""
    return _change(token, services.resume, "Alert active.")


@bp.get("/<token>/end")
@public
def ask_to_end(token: str) -> str:
    """Show the button that ends the alert. A program that follows every link in an email must not end it."""
    return _end_page(_alert(token, any_age=True), token)


@bp.post("/<token>/end", endpoint="end")
@public
def end(token: str) -> str:
    """End the alert: from its page, or with one click in a mail program (RFC 8058), which sends no cookie.

    Responds with a page, never a redirect, as the standard requires, and accepts links of any age.
    """
    with transaction():
        alert = _alert(token, any_age=True)
        services.end(alert)
        return _end_page(alert, token)


@bp.get("/<token>/deletion")
@public
def ask_to_delete(token: str) -> str:
    """Show what would be deleted."""
    page = alert_page(_alert(token))
    return render_template("postings/alert_deletion.html", page=page, token=token)


@bp.post("/<token>/deletion")
@public
def delete(token: str) -> Response:
    """Delete the address and everything about it."""
    with transaction():
        services.delete_subscriber(_alert(token).subscriber)
    return redirect(url_for(".deleted"), 303)


@bp.get("/deleted")
@public
def deleted() -> str:
    """Show that everything was deleted."""
    return render_template("postings/alert_deleted.html")


@bp.record_once
def _exempt_one_click(state: BlueprintSetupState) -> None:
    # A mail program has no CSRF token to send; the token in the URL authorizes the request.
    state.app.extensions["csrf"].exempt(end)


def _change(token: str, change: Callable[[Alert], None], message: str) -> Response:
    try:
        with transaction():
            change(_alert(token))
    except services.TooManyAlerts as error:
        flash(str(error), "warning")
    else:
        flash(message, "success")
    return redirect(url_for(".show", token=token), 303)


def _end_page(alert: Alert, token: str) -> str:
    return render_template(
        "postings/alert_end.html", page=alert_page(alert), token=token, is_ended=alert.state == ENDED
    )


def _alert(token: str, *, any_age: bool = False) -> Alert:
    alert = alert_by_token(token, any_age=any_age)
    if alert is None:
        abort(make_response(render_template("postings/alert_unknown.html", days=ALERT_LINK_LIFETIME.days), 404))
    return alert
