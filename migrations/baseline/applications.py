"""Candidates, drafts, applications, and what belongs to one application."""

from sqlalchemy import JSON, Boolean, CheckConstraint, Column, Index, Integer, String, UniqueConstraint

from migrations.baseline.columns import (
    INSTANT,
    LONG_TEXT,
    identifier,
    optional,
    optional_reference,
    reference,
    required,
    table,
)

# People, and who may be the same person.
table(
    "candidates",
    identifier(),
    required("email", String(254)),
    required("email_normalized", String(254)),
    required("name", String(200)),
    required("created_at", INSTANT),
    optional_reference("merged_into_id", "candidates", "SET NULL"),
    UniqueConstraint("email_normalized"),
    Index(None, "merged_into_id"),
)

table(
    "candidate_match_keys",
    identifier(),
    reference("candidate_id", "candidates", "CASCADE"),
    required("kind", String(10)),
    required("value", String(64)),
    CheckConstraint("kind IN ('email', 'phone', 'file')", name="kind"),
    UniqueConstraint("kind", "value", "candidate_id"),
    Index(None, "candidate_id"),
)

table(
    "possible_duplicates",
    identifier(),
    reference("older_id", "candidates", "CASCADE"),
    reference("newer_id", "candidates", "CASCADE"),
    required("reasons", JSON()),
    required("state", String(10)),
    CheckConstraint("state IN ('open', 'distinct', 'same')", name="state"),
    UniqueConstraint("older_id", "newer_id"),
    Index(None, "newer_id"),
    Index("ix_possible_duplicates_state", "state", "id"),
)

table(
    "candidate_merges",
    identifier(),
    reference("kept_id", "candidates", "CASCADE"),
    reference("merged_id", "candidates", "CASCADE"),
    required("followers", JSON()),
    required("duplicate_states", JSON()),
    required("merged_at", INSTANT),
    optional_reference("by_id", "users", "SET NULL"),
    required("by_name", String(200)),
    optional("undone_at", INSTANT),
    required("undone_by_name", String(200)),
    Index(None, "kept_id"),
    Index(None, "merged_id"),
)

table(
    "candidate_invitations",
    identifier(),
    reference("posting_id", "postings", "CASCADE"),
    reference("candidate_id", "candidates", "CASCADE"),
    reference("application_id", "applications", "CASCADE"),
    optional_reference("email_id", "outbound_emails", "SET NULL"),
    required("by_name", String(200)),
    required("invited_at", INSTANT),
    UniqueConstraint("posting_id", "candidate_id"),
    Index(None, "application_id"),
    Index(None, "candidate_id"),
    Index(None, "email_id"),
)

# An application. Its long texts have a table of their own next to the row that lists read.
table(
    "applications",
    identifier(),
    required("reference", String(16)),
    reference("posting_id", "postings", "RESTRICT"),
    reference("candidate_id", "candidates", "RESTRICT"),
    required("name", String(200)),
    required("email", String(254)),
    required("phone", String(40)),
    required("fingerprint", String(64)),
    required("source", String(80)),
    required("referred_by", String(120), server_default=""),
    required("stage", String(40)),
    optional("disposition", String(10)),
    optional("disposition_reason", String(80)),
    optional("disposed_at", INSTANT),
    required("submitted_at", INSTANT),
    required("reply_due_at", INSTANT),
    optional("first_read_at", INSTANT),
    required("privacy_version", String(40)),
    required("consented_at", INSTANT),
    optional("future_roles_consent_at", INSTANT),
    optional("score", Integer()),
    required("scorecard_count", Integer(), server_default="0"),
    optional("identity_revealed_at", INSTANT),
    optional("resume_unlocked_at", INSTANT),
    required("version", Integer()),
    CheckConstraint("(disposition IS NULL) = (disposed_at IS NULL)", name="disposed_at"),
    CheckConstraint("disposition IN ('hired', 'rejected', 'withdrawn')", name="disposition"),
    UniqueConstraint("posting_id", "fingerprint"),
    UniqueConstraint("reference"),
    Index("ix_applications_reply_due", "reply_due_at", "id"),
    Index("ix_applications_name", "name", "id"),
    Index("ix_applications_posting_disposition_stage", "posting_id", "disposition", "stage", "id"),
    Index("ix_applications_disposition", "disposition", "id"),
    Index("ix_applications_disposition_reply_due", "disposition", "reply_due_at"),
    Index("ix_applications_future_roles", "future_roles_consent_at", "candidate_id"),
    Index("ix_applications_posting_reply_due", "posting_id", "disposition", "reply_due_at"),
    Index("ix_applications_disposition_name", "disposition", "name", "id"),
    Index("ix_applications_candidate", "candidate_id", "future_roles_consent_at"),
    Index("ix_applications_posting_disposition", "posting_id", "disposition", "id"),
    Index("ix_applications_posting_score", "posting_id", "score", "id"),
    Index("ix_applications_posting_stage", "posting_id", "stage", "id"),
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
    Index("ix_applications_score", "score", "id"),
    Index("ix_applications_source", "source", "id"),
    Index("ix_applications_stage", "stage", "id"),
    Index("ix_applications_disposition_stage", "disposition", "stage", "id"),
    Index("ix_applications_disposition_score", "disposition", "score", "id"),
    Index("ix_applications_submitted", "submitted_at", "id"),
)

