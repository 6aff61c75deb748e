"""Reviewing applications: notes, tags, reviewers, scores, interviews, messages, bulk actions, saved views."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Index,
    Integer,
    String,
    UniqueConstraint,
    text,
)

from migrations.baseline.columns import (
    ID,
    INSTANT,
    LONG_TEXT,
    identifier,
    optional,
    optional_reference,
    reference,
    required,
    table,
)

# Notes and tags.
table(
    "notes",
    identifier(),
    reference("application_id", "applications", "CASCADE"),
    optional_reference("author_id", "users", "SET NULL"),
    required("author_name", String(200)),
    required("body", LONG_TEXT),
    required("created_at", INSTANT),
    Index("ix_notes_application", "application_id", "id"),
)

table(
    "mentions",
    reference("note_id", "notes", "CASCADE", primary_key=True),
    reference("user_id", "users", "CASCADE", primary_key=True),
    required("at", INSTANT),
    optional("seen_at", INSTANT),
    Index("ix_mentions_user", "user_id", "seen_at", "note_id"),
)

table(
    "tags",
    identifier(),
    required("name", String(40)),
    required("folded_name", String(120)),
    required("created_at", INSTANT),
    UniqueConstraint("folded_name"),
)

table(
    "application_tags",
    reference("application_id", "applications", "CASCADE", primary_key=True),
    reference("tag_id", "tags", "CASCADE", primary_key=True),
    required("at", INSTANT),
    Index("ix_application_tags_tag", "tag_id", "application_id"),
)

# Reviewers and what they think.
table(
    "assignments",
    reference("application_id", "applications", "CASCADE", primary_key=True),
    reference("user_id", "users", "CASCADE", primary_key=True),
    required("assigned_at", INSTANT),
    optional_reference("assigned_by_id", "users", "SET NULL"),
    required("has_scorecard", Boolean(), server_default=text("0")),
    required("is_disposed", Boolean(), server_default=text("0")),
    required("posting_id", BigInteger(), server_default="0"),
    Index("ix_assignments_user", "user_id", "application_id", "posting_id"),
    Index("ix_assignments_open", "user_id", "is_disposed", "application_id", "posting_id", "has_scorecard"),
)

table(
    "scorecards",
    identifier(),
    reference("application_id", "applications", "CASCADE"),
    optional_reference("author_id", "users", "SET NULL"),
    required("author_name", String(200)),
    required("recommendation", String(12)),
    required("summary", LONG_TEXT),
    required("average", Integer()),
    required("revision", Integer()),
    required("submitted_at", INSTANT),
    CheckConstraint("recommendation IN ('strong_yes', 'yes', 'no', 'strong_no')", name="recommendation"),
    UniqueConstraint("application_id", "author_id"),
    Index("ix_scorecards_author", "author_id", "application_id"),
)

table(
    "scores",
    reference("scorecard_id", "scorecards", "CASCADE", primary_key=True),
    Column("position", Integer(), primary_key=True, autoincrement=False),
    optional_reference("criterion_id", "posting_criteria", "SET NULL"),
    required("name", String(80)),
    required("description", String(300)),
    required("value", Integer()),
    required("evidence", String(60)),
    required("comment", String(500)),
    CheckConstraint("value BETWEEN 1 AND 4", name="value"),
    Index(None, "criterion_id"),
)

table(
    "scorecard_revisions",
    reference("scorecard_id", "scorecards", "CASCADE", primary_key=True),
    Column("revision", Integer(), primary_key=True, autoincrement=False),
    required("submitted_at", INSTANT),
    required("content", JSON()),
)

table(
    "work_sample_scores",
    reference("application_id", "applications", "CASCADE", primary_key=True),
    reference("user_id", "users", "CASCADE", primary_key=True),
    required("author_name", String(200)),
    required("value", Integer()),
    required("comment", String(500)),
    required("at", INSTANT),
    CheckConstraint("value BETWEEN 1 AND 4", name="value"),
    Index("ix_work_sample_scores_user", "user_id", "application_id"),
)

# Interviews.
table(
    "interviews",
    identifier(),
    reference("application_id", "applications", "CASCADE"),
    required("posting_id", BigInteger(), server_default="0"),
    required("title", String(120)),
    required("place", String(300)),
    required("note", LONG_TEXT),
    required("minutes", Integer()),
    required("state", String(10)),
    optional("starts_at", INSTANT),
    optional("rescheduled_from", INSTANT),
    required("uid", String(64)),
    required("sequence", Integer()),
    required("version", Integer()),
    required("token_hash", String(64)),
    required("sealed_token", LONG_TEXT),
    required("created_at", INSTANT),
    optional_reference("created_by_id", "users", "SET NULL"),
    CheckConstraint("state <> 'booked' OR starts_at IS NOT NULL", name="starts_at"),
    CheckConstraint("state IN ('offered', 'booked', 'declined', 'canceled')", name="state"),
    UniqueConstraint("token_hash"),
    UniqueConstraint("uid"),
    Index("ix_interviews_application_id", "application_id", "id"),
    Index("ix_interviews_posting", "posting_id", "state", "starts_at", "application_id"),
    Index("ix_interviews_state", "state", "starts_at"),
)

table(
    "interview_slots",
    identifier(),
    reference("interview_id", "interviews", "CASCADE"),
    required("starts_at", INSTANT),
    Index("ix_interview_slots_interview_id", "interview_id", "starts_at", unique=True),
)

table(
    "interviewers",
    reference("interview_id", "interviews", "CASCADE", primary_key=True),
    reference("user_id", "users", "CASCADE", primary_key=True),
    Index(None, "user_id"),
)

# Reasons for a decision, message templates, and how long a message waits before it is sent.
table(
    "disposition_reasons",
    identifier(),
    required("disposition", String(20)),
    required("key", String(40)),
    required("label", String(80)),
    required("is_archived", Boolean()),
    required("version", Integer()),
    UniqueConstraint("disposition", "key"),
)

table(
    "message_templates",
    identifier(),
    required("name", String(120)),
    required("purpose", String(10)),
    required("stage", String(40)),
    required("subject", String(200)),
    required("body", LONG_TEXT),
    required("version", Integer()),
    required("updated_at", INSTANT),
    CheckConstraint("purpose IN ('rejection', 'update', 'invitation', 'other')", name="purpose"),
    UniqueConstraint("name"),
)

table(
    "message_settings",
    Column("id", Integer(), primary_key=True, autoincrement=False),
    required("delay_minutes", Integer()),
    CheckConstraint("id = 1", name="one_row"),
)

# Bulk actions and saved views.
table(
    "bulk_actions",
    identifier(),
    required("kind", String(10)),
    required("state", String(10)),
    required("options", JSON()),
    optional_reference("made_by_id", "users", "SET NULL"),
    required("made_by_name", String(200)),
    required("version", Integer()),
    required("created_at", INSTANT),
    optional("due_at", INSTANT),
    optional("finished_at", INSTANT),
    CheckConstraint("kind IN ('move', 'tag', 'assign', 'reject')", name="kind"),
    CheckConstraint("state IN ('draft', 'waiting', 'running', 'done', 'undone')", name="state"),
    Index("ix_bulk_actions_state", "state", "due_at", "id"),
)

table(
    "bulk_action_items",
    reference("bulk_action_id", "bulk_actions", "CASCADE", primary_key=True),
    reference("application_id", "applications", "CASCADE", primary_key=True),
    required("version", Integer()),
    required("state", String(10)),
    required("problem", String(1000)),
    required("subject", String(200)),
    required("body", LONG_TEXT),
    optional("reserved_application_id", ID),
    CheckConstraint("state IN ('planned', 'refused', 'done')", name="state"),
    UniqueConstraint("reserved_application_id"),
    Index(None, "application_id"),
    Index("ix_bulk_action_items_state", "bulk_action_id", "state", "application_id"),
)

table(
    "saved_views",
    identifier(),
    reference("owner_id", "users", "CASCADE"),
    required("name", String(80)),
    required("is_shared", Boolean()),
    required("filters", JSON()),
    optional_reference("posting_id", "postings", "CASCADE"),
    required("created_at", INSTANT),
    UniqueConstraint("owner_id", "name"),
    Index(None, "posting_id"),
    Index("ix_saved_views_shared", "is_shared", "name"),
)
