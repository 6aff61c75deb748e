"""Set a password with the link from an email."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from careers.accounts import password_link_services as password_links, passwords
from careers.accounts.administration_forms import FirstPasswordForm
from careers.database import transaction
from careers.security import public

bp = Blueprint("password_links", __name__, url_prefix="/hr/invitation")


@bp.get("/<token>")
@public
def show(token: str) -> ResponseReturnValue:
    """Show the form. A GET changes nothing: mail scanners follow links too."""
    return _page(token, FirstPasswordForm())


@bp.post("/<token>")
@public
def accept(token: str) -> ResponseReturnValue:
    """Set the password and invalidate the link."""
    form = FirstPasswordForm()
    if not form.validate_on_submit():
        return _page(token, form, 422)
    try:
        with transaction():
            password_links.accept(token, form.new_password.data or "")
    except passwords.UnfitPasswordError as error:
        form.new_password.errors = [str(error)]
        return _page(token, form, 422)
    except password_links.PasswordLinkGone:
        return _page(token, form)
    flash("Password set. You can sign in now.", "good")
    return redirect(url_for("accounts.sign_in"), 303)


def _page(token: str, form: FirstPasswordForm, status: int = 200) -> ResponseReturnValue:
    try:
        link = password_links.link_by_token(token)
    except password_links.PasswordLinkGone as error:
        return render_template("accounts/password_link_gone.html", sentence=str(error)), 404
    return render_template("accounts/set_password.html", form=form, user=link.user), status
