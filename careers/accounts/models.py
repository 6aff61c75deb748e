"""Staff accounts, their sessions, and the sign-in attempts that throttling counts."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careers.clock import now
from careers.database import Id, Model, UtcDateTime


class User(Model):
    """A staff member."""

    __tablename__ = "users"
    __table_args__ = (
        CheckConstraint("role IN ('admin', 'recruiter', 'hiring_manager', 'interviewer')", name="role"),
        Model.__table_args__,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column(String(254))
    email_normalized: Mapped[str] = mapped_column(String(254), unique=True)
    role: Mapped[str] = mapped_column(String(20))
    password_hash: Mapped[str] = mapped_column(String(200))
    # False for an invited user who has not set a password yet; until then, the hash is that of a random password.
    has_password: Mapped[bool] = mapped_column(default=True)
    is_active: Mapped[bool] = mapped_column(default=True)
    # Notification settings that differ from the defaults (mail/kinds.py), by key.
    notifications: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    # When the last daily summary was queued.
    digest_sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    totp_secret: Mapped[str | None] = mapped_column(String(64))
    # The last accepted time step: each code works once.
    totp_last_step: Mapped[int | None] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    version: Mapped[int] = mapped_column(Integer, default=1)

    is_authenticated = True
    is_anonymous = False

    @property
    def has_second_factor(self) -> bool:
        """Whether signing in requires a code."""
        return self.totp_secret is not None


class PasswordLink(Model):
    """A link that sets a staff member's password once; only the hash of its token is stored."""

    __tablename__ = "staff_invitations"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    user_id: Mapped[int] = mapped_column(Id, ForeignKey("users.id", ondelete="CASCADE"), unique=True)
    # The token is derived from this and the site's secret, so a retried email has the same link.
    nonce: Mapped[str] = mapped_column(String(32))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship(lazy="raise")


class RecoveryCode(Model):
    """A single-use code that replaces the second factor; only its hash is stored."""

    __tablename__ = "recovery_codes"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    user_id: Mapped[int] = mapped_column(Id, ForeignKey("users.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class StaffSession(Model):
    """A signed-in browser. Signing out deletes the row, so a copied cookie stops working."""

    __tablename__ = "staff_sessions"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(Id, ForeignKey("users.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    user_agent: Mapped[str] = mapped_column(String(300), default="")

    user: Mapped[User] = relationship(lazy="joined", innerjoin=True)


class SignInAttempt(Model):
    """A failed or unfinished sign-in attempt, counted per account and per network within a time window."""

    __tablename__ = "sign_in_attempts"
    __table_args__ = (
        Index("ix_sign_in_attempts_subject", "subject", "at"),
        Index("ix_sign_in_attempts_at", "at"),
        Model.__table_args__,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    # A keyed hash of the email address or network: neither is stored in plain text.
    subject: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
