"""People with several addresses: match keys, possible duplicates, merges, and invitations."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from careers.clock import now
from careers.database import Id, Model, UtcDateTime

EMAIL, PHONE, FILE = "email", "phone", "file"
OPEN, DISTINCT, SAME = "open", "distinct", "same"


class CandidateMatchKey(Model):
    """Something that two candidates may share: the keyed hash of a mailbox, a phone number, or a file."""

    __tablename__ = "candidate_match_keys"
    __table_args__ = (
        CheckConstraint("kind IN ('email', 'phone', 'file')", name="kind"),
        UniqueConstraint("kind", "value", "candidate_id", name="uq_candidate_match_keys_kind_value_candidate_id"),
        Model.__table_args__,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    candidate_id: Mapped[int] = mapped_column(Id, ForeignKey("candidates.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    value: Mapped[str] = mapped_column(String(64))


class PossibleDuplicate(Model):
    """Two candidates that share something, and what was decided about them."""

    __tablename__ = "possible_duplicates"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'distinct', 'same')", name="state"),
        UniqueConstraint("older_id", "newer_id", name="uq_possible_duplicates_older_id_newer_id"),
        Index("ix_possible_duplicates_state", "state", "id"),
        Model.__table_args__,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    older_id: Mapped[int] = mapped_column(Id, ForeignKey("candidates.id", ondelete="CASCADE"))
    newer_id: Mapped[int] = mapped_column(Id, ForeignKey("candidates.id", ondelete="CASCADE"), index=True)
    # The kinds of match keys that they share.
    reasons: Mapped[list[str]] = mapped_column(JSON, default=list)
    state: Mapped[str] = mapped_column(String(10), default=OPEN)


class CandidateMerge(Model):
    """A merge of two candidates, with everything needed to undo it."""

    __tablename__ = "candidate_merges"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    kept_id: Mapped[int] = mapped_column(Id, ForeignKey("candidates.id", ondelete="CASCADE"), index=True)
    merged_id: Mapped[int] = mapped_column(Id, ForeignKey("candidates.id", ondelete="CASCADE"), index=True)
    # Candidates that were already merged into the merged one, and the former states of pairs between the two.
    followers: Mapped[list[int]] = mapped_column(JSON, default=list)
    duplicate_states: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    merged_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("users.id", ondelete="SET NULL"))
    by_name: Mapped[str] = mapped_column(String(200))
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    undone_by_name: Mapped[str] = mapped_column(String(200), default="")


class CandidateInvitation(Model):
    """An invitation to a candidate who opted in to future roles; at most one per posting."""

    __tablename__ = "candidate_invitations"
    __table_args__ = (
        UniqueConstraint("posting_id", "candidate_id", name="uq_candidate_invitations_posting_id_candidate_id"),
        Model.__table_args__,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    posting_id: Mapped[int] = mapped_column(Id, ForeignKey("postings.id", ondelete="CASCADE"))
    candidate_id: Mapped[int] = mapped_column(Id, ForeignKey("candidates.id", ondelete="CASCADE"), index=True)
    # The application whose consent allows the invitation and whose address gets it.
    application_id: Mapped[int] = mapped_column(Id, ForeignKey("applications.id", ondelete="CASCADE"), index=True)
    email_id: Mapped[int | None] = mapped_column(Id, ForeignKey("outbound_emails.id", ondelete="SET NULL"), index=True)
    by_name: Mapped[str] = mapped_column(String(200))
    invited_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
