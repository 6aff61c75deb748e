"""Submissions in quarantine, and the fingerprints that reveal a flood of them.

A quarantined submission is not an application: it has no row among applications and candidates, so no list, count,
search, report, or export has to leave it out. Its text and files stay in its draft.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careers.clock import now
from careers.database import Id, LongText, Model, UtcDateTime
from careers.postings.models import Posting

HELD, RELEASED, SPAM = "held", "released", "spam"
# Not a state of its own: what was withdrawn may also be spam.
GIVEN_UP = "withdrawn"


class QuarantinedSubmission(Model):
    """A submission in quarantine, with everything its receipt promises and why it is here.

    ``released`` without an ``application_id`` can be undone; with one it is an application like any other.
    """

    __tablename__ = "quarantined_submissions"
    __table_args__ = (
        CheckConstraint("state IN ('held', 'released', 'spam')", name="state"),
        CheckConstraint("(state = 'spam') = (erased_after IS NOT NULL)", name="erased_after"),
        UniqueConstraint("posting_id", "fingerprint", name="uq_quarantined_submissions_posting_id_fingerprint"),
        Index("ix_quarantined_submissions_state", "state", "id"),
        Index("ix_quarantined_submissions_erased_after", "erased_after"),
        Model.__table_args__,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    # The draft with the text and files; its token is sealed with the site's secret until the release.
    draft_hash: Mapped[str] = mapped_column(String(64), unique=True)
    sealed_token: Mapped[str] = mapped_column(LongText)
    reference: Mapped[str] = mapped_column(String(16), unique=True)
    posting_id: Mapped[int] = mapped_column(Id, ForeignKey("postings.id", ondelete="RESTRICT"))
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254))
    email_normalized: Mapped[str] = mapped_column(String(254), index=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    privacy_version: Mapped[str] = mapped_column(String(40))
    submitted_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    reply_due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # The signals with their weights and sentences at that time: {"signal", "weight", "said"}.
    findings: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    is_acknowledged: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(10), default=HELD)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("users.id", ondelete="SET NULL"))
    decided_by_name: Mapped[str] = mapped_column(String(200), default="")
    erased_after: Mapped[datetime | None] = mapped_column(UtcDateTime)
    application_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("applications.id", ondelete="CASCADE"), unique=True
    )
    # The candidate withdrew it before it became an application, so it never will.
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawal_message: Mapped[str | None] = mapped_column(LongText)

    posting: Mapped[Posting] = relationship(lazy="raise")


class QuarantineAccessLink(Model):
    """A token that opens the receipt of a quarantined submission; after the release it opens the application."""

    __tablename__ = "quarantine_access_links"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    quarantined_id: Mapped[int] = mapped_column(
        Id, ForeignKey("quarantined_submissions.id", ondelete="CASCADE"), index=True
    )
    proves_address: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class QuarantineEmail(Model):
    """An email about a quarantined submission, so that both are deleted together."""

    __tablename__ = "quarantine_emails"

    email_id: Mapped[int] = mapped_column(
        Id, ForeignKey("outbound_emails.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    quarantined_id: Mapped[int] = mapped_column(
        Id, ForeignKey("quarantined_submissions.id", ondelete="CASCADE"), index=True
    )


class SubmissionFingerprint(Model):
    """An address, network, text, or file of a submission, as keyed hashes."""

    __tablename__ = "submission_fingerprints"
    __table_args__ = (
        Index("ix_submission_fingerprints_subject", "subject", "at"),
        Index("ix_submission_fingerprints_sender", "sender"),
        Index("ix_submission_fingerprints_at", "at"),
        Model.__table_args__,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    subject: Mapped[str] = mapped_column(String(64))
    # The hash of the email address, to tell one person who applies often from many who send the same text.
    sender: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
