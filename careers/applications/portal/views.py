"""The candidate portal, opened by a token; only a token that was sent by email opens all of it."""

from typing import Any, TypeVar

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    make_response,
    redirect,
    render_template,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from careers.applications import queries
from careers.applications.apply.presenters import form_limits
from careers.applications.models import Application
from careers.applications.portal.forms import (
    FileForm,
    FutureForm,
    ReplyForm,
    WithdrawalForm,
)
from careers.applications.portal.held_presenters import held_page, sent_page
from careers.applications.portal.presenters import CandidatePage, candidate_page
from careers.applications.portal.queries import Sent, sent_with
from careers.applications.portal.services import (
    AgreedTooOften,
    AlreadySettled,
    choose_future_of,
    withdraw_sent,
)
from careers.applications.presenters import receipt_of
from careers.applications.quarantine.presenters import held_receipt
from careers.applications.quarantine.queries import held_with
from careers.applications.queries import access_with
from careers.config import current_settings
from careers.database import transaction
from careers.security import public

bp = Blueprint("candidate", __name__, url_prefix="/applications")
Found = TypeVar("Found")


@bp.get("/<token>")
@public
def show(token: str) -> str:
    """Show the application; with the token from the browser, which proves no address, only the receipt."""
    access = access_with(token)
    application = queries.whole_application(access.application_id) if access else None
    if access is None or application is None:
        return _held_page(token)
    if not access.proves_address:
        return render_template("applications/receipt.html", receipt=receipt_of(application))
    return portal_page(application, token)


@bp.get("/<token>/withdrawal")
@public
def ask_to_withdraw(token: str) -> Any:
    """Ask for confirmation and a reason."""
    page = sent_page(sent(token))
    if not page.is_active:
        return redirect(url_for(".show", token=token), 303)
    return _withdrawal_page(page, token, WithdrawalForm())


@bp.post("/<token>/withdrawal")
@public
def withdraw(token: str) -> Any:
    """Withdraw the application."""
    form = WithdrawalForm()
    if not form.validate_on_submit():
        return _withdrawal_page(sent_page(sent(token)), token, form), 422
    try:
        with transaction():
            withdraw_sent(sent(token, to_change=True), said=(form.said.data or "").strip())
    except AlreadySettled as error:
        flash(str(error), "warning")
    else:
        flash("You’ve withdrawn your application. We’ve stopped reviewing it.", "success")
    return redirect(url_for(".show", token=token), 303)


@bp.post("/<token>/future")
@public
def choose_future(token: str) -> AnyResponse:
    """Opt in to or out of future roles."""
    is_agreed = bool(FutureForm().keep_for_future.data)
    try:
        with transaction():
            choose_future_of(sent(token, to_change=True), is_agreed=is_agreed)
    except AgreedTooOften as error:
        flash(str(error), "warning")
    else:
        flash("Saved.", "success")
    return redirect(url_for(".show", token=token, _anchor="future"), 303)


def sent(token: str, *, to_change: bool = False) -> Sent:
    """Return what an emailed link opens; abort with the page that offers a new link for any other token."""
    return sent_with(token, to_change=to_change) or abort(unknown_link())


def proven(token: str) -> Application:
    """Return the application of an emailed token; abort with the page that offers a new link for any other."""
    found = sent(token)
    return opened(found if isinstance(found, Application) else None)


def portal_page(application: Application, token: str, **forms: Any) -> str:
    """Render the page with everything that a proven address can see and do."""
    return _own_page(
        candidate_page(application),
        token,
        files_form=forms.pop("files_form", None) or FileForm.of(application),
        **forms,
    )


def _own_page(page: CandidatePage, token: str, **forms: Any) -> str:
    future = FutureForm(formdata=None, keep_for_future=page.future.is_agreed)
    return render_template(
        "applications/own.html",
        reply_form=forms.pop("reply_form", None) or ReplyForm(formdata=None),
        limits=form_limits(current_settings()),
        page=page,
        receipt=page.receipt,
        token=token,
        future=future,
        **forms,
    )


def _held_page(token: str) -> str:
    found = opened(held_with(token))
    if found.proves_address:
        return _own_page(held_page(found), token)
    return render_template("applications/receipt.html", receipt=held_receipt(found.submission, found.draft))


def _withdrawal_page(page: CandidatePage, token: str, form: WithdrawalForm) -> str:
    return render_template("applications/withdrawal.html", receipt=page.receipt, form=form, token=token)


def opened(found: Found | None) -> Found:
    """Return what a link has found; abort with the page for unknown links if nothing."""
    return found if found is not None else abort(unknown_link())


def unknown_link() -> Response:
    """Render the page for a link that is invalid, expired, or of something that was deleted."""
    return make_response(render_template("applications/unknown_link.html"), 404)
