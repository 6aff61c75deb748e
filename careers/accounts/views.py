"""Signing in and out."""

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.wrappers import Response

from careers.accounts import login, queries, second_factor, services, throttle
from careers.accounts.forms import CodeForm, SignInForm
from careers.accounts.models import User
from careers.database import transaction
from careers.security import public, signed_in

bp = Blueprint("accounts", __name__, url_prefix="/hr")


@bp.get("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    """Show the sign-in form; a signed-in user is redirected."""
    if current_user.is_authenticated:
        return redirect(login.local_path(request.args.get("next")), 303)
    return render_template("accounts/sign_in.html", form=SignInForm())


@bp.post("/sign-in")
@public
def submit_sign_in() -> ResponseReturnValue:
    """Check email and password, then ask for a code if the account has a second factor."""
    form, wanted = SignInForm(), login.local_path(request.args.get("next"))
    if not form.validate_on_submit():
        return render_template("accounts/sign_in.html", form=form), 422
    try:
        user = _authenticated(form.email.data or "", form.password.data or "")
    except services.SignInRefusedError as error:
        form.password.errors = [str(error)]
        return render_template("accounts/sign_in.html", form=form), 422
    except throttle.TooManyAttemptsError as error:
        form.password.errors = [str(error)]
        return render_template("accounts/sign_in.html", form=form), 429, _retry_after(error)
    if user.has_second_factor:
        login.ask_for_code(user, wanted)
        return redirect(url_for(".code"), 303)
    with transaction():
        login.begin(user)
    return redirect(wanted, 303)


@bp.get("/sign-in/code")
@public
def code() -> ResponseReturnValue:
    """Show the form for the code."""
    if login.pending() is None:
        return _start_again()
    return render_template("accounts/code.html", form=CodeForm())


@bp.post("/sign-in/code")
@public
def submit_code() -> ResponseReturnValue:
    """Check the code and sign in."""
    form, due = CodeForm(), login.pending()
    if due is None:
        return _start_again()
    if not form.validate_on_submit():
        return render_template("accounts/code.html", form=form), 422
    try:
        was_recovery_code = _prove_code(due.user, form.code.data or "")
    except second_factor.WrongCodeError as error:
        form.code.errors = [str(error)]
        return render_template("accounts/code.html", form=form), 422
    except throttle.TooManyAttemptsError as error:
        form.code.errors = [str(error)]
        return render_template("accounts/code.html", form=form), 429, _retry_after(error)
    if was_recovery_code:
        left = queries.unused_recovery_codes(due.user)
        flash(
            f"You used a recovery code. {left} left; you can create new ones on your account page.",
            "warning",
        )
    return redirect(due.wanted, 303)


@bp.post("/sign-out")
@signed_in
@transaction()
def sign_out() -> ResponseReturnValue:
    """End the session in the database and in the browser."""
    login.end()
    flash("You’re signed out.", "good")
    return redirect(url_for(".sign_in"), 303)


def _authenticated(email: str, password: str) -> User:
    # In three steps, so that the slow hash is computed outside any transaction.
    with transaction():
        attempt = throttle.count_password(services.account_key(email), request.remote_addr or "")
    user = services.authenticate(email, password)
    with transaction():
        throttle.forgive(attempt)
        services.renew_hash(user, password)
    return user


def _prove_code(user: User, typed: str) -> bool:
    with transaction():
        attempt = throttle.count_code(user)
    with transaction():
        was_recovery_code = second_factor.use_code(user, typed)
        throttle.forgive(attempt)
        login.begin(user)
    return was_recovery_code


def _retry_after(error: throttle.TooManyAttemptsError) -> dict[str, str]:
    return {"Retry-After": str(error.retry_after)}


def _start_again() -> Response:
    if session.pop(login.PENDING, None):
        flash("That took too long. Sign in again.", "warning")
    return redirect(url_for(".sign_in"), 303)
