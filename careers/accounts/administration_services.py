"""What admins do with other people's accounts. Nothing here commits; everything is recorded.

Nobody can change their own role or deactivate their own account, and the acting user must still be an active admin,
checked with all admins' rows locked. So there is always an admin who can sign in.
"""

from typing import Any

from sqlalchemy import select

from careers.accounts import password_link_services as password_links, services
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
    """An admin tried to take away their own access."""

    def __init__(self) -> None:
        super().__init__("You can’t do this to your own account. Ask another admin.")


class NoLongerAdmin(DomainError):
    """The acting user is no longer an admin."""

    def __init__(self) -> None:
        super().__init__("Another admin just changed your account. Nothing was saved.")


def invite(*, name: str, email: str, role: str, title: str, by: User) -> User:
    """Add a staff member and send a link to set a password. Raises services.UnusableAddressError."""
    _require_admin(by)
    user = services.create_user(name=name, email=email, role=Role(role), title=title, password=None, by=by)
    password_links.send_link(user, by=by)
    return user


def change(user: User, *, name: str, email: str, role: str, title: str, version: int, by: User) -> None:
    """Save an edit of ``version``. Raises EditConflict, OwnAccount, and services.UnusableAddressError."""
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
        # A link sent to the old address must not work for its owner.
        password_links.withdraw_link(user)
    db.session.flush()
    details: dict[str, Any] = {"fields": sorted(changed)} | ({"role": role} if "role" in changed else {})
    record("staff changed", by=by, kind=AuditKind.USER, object_id=user.id, details=details)


def deactivate(user: User, *, by: User) -> None:
    """Deactivate the account and end all its sessions. Raises OwnAccount."""
    _require_admin(by)
    if user.id == by.id:
        raise OwnAccount
    password_links.withdraw_link(user)
    services.deactivate(user, by=by)


def reactivate(user: User, *, by: User) -> None:
    """Reactivate the account, with its previous password and second factor."""
    _require_admin(by)
    user.is_active = True
    record("staff reactivated", by=by, kind=AuditKind.USER, object_id=user.id)


def sign_out_everywhere(user: User, *, by: User) -> None:
    """End all sessions of the user."""
    _require_admin(by)
    services.end_all_sessions(user)
    record("signed out everywhere", by=by, kind=AuditKind.USER, object_id=user.id)


def reset_second_factor(user: User, *, by: User) -> None:
    """Remove the second factor of a user who lost phone and recovery codes, and end all their sessions."""
    _require_admin(by)
    services.end_all_sessions(user)
    services.reset_second_factor(user, by=by)


def send_password_link(user: User, *, by: User) -> None:
    """Send a link to set the first password or a new one."""
    _require_admin(by)
    password_links.send_link(user, by=by)


def _require_admin(by: User) -> None:
    admins = select(User.id).where(User.role == Role.ADMIN, User.is_active, User.has_password)
    if by.id not in db.session.scalars(admins.order_by(User.id).with_for_update()).all():
        raise NoLongerAdmin
