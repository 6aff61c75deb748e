"""Find staff members and their sessions."""

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager

from careers.accounts.models import PasswordLink, RecoveryCode, StaffSession, User
from careers.clock import now
from careers.database import db
from careers.mail.addresses import normalized
from careers.security import Role


def user_by_email(email: str) -> User | None:
    """Return the staff member with this email in any spelling, active or not, or None."""
    try:
        key = normalized(email)
    except ValueError:
        return None
    return db.session.scalar(select(User).where(User.email_normalized == key))


def user_by_id(user_id: int) -> User | None:
    """Return the active staff member with this id, or None."""
    return db.session.scalar(select(User).where(User.id == user_id, User.is_active))


def staff_member_by_id(user_id: int) -> User | None:
    """Return the staff member with this id, active or not, freshly read, or None."""
    return db.session.get(User, user_id, populate_existing=True)


def detached(user: User) -> User:
    """Return a freshly read copy of the user that later commits or a closed session don't affect."""
    db.session.refresh(user)
    db.session.expunge(user)
    return user


def invited_ids() -> set[int]:
    """Return the ids of users with a password link that still works."""
    return set(db.session.scalars(select(PasswordLink.user_id).where(PasswordLink.expires_at > now())))


def all_staff() -> list[User]:
    """Return all staff members by name, active or not."""
    return list(db.session.scalars(select(User).order_by(User.name, User.id)))


def active_users_with_role(*roles: Role) -> list[User]:
    """Return the active staff members who have one of the roles, by name."""
    names = [role.value for role in roles]
    query = select(User).where(User.role.in_(names), User.is_active).order_by(User.name, User.id)
    return list(db.session.scalars(query))


def live_session(token_hash: str, idle_life: timedelta) -> StaffSession | None:
    """Return the session with this hash and its user in one query; None if it has ended or the user is inactive."""
    instant = now()
    return db.session.scalar(
        select(StaffSession)
        .join(StaffSession.user)
        .options(contains_eager(StaffSession.user))
        .where(
            StaffSession.token_hash == token_hash,
            StaffSession.expires_at > instant,
            StaffSession.last_seen_at > instant - idle_life,
            User.is_active,
        )
    )


def live_sessions(user: User, idle_life: timedelta) -> list[StaffSession]:
    """Return the user's current sessions, the most recently used first."""
    instant = now()
    return list(
        db.session.scalars(
            select(StaffSession)
            .where(
                StaffSession.user_id == user.id,
                StaffSession.expires_at > instant,
                StaffSession.last_seen_at > instant - idle_life,
            )
            .order_by(StaffSession.last_seen_at.desc(), StaffSession.id.desc())
        )
    )


def unused_recovery_codes(user: User) -> int:
    """Return how many unused recovery codes the user has."""
    unused = (RecoveryCode.user_id == user.id, RecoveryCode.used_at.is_(None))
    return db.session.scalar(select(func.count()).select_from(RecoveryCode).where(*unused)) or 0
