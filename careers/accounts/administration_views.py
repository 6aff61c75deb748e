"""The screens where admins invite, edit, and deactivate staff members."""

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.wrappers import Response

from careers.accounts import administration_services as administration, queries
from careers.accounts.administration_forms import InvitationForm, StaffForm
from careers.accounts.models import User
from careers.accounts.password_link_services import LINK_LIFETIME
from careers.accounts.services import UnusableAddressError
from careers.database import transaction
from careers.errors import DomainError
from careers.security import ROLE_LABELS, Permission, requires
from careers.versions import EditConflict, compare_with_saved, typed_values

bp = Blueprint("staff", __name__, url_prefix="/hr/settings/staff")
ONE = "/<id:user_id>"


@bp.get("")
@requires(Permission.MANAGE_SITE)
def index() -> str:
    """Show all staff members."""
    invited = queries.invited_ids()
    rows = [(user, ROLE_LABELS[user.role], _state(user, invited)) for user in queries.all_staff()]
    return render_template("accounts/staff.html", rows=rows)


@bp.get("/new")
@requires(Permission.MANAGE_SITE)
def new() -> str:
    """Show the form to invite a staff member."""
    return _new_page(InvitationForm())


@bp.post("")
@requires(Permission.MANAGE_SITE)
def invite() -> ResponseReturnValue:
    """Create the account and queue the email with the password link."""
    form = InvitationForm()
    if not form.validate_on_submit():
        return _new_page(form), 422
    try:
        with transaction():
            user = administration.invite(**typed_values(form), by=current_user)
            said = f"Invitation sent to {user.name}. The link works for {LINK_LIFETIME.days} days."
    except DomainError as error:
        form.email.errors = [str(error)]
        return _new_page(form), 422
    flash(said, "good")
    return redirect(url_for(".index"), 303)


@bp.get(ONE)
@requires(Permission.MANAGE_SITE)
def show(user_id: int) -> str:
    """Show the form of a staff member."""
    user = _user(user_id)
    return _page(user, StaffForm(obj=user))


@bp.post(ONE)
@requires(Permission.MANAGE_SITE)
def change(user_id: int) -> ResponseReturnValue:
    """Save name, title, email, and role."""
    user, form = _user(user_id), StaffForm()
    if not form.validate_on_submit():
        return _page(user, form), 422
    try:
        with transaction():
            values = typed_values(form)
            administration.change(_user(user_id), **values, version=form.version.data, by=current_user)
    except EditConflict:
        user = _user(user_id)
        return _page(user, form, compare_with_saved(form, user)), 409
    except DomainError as error:
        field = form.email if isinstance(error, UnusableAddressError) else form.role
        field.errors = [str(error)]
        return _page(_user(user_id), form), 422
    flash("Saved.", "good")
    return redirect(url_for(".show", user_id=user_id), 303)


@bp.post(f"{ONE}/password-link")
@requires(Permission.MANAGE_SITE)
def send_link(user_id: int) -> Response:
    """Send a password link."""
    said = f"Link sent. It works once, within {LINK_LIFETIME.days} days, and replaces earlier links."
    return _act(user_id, administration.send_password_link, said)


@bp.post(f"{ONE}/sign-out")
@requires(Permission.MANAGE_SITE)
def sign_out(user_id: int) -> Response:
    """End all sessions of the user."""
    return _act(user_id, administration.sign_out_everywhere, "Signed out on all devices.")


@bp.post(f"{ONE}/second-factor/removal")
@requires(Permission.MANAGE_SITE)
def reset_second_factor(user_id: int) -> Response:
    """Remove the second factor."""
    return _act(user_id, administration.reset_second_factor, "Two-factor authentication reset.")


@bp.post(f"{ONE}/deactivation")
@requires(Permission.MANAGE_SITE)
def deactivate(user_id: int) -> Response:
    """Deactivate the account."""
    return _act(user_id, administration.deactivate, "Account deactivated. All sessions have ended.")


@bp.post(f"{ONE}/reactivation")
@requires(Permission.MANAGE_SITE)
def reactivate(user_id: int) -> Response:
    """Reactivate the account."""
    return _act(user_id, administration.reactivate, "Account reactivated.")


def _act(user_id: int, act: Callable[..., None], said: str) -> Response:
    try:
        with transaction():
            act(_user(user_id), by=current_user)
    except DomainError as error:
        flash(str(error), "bad")
    else:
        flash(said, "good")
    return redirect(url_for(".show", user_id=user_id), 303)


def _user(user_id: int) -> User:
    return queries.staff_member_by_id(user_id) or abort(404)


def _state(user: User, invited: set[int]) -> str:
    if not user.is_active:
        return "Deactivated"
    if user.has_password:
        return "Active"
    return "Invited" if user.id in invited else "Invitation expired"


def _new_page(form: InvitationForm) -> str:
    return render_template("accounts/staff_new.html", form=form, link_days=LINK_LIFETIME.days)


def _page(user: User, form: StaffForm, saved: list[tuple[str, str]] | None = None) -> str:
    return render_template(
        "accounts/staff_member.html",
        user=user,
        form=form,
        saved=saved,
        state=_state(user, queries.invited_ids()),
        is_oneself=user.id == current_user.id,
    )