table(
    "application_texts",
    reference("application_id", "applications", "CASCADE", primary_key=True),
    required("project_description", LONG_TEXT),
    required("cover_letter", LONG_TEXT),
    required("links", LONG_TEXT),
)

table(
    "events",
    identifier(),
    reference("application_id", "applications", "CASCADE"),
    required("kind", String(40)),
    required("at", INSTANT),
    optional_reference("actor_id", "users", "SET NULL"),
    required("actor_name", String(200)),
    required("details", JSON()),
    Index("ix_events_at", "at", "actor_id", "kind"),
    Index("ix_events_application", "application_id", "id"),
)

table(
    "application_answers",
    identifier(),
    reference("application_id", "applications", "CASCADE"),
    optional_reference("question_id", "posting_questions", "SET NULL"),
    optional_reference("document_id", "documents", "SET NULL"),
    required("position", Integer()),
    required("kind", String(10)),
    required("wording", String(300)),
    required("text", LONG_TEXT),
    Index("ix_application_answers_application_id", "application_id", "position"),
    Index(None, "document_id"),
    Index(None, "question_id"),
)

# What was sent but waits in quarantine.
table(
    "quarantined_submissions",
    identifier(),
    required("draft_hash", String(64)),
    required("sealed_token", LONG_TEXT),
    required("reference", String(16)),
    reference("posting_id", "postings", "RESTRICT"),
    required("name", String(200)),
    required("email", String(254)),
    required("email_normalized", String(254)),
    required("fingerprint", String(64)),
    required("privacy_version", String(40)),
    required("submitted_at", INSTANT),
    required("reply_due_at", INSTANT),
    required("findings", JSON()),
    required("is_acknowledged", Boolean()),
    required("state", String(10)),
    optional("decided_at", INSTANT),
    optional_reference("decided_by_id", "users", "SET NULL"),
    required("decided_by_name", String(200)),
    optional("erased_after", INSTANT),
    optional_reference("application_id", "applications", "CASCADE"),
    optional("withdrawn_at", INSTANT),
    optional("withdrawal_message", LONG_TEXT),
    CheckConstraint("(state = 'spam') = (erased_after IS NOT NULL)", name="erased_after"),
    CheckConstraint("state IN ('held', 'released', 'spam')", name="state"),
    UniqueConstraint("application_id"),
    UniqueConstraint("draft_hash"),
    UniqueConstraint("posting_id", "fingerprint"),
    UniqueConstraint("reference"),
    Index(None, "email_normalized"),
    Index(None, "erased_after"),
    Index("ix_quarantined_submissions_state", "state", "id"),
)

table(
    "quarantine_access_links",
    identifier(),
    required("token_hash", String(64)),
    reference("quarantined_id", "quarantined_submissions", "CASCADE"),
    required("proves_address", Boolean()),
    required("created_at", INSTANT),
    UniqueConstraint("token_hash"),
    Index(None, "quarantined_id"),
)

table(
    "quarantine_emails",
    reference("email_id", "outbound_emails", "CASCADE", primary_key=True),
    reference("quarantined_id", "quarantined_submissions", "CASCADE"),
    Index(None, "quarantined_id"),
)

