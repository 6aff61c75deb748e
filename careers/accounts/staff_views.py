"""The user's own account: sessions, password, and second factor."""

from flask import abort, current_app, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from markupsafe import Markup
from wtforms import PasswordField

from careers.accounts import browsers, login, passwords, queries, second_factor, services, throttle
from careers.accounts.forms import CodeForm, NewPasswordForm, PasswordForm
from careers.accounts.notification_forms import AccountNotificationForm, NotificationForm
from careers.accounts.views import bp
from careers.database import transaction
from careers.security import signed_in

SECRET = "second_factor_secret"  # noqa: S105  the name of a place, not a secret


@bp.get("/account")
@signed_in
def account() -> ResponseReturnValue:
    """Show the account page."""
    return _account_page(NewPasswordForm())


@bp.post("/account/password")
@signed_in
def change_password() -> ResponseReturnValue:
    """Set a new password; other browsers are signed out, and this one gets a new session."""
    form = NewPasswordForm()
    if not form.validate_on_submit() or not _is_proven(form.current_password):
        return _account_page(form), 422
    try:
        with transaction():
            services.set_password(current_user, form.new_password.data or "", by=current_user)
            login.begin(current_user)
    except passwords.UnfitPasswordError as error:
        form.new_password.errors = [str(error)]
        return _account_page(form), 422
    flash("Password changed. You’ve been signed out of all other browsers.", "good")
    return redirect(url_for(".account"), 303)


@bp.post("/account/notification")
@signed_in
def choose_notifications() -> ResponseReturnValue:
    """Save the user's notification settings."""
    form = AccountNotificationForm()
    if not form.validate_on_submit():
        return _account_page(NewPasswordForm(formdata=None), form), 422
    with transaction():
        services.set_notifications(current_user, form.choices())
    flash("Notification settings saved.", "good")
    return redirect(url_for(".account"), 303)


@bp.post("/account/sessions/<id:session_id>/end")
@signed_in
@transaction()
def end_session(session_id: int) -> ResponseReturnValue:
    """Sign out one of the user's own browsers."""
    if not services.end_session_of(current_user, session_id):
        abort(404)
    flash("That browser is signed out.", "good")
    return redirect(url_for(".account"), 303)


@bp.get("/account/second-factor")
@signed_in
def second_factor_status() -> ResponseReturnValue:
    """Show how to set up the second factor, or how to remove it."""
    return _second_factor_page(CodeForm(), PasswordForm())


@bp.post("/account/second-factor/secret")
@signed_in
def second_factor_secret() -> ResponseReturnValue:
    """Create the secret that the next page shows. It takes effect once a code confirms it."""
    if not current_user.has_second_factor:
        session[SECRET] = second_factor.new_secret()
    return redirect(url_for(".second_factor_status"), 303)


@bp.post("/account/second-factor")
@signed_in
def second_factor_confirmation() -> ResponseReturnValue:
    """Turn the second factor on with a first code, and show the recovery codes once."""
    form, secret = CodeForm(), session.get(SECRET)
    if secret is None or current_user.has_second_factor:
        return redirect(url_for(".second_factor_status"), 303)
    if not form.validate_on_submit():
        return _second_factor_page(form, PasswordForm()), 422
    try:
        with transaction():
            codes = second_factor.enroll(current_user, secret, form.code.data or "")
    except second_factor.WrongCodeError as error:
        form.code.errors = [str(error)]
        return _second_factor_page(form, PasswordForm()), 422
    session.pop(SECRET)
    return render_template("accounts/recovery_codes.html", codes=codes)


@bp.post("/account/second-factor/recovery-codes")
@signed_in
def second_factor_recovery_codes() -> ResponseReturnValue:
    """Replace the recovery codes, after the password is confirmed."""
    form = PasswordForm()
    if not current_user.has_second_factor:
        return redirect(url_for(".second_factor_status"), 303)
    if not form.validate_on_submit() or not _is_proven(form.password):
        return _second_factor_page(CodeForm(), form), 422
    with transaction():
        codes = second_factor.replace_recovery_codes(current_user)
    return render_template("accounts/recovery_codes.html", codes=codes)


@bp.post("/account/second-factor/removal")
@signed_in
def second_factor_removal() -> ResponseReturnValue:
    """Remove the second factor, after the password is confirmed."""
    form = PasswordForm()
    if not form.validate_on_submit() or not _is_proven(form.password):
        return _second_factor_page(CodeForm(), form), 422
    with transaction():
        services.reset_second_factor(current_user, by=current_user)
    flash("Two-factor authentication is off. You sign in with just your password.", "warning")
    return redirect(url_for(".account"), 303)


def _account_page(form: NewPasswordForm, notifications: NotificationForm | None = None) -> str:
    sessions = queries.live_sessions(current_user, services.IDLE_LIFETIME)
    here = login.current_hash()
    rows = [(row, browsers.browser_name(row.user_agent), row.token_hash == here) for row in sessions]
    return render_template(
        "accounts/account.html",
        form=form,
        notifications=notifications or AccountNotificationForm.of(current_user),
        sessions=rows,
    )


def _second_factor_page(code_form: CodeForm, password_form: PasswordForm) -> str:
    if current_user.has_second_factor:
        left = queries.unused_recovery_codes(current_user)
        return render_template("accounts/second_factor_on.html", form=password_form, codes_left=left)
    settings, secret = current_app.extensions["settings"], session.get(SECRET)
    if secret is None:
        return render_template("accounts/second_factor_start.html", is_required=settings.require_mfa)
    host = settings.site_url.partition("://")[2]
    uri = second_factor.provisioning_uri(secret, current_user.email, host)
    qr_code = Markup(second_factor.qr_code(uri))  # noqa: S704  # nosec B704  (our own drawing of black squares)
    return render_template("accounts/second_factor_setup.html", form=code_form, secret=secret, qr_code=qr_code)


def _is_proven(control: PasswordField) -> bool:
    # Guessing from a browser that was left signed in is throttled like guessing anywhere else.
    try:
        with transaction():
            attempt = throttle.count_password(current_user.email_normalized, request.remote_addr or "")
    except throttle.TooManyAttemptsError as error:
        control.errors = [str(error)]
        return False
    if not passwords.is_correct(control.data or "", current_user.password_hash):
        control.errors = ["That isn’t your current password."]
        return False
    with transaction():
        throttle.forgive(attempt)
    return True
