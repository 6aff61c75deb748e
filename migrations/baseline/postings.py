"""Postings: what they say, who works on them, what they ask, and job alerts."""

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
    INSTANT,
    LONG_TEXT,
    identifier,
    optional,
    optional_reference,
    reference,
    required,
    table,
)

# A posting and its parts.
table(
    "role_overviews",
    identifier(),
    required("slug", String(80)),
    required("title", String(120)),
    required("introduction", String(600)),
    required("updated_at", INSTANT),
    required("version", Integer(), server_default=text("1")),
    UniqueConstraint("slug"),
)

table(
    "role_sections",
    reference("role_id", "role_overviews", "CASCADE", primary_key=True),
    Column("position", Integer(), primary_key=True, autoincrement=False),
    required("title", String(120)),
    required("markdown", LONG_TEXT),
    required("html", LONG_TEXT),
)

table(
    "postings",
    identifier(),
    optional("is_general", Boolean()),
    required("title", String(120)),
    required("slug", String(140)),
    required("summary", String(300)),
    required("state", String(10)),
    reference("department_id", "departments", "RESTRICT"),
    required("employment_type", String(20)),
    required("is_remote", Boolean()),
    required("remote_countries", String(120)),
    required("office_mode", String(10)),
    optional("base_salary_min", BigInteger()),
    optional("base_salary_max", BigInteger()),
    required("base_salary_currency", String(3)),
    required("base_salary_unit", String(10)),
    required("degree_required", Boolean()),
    required("show_manager", Boolean(), server_default=text("0")),
    required("blind_review", Boolean(), server_default=text("0")),
    required("work_sample_first", Boolean(), server_default=text("0")),
    required("stages", String(1800), server_default=""),
    optional_reference("role_id", "role_overviews", "SET NULL"),
    required("reply_within_days", Integer()),
    optional("date_posted", INSTANT),
    optional("opened_at", INSTANT),
    optional("valid_through", INSTANT),
    optional("closed_at", INSTANT),
    required("created_at", INSTANT),
    required("updated_at", INSTANT),
    optional_reference("created_by_id", "users", "SET NULL"),
    required("version", Integer()),
    CheckConstraint("base_salary_min IS NULL OR base_salary_min <= base_salary_max", name="base_salary"),
    CheckConstraint("office_mode IN ('', 'hybrid', 'on_site')", name="office_mode"),
    CheckConstraint("state IN ('draft', 'published', 'closed')", name="state"),
    Index(None, "department_id"),
    Index(None, "is_general", unique=True),
    Index("ix_postings_listing", "state", "date_posted", "id"),
    Index("ix_postings_opened", "state", "opened_at", "id"),
    Index(None, "role_id"),
)

table(
    "posting_sections",
    reference("posting_id", "postings", "CASCADE", primary_key=True),
    Column("name", String(40), primary_key=True),
    required("markdown", LONG_TEXT),
    required("html", LONG_TEXT),
)

table(
    "posting_locations",
    reference("posting_id", "postings", "CASCADE", primary_key=True),
    reference("location_id", "locations", "RESTRICT", primary_key=True),
    Index(None, "location_id"),
)

table(
    "posting_criteria",
    identifier(),
    reference("posting_id", "postings", "CASCADE"),
    required("position", Integer()),
    required("name", String(80)),
    required("description", String(300)),
    Index(None, "posting_id"),
)

table(
    "posting_changes",
    identifier(),
    reference("posting_id", "postings", "CASCADE"),
    required("at", INSTANT),
    required("kind", String(10)),
    required("field", String(40)),
    required("before", LONG_TEXT),
    required("after", LONG_TEXT),
    CheckConstraint("kind IN ('published', 'changed', 'closed', 'reopened')", name="kind"),
    Index(None, "posting_id", "id"),
)

table(
    "posting_questions",
    identifier(),
    reference("posting_id", "postings", "CASCADE"),
    required("position", Integer()),
    required("kind", String(10)),
    required("wording", String(300)),
    required("hint", String(300)),
    required("is_required", Boolean()),
    required("choices", LONG_TEXT),
    required("created_at", INSTANT),
    optional("archived_at", INSTANT),
    optional_reference("replaced_by_id", "posting_questions", "SET NULL"),
    required("version", Integer()),
    CheckConstraint(
        "kind IN ('short', 'long', 'yes_no', 'choice', 'several', 'number', 'date', 'file', 'link')",
        name="kind",
    ),
    Index("ix_posting_questions_posting_id", "posting_id", "position"),
    Index(None, "replaced_by_id"),
)

# Who works on it, and when it is published.
table(
    "hiring_team_members",
    reference("posting_id", "postings", "CASCADE", primary_key=True),
    reference("user_id", "users", "CASCADE", primary_key=True),
    required("role", String(20)),
    required("notifications", JSON()),
    CheckConstraint("role IN ('hiring_manager', 'interviewer')", name="role"),
    Index(None, "user_id"),
)

table(
    "posting_schedules",
    reference("posting_id", "postings", "CASCADE", primary_key=True),
    required("publish_at", INSTANT),
    required("pay_reason", String(400)),
    optional_reference("by_id", "users", "SET NULL"),
    Index(None, "publish_at"),
)

# Texts and scoring criteria to start a posting from.
table(
    "posting_templates",
    identifier(),
    required("name", String(120)),
    required("note", String(300)),
    required("content", JSON()),
    required("sourcing", LONG_TEXT),
    required("related", LONG_TEXT),
    required("updated_at", INSTANT),
    UniqueConstraint("name"),
)

table(
    "rubrics",
    identifier(),
    required("name", String(120)),
    required("criteria", LONG_TEXT),
    required("version", Integer()),
)

# Job alerts by email.
table(
    "alert_subscribers",
    identifier(),
    required("email", String(254)),
    required("email_normalized", String(254)),
    required("created_at", INSTANT),
    UniqueConstraint("email_normalized"),
)

table(
    "alerts",
    identifier(),
    required("key", String(20)),
    reference("subscriber_id", "alert_subscribers", "CASCADE"),
    required("criteria", JSON()),
    required("criteria_hash", String(64)),
    required("frequency", String(10)),
    required("state", String(12)),
    required("since", INSTANT),
    required("changed_at", INSTANT),
    optional("confirmed_at", INSTANT),
    optional("due_at", INSTANT),
    CheckConstraint("frequency IN ('daily', 'weekly')", name="frequency"),
    CheckConstraint("state IN ('unconfirmed', 'active', 'paused', 'ended')", name="state"),
    UniqueConstraint("key"),
    UniqueConstraint("subscriber_id", "criteria_hash"),
    Index("ix_alerts_changed", "state", "changed_at"),
    Index("ix_alerts_due", "state", "due_at", "id"),
)

table(
    "alert_requests",
    identifier(),
    required("at", INSTANT),
    required("address", String(254)),
    optional("criteria", JSON()),
    required("frequency", String(10)),
)

table(
    "alert_deliveries",
    reference("subscriber_id", "alert_subscribers", "CASCADE", primary_key=True),
    reference("posting_id", "postings", "CASCADE", primary_key=True),
    Index(None, "posting_id"),
)

table(
    "alert_emails",
    reference("email_id", "outbound_emails", "CASCADE", primary_key=True),
    reference("subscriber_id", "alert_subscribers", "CASCADE"),
    optional_reference("alert_id", "alerts", "CASCADE"),
    Index(None, "alert_id"),
    Index(None, "subscriber_id"),
)
