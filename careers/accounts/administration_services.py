"""What administrators do with the accounts of others. Nothing here commits; everything is recorded.

Nobody changes the role of their own account or switches it off, and whoever acts must be an active administrator
at that moment, with the administrators' rows locked: so there is always one left who can sign in.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from careers.accounts import invitation_services as invitations, services
from careers.accounts.models import User
from careers.accounts.queries import user_by_email
from careers.audit.kinds import AuditKind
from careers.audit.services import record
from careers.database import db
from careers.errors import DomainError
from careers.mail.addresses import normalized
from careers.security import Role
from careers.versions import claim


class OwnAccount(DomainError):
    """Somebody tried to take rights from their own account."""

    def __init__(self) -> None:
        super().__init__("You can’t do this to your own account. Ask another admin.")


class NoLongerAdmin(DomainError):
    """Whoever acts lost their own rights meanwhile."""

    def __init__(self) -> None:
        super().__init__("Another admin just changed your account. Nothing was saved.")


def invite(*, name: str, email: str, role: str, title: str, by: User) -> User:
    """Add a member of staff, who sets a password by a link. Raises services.UnusableAddressError."""
    _require_admin(by)
    user = services.create_user(name=name, email=email, role=Role(role), title=title, password=None, by=by)
    invitations.send_link(user, by=by)
    return user


def change(user: User, *, name: str, email: str, role: str, title: str, version: int, by: User) -> None:
    """Save an edit of ``version``. Raises EditConflict, OwnAccount, services.UnusableAddressError."""
    _require_admin(by)
    claim(user, version)
    if user.id == by.id and role != user.role:
        raise OwnAccount
    holder = user_by_email(email)
    if holder is not None and holder.id != user.id:
        raise services.UnusableAddressError("A staff member with this email already exists.")
    values = {"name": name, "email": email, "role": Role(role).value, "title": title}
    changed = {key: value for key, value in values.items() if getattr(user, key) != value}
    for key, value in changed.items():
        setattr(user, key, value)
    user.email_normalized = normalized(email)
    if "email" in changed:
        # A link that was sent to the former address is not for whoever reads mail there.
        invitations.withdraw_link(user)
    db.session.flush()
    details: dict[str, Any] = {"fields": sorted(changed)} | ({"role": role} if "role" in changed else {})
    record("staff changed", by=by, kind=AuditKind.USER, object_id=user.id, details=details)


def deactivate(user: User, *, by: User) -> None:
    """Let the user sign in no more, from now on: every session ends. Raises OwnAccount."""
    _require_admin(by)
    if user.id == by.id:
        raise OwnAccount
    invitations.withdraw_link(user)
    services.deactivate(user, by=by)


def reactivate(user: User, *, by: User) -> None:
    """Let the user sign in again, with the password and second factor from before."""
    _require_admin(by)
    user.is_active = True
    record("staff reactivated", by=by, kind=AuditKind.USER, object_id=user.id)


def sign_out_everywhere(user: User, *, by: User) -> None:
    """End every session of the user."""
    _require_admin(by)
    services.end_all_sessions(user)
    record("signed out everywhere", by=by, kind=AuditKind.USER, object_id=user.id)


def reset_second_factor(user: User, *, by: User) -> None:
    """Remove the second factor, because telephone and recovery codes are lost; every session ends."""
    _require_admin(by)
    services.end_all_sessions(user)
    services.reset_second_factor(user, by=by)


def send_password_link(user: User, *, by: User) -> None:
    """Send a link that sets a password: the first one again, or a new one."""
    _require_admin(by)
    invitations.send_link(user, by=by)


def _require_admin(by: User) -> None:
    admins = select(User.id).where(User.role == Role.ADMIN, User.is_active, User.has_password)
    if by.id not in db.session.scalars(admins.order_by(User.id).with_for_update()).all():
        raise NoLongerAdmin
