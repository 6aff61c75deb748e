"""Candidates, their applications and drafts, and the events on an application's timeline."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careers.clock import now
from careers.company.stages.models import FIRST_STAGE
from careers.database import Id, LongText, Model, UtcDateTime
from careers.documents.models import Document
from careers.postings.models import Posting

HIRED, REJECTED, WITHDRAWN = "hired", "rejected", "withdrawn"


class Candidate(Model):
    """A person, identified by the normalized email address.

    Applicants have not proven that the address is theirs. An application is therefore filed under the person but has
    its own name and contact details, and changes nothing in this row.
    """

    __tablename__ = "candidates"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    email_normalized: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    # HR merged this candidate into that one. Only staff pages follow: what an address can open is proven by its own
    # mailbox (docs/adr/0021). The target points at nobody.
    merged_into_id: Mapped[int | None] = mapped_column(Id, ForeignKey("candidates.id", ondelete="SET NULL"), index=True)


class Application(Model):
    """A candidate's application for a posting, as submitted. ``disposition`` is null while it is active."""

    __tablename__ = "applications"
    __table_args__ = (
        CheckConstraint("disposition IN ('hired', 'rejected', 'withdrawn')", name="disposition"),
        CheckConstraint("(disposition IS NULL) = (disposed_at IS NULL)", name="disposed_at"),
        UniqueConstraint("posting_id", "fingerprint", name="uq_applications_posting_id_fingerprint"),
        Index("ix_applications_posting_stage", "posting_id", "stage", "id"),
        Index("ix_applications_posting_disposition_stage", "posting_id", "disposition", "stage", "id"),
        Index("ix_applications_stage", "stage", "id"),
        Index("ix_applications_disposition", "disposition", "id"),
        Index("ix_applications_disposition_stage", "disposition", "stage", "id"),
        Index("ix_applications_disposition_reply_due", "disposition", "reply_due_at"),
        Index("ix_applications_posting_reply_due", "posting_id", "disposition", "reply_due_at"),
        Index("ix_applications_score", "score", "id"),
        Index("ix_applications_disposition_score", "disposition", "score", "id"),
        Index("ix_applications_posting_score", "posting_id", "score", "id"),
        Index("ix_applications_submitted", "submitted_at", "id"),
        # Everything that reports group by, so that they never read the rows themselves.
        Index(
            "ix_applications_report",
            "submitted_at",
            "posting_id",
            "stage",
            "disposition",
            "disposed_at",
            "reply_due_at",
            "first_read_at",
            "source",
        ),
        Index("ix_applications_posting_disposition", "posting_id", "disposition", "id"),
        Index("ix_applications_disposition_name", "disposition", "name", "id"),
        Index("ix_applications_name", "name", "id"),
        Index("ix_applications_reply_due", "reply_due_at", "id"),
        Index("ix_applications_source", "source", "id"),
        Index("ix_applications_future_roles", "future_roles_consent_at", "candidate_id"),
        Index("ix_applications_candidate", "candidate_id", "future_roles_consent_at"),
        Model.__table_args__,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    # What people quote: short, meaningless, and not guessable from another one.
    reference: Mapped[str] = mapped_column(String(16), unique=True)
    posting_id: Mapped[int] = mapped_column(Id, ForeignKey("postings.id", ondelete="RESTRICT"))
    candidate_id: Mapped[int] = mapped_column(Id, ForeignKey("candidates.id", ondelete="RESTRICT"))
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254))
    phone: Mapped[str] = mapped_column(String(40), default="")
    # The same text and files for the same posting on the same day are one application, however often they arrive.
    fingerprint: Mapped[str] = mapped_column(String(64))
    source: Mapped[str] = mapped_column(String(80), default="careers site")
    # The employee who referred the candidate, as the candidate says.
    referred_by: Mapped[str] = mapped_column(String(120), default="")
    stage: Mapped[str] = mapped_column(String(40), default=FIRST_STAGE)
    disposition: Mapped[str | None] = mapped_column(String(10))
    disposition_reason: Mapped[str | None] = mapped_column(String(80))
    disposed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    reply_due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # When a staff member first opened it.
    first_read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    privacy_version: Mapped[str] = mapped_column(String(40))
    consented_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    # When the candidate agreed to be considered for future roles; null without consent.
    future_roles_consent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # The average of all scorecards in hundredths, and how many there are.
    score: Mapped[int | None] = mapped_column(Integer)
    scorecard_count: Mapped[int] = mapped_column(Integer, default=0)
    # For blind review: since when the whole team can see who it is. For "work sample first": since when everybody can
    # read the resume without scoring the sample.
    identity_revealed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    resume_unlocked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # Increased with every change of stage or disposition; decisions on an older version are refused.
    version: Mapped[int] = mapped_column(Integer, default=1)

    posting: Mapped[Posting] = relationship(lazy="raise")
    candidate: Mapped[Candidate] = relationship(lazy="raise")
    attachments: Mapped[list[Attachment]] = relationship(lazy="raise", order_by="Attachment.id", passive_deletes=True)
    text: Mapped[ApplicationText] = relationship(lazy="raise", cascade="all, delete-orphan", passive_deletes=True)
    events: Mapped[list[Event]] = relationship(lazy="raise", order_by="Event.id", passive_deletes=True)
    answers: Mapped[list[Answer]] = relationship(
        lazy="raise", order_by="Answer.position", cascade="all, delete-orphan", passive_deletes=True
    )

    @property
    def is_active(self) -> bool:
        """Return whether it is still waiting for a decision."""
        return self.disposition is None

    @property
    def is_redacted(self) -> bool | None:
        """Whether the user it was loaded for must not learn the candidate's identity; None if nobody checked
        (blind_review).

        """
        return self.__dict__.get("_is_redacted")

    @is_redacted.setter
    def is_redacted(self, value: bool) -> None:
        self.__dict__["_is_redacted"] = value


