"""Create staff accounts, change passwords, verify sign-ins, and manage sessions. Nothing here commits."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import delete, update

from careers.accounts import passwords, queries, throttle
from careers.accounts.models import RecoveryCode, StaffSession, User
from careers.audit.kinds import AuditKind
from careers.audit.services import Actor, record
from careers.clock import now
from careers.database import db
from careers.errors import DomainError
from careers.mail.addresses import normalized
from careers.security import Role

SESSION_LIFETIME = timedelta(hours=12)
IDLE_LIFETIME = timedelta(hours=2)
SEEN_EVERY = timedelta(minutes=1)
USER_AGENT_LENGTH = 300
COMMAND_LINE = "command line"


class UnusableAddressError(DomainError):
    """The email address is invalid, or another staff member has it."""


class SignInRefusedError(DomainError):
    """The email or the password is wrong; which one is not revealed."""

    def __init__(self) -> None:
        super().__init__("Wrong email or password. Check both and try again.")


def create_user(
    *,
    name: str,
    email: str,
    role: Role,
    password: str | None,
    title: str = "",
    by: Actor | str = COMMAND_LINE,
) -> User:
    """Add a staff member, with or without a password. Raises UnusableAddressError and UnfitPasswordError."""
    try:
        key = normalized(email)
    except ValueError as error:
        raise UnusableAddressError(str(error)) from None
    if queries.user_by_email(key) is not None:
        raise UnusableAddressError("A staff member with this email already exists.")
    if password is not None:
        passwords.check(password, key)
    user = User(
        name=name.strip(),
        title=title.strip(),
        email=email.strip(),
        email_normalized=key,
        role=Role(role).value,
        # Nobody knows the random password; guessing takes as long as for any other account.
        password_hash=passwords.hash_password(password or secrets.token_urlsafe(32)),
        has_password=password is not None,
    )
    db.session.add(user)
    db.session.flush()
    record("staff created", by=by, kind=AuditKind.USER, object_id=user.id, details={"role": user.role})
    return user


def set_password(user: User, password: str, *, by: Actor | str) -> None:
    """Set the user's password and end all sessions. Raises passwords.UnfitPasswordError."""
    passwords.check(password, user.email_normalized)
    user.password_hash, user.has_password = passwords.hash_password(password), True
    end_all_sessions(user)
    record("password set", by=by, kind=AuditKind.USER, object_id=user.id)


def deactivate(user: User, *, by: Actor | str) -> None:
    """Deactivate the account and end all its sessions. What the user wrote stays."""
    user.is_active = False
    end_all_sessions(user)
    record("staff deactivated", by=by, kind=AuditKind.USER, object_id=user.id)


def account_key(email: str) -> str:
    """Return the key under which attempts for this address are counted, whether an account has it or not."""
    try:
        return normalized(email)
    except ValueError:
        return email.strip().casefold()[:254]


def authenticate(email: str, password: str) -> User:
    """Return the active user with this email and password. Raises SignInRefusedError.

    The caller counts the attempt first (``throttle.count_password``). An unknown address takes as long as a known
    one.
    """
    user = queries.user_by_email(email)
    is_right = passwords.is_correct(password, user.password_hash if user else None)
    if user is None or not is_right or not user.is_active:
        raise SignInRefusedError
    return user


def renew_hash(user: User, password: str) -> None:
    """Rehash a password that was just verified with the current parameters, if its hash is outdated."""
    if passwords.is_outdated(user.password_hash):
        user.password_hash = passwords.hash_password(password)


def begin_session(user: User, user_agent: str = "") -> str:
    """Sign a browser in and return the token for its cookie; only the hash is stored. Deletes old sessions."""
    sweep()
    token = secrets.token_urlsafe(32)
    session = StaffSession(
        token_hash=token_hash(token),
        user_id=user.id,
        expires_at=now() + SESSION_LIFETIME,
        user_agent=user_agent[:USER_AGENT_LENGTH],
    )
    db.session.add(session)
    record("signed in", by=user, kind=AuditKind.USER, object_id=user.id)
    db.session.flush()
    return token


def note_seen(session_id: int) -> None:
    """Record that the session is in use, which extends it."""
    db.session.execute(update(StaffSession).where(StaffSession.id == session_id).values(last_seen_at=now()))


def end_session(token: str) -> None:
    """Sign out the browser with this token; copies of its cookie stop working."""
    db.session.execute(delete(StaffSession).where(StaffSession.token_hash == token_hash(token)))


def set_notifications(user: User, choices: Mapping[str, str]) -> None:
    """Save what the user chose on the account page, by the setting's key."""
    row = db.session.get_one(User, user.id)
    row.notifications = {**row.notifications, **choices}
    db.session.flush()


def end_session_of(user: User, session_id: int) -> bool:
    """End one of the user's own sessions; return whether it existed."""
    mine = delete(StaffSession).where(StaffSession.id == session_id, StaffSession.user_id == user.id)
    return bool(db.session.execute(mine).rowcount)  # type: ignore[attr-defined]


def end_all_sessions(user: User) -> None:
    """Sign the user out everywhere."""
    db.session.execute(delete(StaffSession).where(StaffSession.user_id == user.id))


def sweep() -> None:
    """Delete ended sessions and expired attempts."""
    instant = now()
    over = (StaffSession.expires_at < instant) | (StaffSession.last_seen_at < instant - IDLE_LIFETIME)
    db.session.execute(delete(StaffSession).where(over))
    throttle.sweep()


def reset_second_factor(user: User, *, by: Actor | str) -> None:
    """Remove the second factor and its recovery codes."""
    user.totp_secret = user.totp_last_step = None
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    record("two-factor authentication reset", by=by, kind=AuditKind.USER, object_id=user.id)


def token_hash(token: str) -> str:
    """Return the stored form of a session token: 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