table(
    "submission_fingerprints",
    identifier(),
    required("subject", String(64)),
    required("sender", String(64)),
    required("at", INSTANT),
    Index(None, "at"),
    Index(None, "sender"),
    Index("ix_submission_fingerprints_subject", "subject", "at"),
)

# Drafts and files.
table(
    "drafts",
    identifier(),
    required("token_hash", String(64)),
    reference("posting_id", "postings", "CASCADE"),
    required("answers", JSON()),
    required("created_at", INSTANT),
    required("updated_at", INSTANT),
    required("expires_at", INSTANT),
    optional("sealed", LONG_TEXT),
    optional_reference("application_id", "applications", "CASCADE"),
    optional_reference("quarantined_id", "quarantined_submissions", "CASCADE"),
    optional("signs", JSON()),
    UniqueConstraint("token_hash"),
    Index(None, "application_id"),
    Index(None, "expires_at"),
    Index(None, "quarantined_id"),
    Index(None, "posting_id"),
)

table(
    "attachments",
    identifier(),
    reference("document_id", "documents", "CASCADE"),
    optional_reference("draft_id", "drafts", "SET NULL"),
    optional_reference("application_id", "applications", "CASCADE"),
    optional_reference("question_id", "posting_questions", "SET NULL"),
    optional("replaced_at", INSTANT),
    UniqueConstraint("document_id"),
    Index(None, "application_id"),
    Index(None, "draft_id"),
    Index(None, "question_id"),
)

# Links to the candidate portal.
table(
    "access_links",
    identifier(),
    required("token_hash", String(64)),
    reference("application_id", "applications", "CASCADE"),
    required("proves_address", Boolean()),
    required("created_at", INSTANT),
    UniqueConstraint("token_hash"),
    Index(None, "application_id"),
)

table(
    "access_link_requests",
    identifier(),
    required("subject", String(64)),
    required("at", INSTANT),
    optional("address", String(254)),
    Index(None, "at"),
    Index("ix_access_link_requests_subject", "subject", "at"),
)

table(
    "draft_emails",
    reference("email_id", "outbound_emails", "CASCADE", primary_key=True),
    reference("draft_id", "drafts", "CASCADE"),
    Index(None, "draft_id"),
)

# Messages between the hiring team and candidates, and the daily email to the team.
table(
    "messages",
    identifier(),
    reference("application_id", "applications", "CASCADE"),
    required("is_reply", Boolean()),
    optional_reference("author_id", "users", "SET NULL"),
    required("author_name", String(200)),
    required("subject", String(200)),
    required("fingerprint", String(64)),
    required("state", String(10)),
    optional_reference("decision_id", "events", "SET NULL"),
    required("created_at", INSTANT),
    required("due_at", INSTANT),
    optional("sent_at", INSTANT),
    optional("read_at", INSTANT),
    optional_reference("email_id", "outbound_emails", "SET NULL"),
    CheckConstraint("state IN ('waiting', 'sent', 'retracted')", name="state"),
    UniqueConstraint("application_id", "fingerprint"),
    Index(None, "decision_id"),
    Index("ix_messages_due", "state", "due_at", "id"),
    Index(None, "email_id"),
    Index("ix_messages_unread", "read_at", "id"),
)

table(
    "message_texts",
    reference("message_id", "messages", "CASCADE", primary_key=True),
    required("body", LONG_TEXT),
)

table(
    "digest_entries",
    reference("user_id", "users", "CASCADE", primary_key=True),
    reference("application_id", "applications", "CASCADE", primary_key=True),
    required("at", INSTANT),
    optional("sent_at", INSTANT),
    Index(None, "application_id"),
    Index(None, "at"),
)

# Equal-opportunity answers are counted for a posting and year, never stored for a person.
table(
    "equal_opportunity_questions",
    identifier(),
    required("position", Integer()),
    required("wording", String(200)),
    required("hint", String(300)),
    required("choices", LONG_TEXT),
    required("is_asked", Boolean()),
)

table(
    "equal_opportunity_counts",
    reference("posting_id", "postings", "CASCADE", primary_key=True),
    Column("year", Integer(), primary_key=True, autoincrement=False),
    reference("question_id", "equal_opportunity_questions", "CASCADE", primary_key=True),
    Column("choice", String(120), primary_key=True),
    required("answer_count", Integer()),
    CheckConstraint("answer_count > 0", name="answer_count"),
    Index(None, "question_id"),
)
