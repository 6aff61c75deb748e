"""Links to set a password, for new and existing staff members. Nothing here commits."""

import hashlib
import hmac
import secrets
from datetime import timedelta

from flask import current_app
from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from careers.accounts.models import PasswordLink, User
from careers.accounts.services import set_password, token_hash
from careers.audit.kinds import AuditKind
from careers.audit.services import Actor, record
from careers.clock import now
from careers.database import db
from careers.errors import DomainError
from careers.mail.kinds import EmailKind
from careers.mail.services import queue_email

LINK_LIFETIME = timedelta(days=7)
MAX_TOKEN_LENGTH = 64


class PasswordLinkGone(DomainError):
    """The link was used, has expired, or was replaced by a newer one."""

    def __init__(self) -> None:
        super().__init__("This link has expired or was already used. Ask an admin for a new one.")


def send_link(user: User, *, by: Actor) -> PasswordLink:
    """Queue an email with a link that sets a password once, within a week. Older links stop working."""
    withdraw_link(user)
    nonce = secrets.token_hex(16)
    link = PasswordLink(
        user_id=user.id,
        nonce=nonce,
        token_hash=token_hash(_token(user.id, nonce)),
        expires_at=now() + LINK_LIFETIME,
    )
    db.session.add(link)
    db.session.flush()
    queue_email(
        EmailKind.PASSWORD_LINK,
        to_name=user.name,
        to_address=user.email,
        context={"link_id": link.id},
    )
    record("password link sent", by=by, kind=AuditKind.USER, object_id=user.id)
    return link


def withdraw_link(user: User) -> None:
    """Invalidate the user's password link."""
    db.session.execute(delete(PasswordLink).where(PasswordLink.user_id == user.id))


def token_of(link: PasswordLink) -> str:
    """Return the token of the link. It is derived, so an email that is retried has the same link."""
    return _token(link.user_id, link.nonce)


def link_by_token(token: str) -> PasswordLink:
    """Return the link's row and user for a token. Raises PasswordLinkGone."""
    statement = select(PasswordLink).where(
        PasswordLink.token_hash == token_hash(token[:MAX_TOKEN_LENGTH]), PasswordLink.expires_at > now()
    )
    link = db.session.scalar(statement.options(joinedload(PasswordLink.user, innerjoin=True)))
    if link is None or not link.user.is_active:
        raise PasswordLinkGone
    return link


def link_by_id(link_id: int) -> PasswordLink | None:
    """Return the row with this id and its user, or None if it was used or replaced."""
    statement = select(PasswordLink).where(PasswordLink.id == link_id)
    return db.session.scalar(statement.options(joinedload(PasswordLink.user, innerjoin=True)))


def accept(token: str, password: str) -> User:
    """Set the password, once. Raises PasswordLinkGone and passwords.UnfitPasswordError."""
    link = link_by_token(token)
    user = link.user
    # If a link is used twice at once, only one request deletes the row.
    used = db.session.execute(delete(PasswordLink).where(PasswordLink.id == link.id))
    if used.rowcount != 1:  # type: ignore[attr-defined]
        raise PasswordLinkGone
    set_password(user, password, by=user)
    return user


def _token(user_id: int, nonce: str) -> str:
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, f"invitation\n{user_id}\n{nonce}".encode(), hashlib.sha256).hexdigest()
