"""Staff accounts, invitations, second factors, sessions, and sign-in attempts."""

from sqlalchemy import JSON, Boolean, CheckConstraint, Index, Integer, String, UniqueConstraint, text

from migrations.baseline.columns import INSTANT, identifier, optional, reference, required, table

table(
    "users",
    identifier(),
    required("name", String(200)),
    required("title", String(200)),
    required("email", String(254)),
    required("email_normalized", String(254)),
    required("role", String(20)),
    required("password_hash", String(200)),
    required("has_password", Boolean(), server_default=text("1")),
    required("is_active", Boolean()),
    required("notifications", JSON()),
    optional("digest_sent_at", INSTANT),
    optional("totp_secret", String(64)),
    optional("totp_last_step", Integer()),
    required("created_at", INSTANT),
    required("version", Integer(), server_default=text("1")),
    CheckConstraint("role IN ('admin', 'recruiter', 'hiring_manager', 'interviewer')", name="role"),
    UniqueConstraint("email_normalized"),
)

table(
    "staff_invitations",
    identifier(),
    reference("user_id", "users", "CASCADE"),
    required("nonce", String(32)),
    required("token_hash", String(64)),
    required("created_at", INSTANT),
    required("expires_at", INSTANT),
    UniqueConstraint("token_hash"),
    UniqueConstraint("user_id"),
)

table(
    "recovery_codes",
    identifier(),
    reference("user_id", "users", "CASCADE"),
    required("code_hash", String(64)),
    optional("used_at", INSTANT),
    Index(None, "user_id"),
)

table(
    "staff_sessions",
    identifier(),
    required("token_hash", String(64)),
    reference("user_id", "users", "CASCADE"),
    required("created_at", INSTANT),
    required("last_seen_at", INSTANT),
    required("expires_at", INSTANT),
    required("user_agent", String(300)),
    UniqueConstraint("token_hash"),
    Index(None, "user_id"),
)

table(
    "sign_in_attempts",
    identifier(),
    required("subject", String(64)),
    required("at", INSTANT),
    Index(None, "at"),
    Index("ix_sign_in_attempts_subject", "subject", "at"),
)