class ApplicationText(Model):
    """The long answers of an application, next to the row that lists need."""

    __tablename__ = "application_texts"

    application_id: Mapped[int] = mapped_column(Id, ForeignKey("applications.id", ondelete="CASCADE"), primary_key=True)
    project_description: Mapped[str] = mapped_column(LongText, default="")
    cover_letter: Mapped[str] = mapped_column(LongText, default="")
    # One http or https address per line.
    links: Mapped[str] = mapped_column(LongText, default="")


class Draft(Model):
    """An application being filled in: text as typed, and accepted files as attachments.

    Only the hash of its token is stored. The transaction that submits it sets ``application_id``, or
    ``quarantined_id`` if the submission went into quarantine: then its text and files stay here until it is released
    or erased.
    """

    __tablename__ = "drafts"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    posting_id: Mapped[int] = mapped_column(Id, ForeignKey("postings.id", ondelete="CASCADE"), index=True)
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    # Answers to voluntary questions, which only the draft's token can open (equal_opportunity/services.py).
    sealed: Mapped[str | None] = mapped_column(LongText)
    application_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("applications.id", ondelete="CASCADE"), index=True
    )
    quarantined_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("quarantined_submissions.id", ondelete="CASCADE"), index=True
    )
    # Signals that tell people from programs: the signed time when the form was opened, and the honeypot's value.
    signs: Mapped[dict[str, str] | None] = mapped_column(JSON)

    posting: Mapped[Posting] = relationship(lazy="raise")
    attachments: Mapped[list[Attachment]] = relationship(lazy="raise", order_by="Attachment.id", passive_deletes=True)

    @property
    def is_sent(self) -> bool:
        """Return whether it was submitted: it then has a receipt and can't change anymore."""
        return self.application_id is not None or self.quarantined_id is not None


class Attachment(Model):
    """A document on a draft and, once submitted, on its application."""

    __tablename__ = "attachments"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    document_id: Mapped[int] = mapped_column(Id, ForeignKey("documents.id", ondelete="CASCADE"), unique=True)
    draft_id: Mapped[int | None] = mapped_column(Id, ForeignKey("drafts.id", ondelete="SET NULL"), index=True)
    application_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("applications.id", ondelete="CASCADE"), index=True
    )
    # The posting's question that the file answers; null for resumes and work samples.
    question_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("posting_questions.id", ondelete="SET NULL"), index=True
    )
    # When a newer version replaced it; the older one is kept, so that both sides can see what changed.
    replaced_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    document: Mapped[Document] = relationship(lazy="joined", innerjoin=True)


class AccessLink(Model):
    """A token that opens the candidate portal; only its hash is stored."""

    __tablename__ = "access_links"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    application_id: Mapped[int] = mapped_column(Id, ForeignKey("applications.id", ondelete="CASCADE"), index=True)
    # Whether the token was only sent by email, so that its holder can read that mailbox.
    proves_address: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class Event(Model):
    """Something that happened to an application: what, by whom, and when."""

    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_application", "application_id", "id"),
        # For reports: who did how much in a period.
        Index("ix_events_at", "at", "actor_id", "kind"),
        Model.__table_args__,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    application_id: Mapped[int] = mapped_column(Id, ForeignKey("applications.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    actor_id: Mapped[int | None] = mapped_column(Id, ForeignKey("users.id", ondelete="SET NULL"))
    actor_name: Mapped[str] = mapped_column(String(200))
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class Answer(Model):
    """An answer to a posting's own question, with the wording that was asked.

    ``text`` is the answer as people read it: one choice per line, or the name of a file. The file itself is an
    attachment of the application with the id ``document_id``.
    """

    __tablename__ = "application_answers"
    __table_args__ = (
        Index("ix_application_answers_application_id", "application_id", "position"),
        Model.__table_args__,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    application_id: Mapped[int] = mapped_column(Id, ForeignKey("applications.id", ondelete="CASCADE"))
    question_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("posting_questions.id", ondelete="SET NULL"), index=True
    )
    document_id: Mapped[int | None] = mapped_column(Id, ForeignKey("documents.id", ondelete="SET NULL"), index=True)
    position: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(10))
    wording: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(LongText)


class DraftEmail(Model):
    """An email that links to a draft, so that it can be deleted with the draft."""

    __tablename__ = "draft_emails"

    email_id: Mapped[int] = mapped_column(
        Id, ForeignKey("outbound_emails.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    draft_id: Mapped[int] = mapped_column(Id, ForeignKey("drafts.id", ondelete="CASCADE"), index=True)
