"""The tables below every feature: background tasks, outgoing email, uploaded files, the audit log."""

from sqlalchemy import JSON, BigInteger, CheckConstraint, Column, Index, Integer, String, UniqueConstraint

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

# What the site caches is valid for one version of the public content.
table(
    "catalog_version",
    Column("id", Integer(), primary_key=True, autoincrement=False),
    required("version", Integer()),
    CheckConstraint("id = 1", name="one_row"),
)

# Background tasks and outgoing email.
table(
    "tasks",
    identifier(),
    required("queue", String(20)),
    required("name", String(80)),
    required("payload", JSON()),
    required("state", String(10)),
    required("attempts", Integer()),
    required("run_at", INSTANT),
    optional("lease_token", String(64)),
    optional("leased_until", INSTANT),
    optional("last_error", LONG_TEXT),
    optional("unique_key", String(120)),
    required("created_at", INSTANT),
    optional("finished_at", INSTANT),
    CheckConstraint("state IN ('ready', 'done', 'failed')", name="state"),
    UniqueConstraint("unique_key"),
    Index("ix_tasks_claim", "state", "queue", "run_at"),
    Index(None, "lease_token"),
)

table(
    "outbound_emails",
    identifier(),
    required("kind", String(80)),
    required("to_name", String(200)),
    required("to_address", String(254)),
    required("subject", String(400)),
    required("context", JSON()),
    required("message_id", String(200)),
    required("state", String(10)),
    required("attempts", Integer()),
    required("refusals", Integer()),
    optional("last_error", LONG_TEXT),
    required("created_at", INSTANT),
    optional("last_attempt_at", INSTANT),
    optional("next_attempt_at", INSTANT),
    optional("sent_at", INSTANT),
    optional_reference("application_id", "applications", "CASCADE"),
    CheckConstraint("state IN ('waiting', 'sent', 'failed')", name="state"),
    UniqueConstraint("message_id"),
    Index(None, "application_id"),
    Index("ix_outbound_emails_state", "state", "id"),
)

# Uploaded files. Their text, which is large, has a table of its own next to the row that lists read.
table(
    "documents",
    identifier(),
    required("kind", String(20)),
    required("display_name", String(200)),
    required("media_type", String(120)),
    required("size", BigInteger()),
    required("sha256", String(64)),
    required("storage_key", String(64)),
    required("received_at", INSTANT),
    optional("warning", String(400)),
    optional("page_count", Integer()),
    required("text_state", String(12)),
    required("preview_pages", Integer()),
    CheckConstraint("kind IN ('resume', 'work_sample')", name="kind"),
    CheckConstraint("size > 0", name="size"),
    CheckConstraint("text_state IN ('waiting', 'done', 'unreadable')", name="text_state"),
    UniqueConstraint("storage_key"),
    Index(None, "sha256"),
)

table(
    "document_texts",
    reference("document_id", "documents", "CASCADE", primary_key=True),
    required("text", LONG_TEXT),
)

# Who did what: rows are only ever added.
table(
    "audit_entries",
    identifier(),
    required("at", INSTANT),
    optional_reference("actor_id", "users", "SET NULL"),
    required("actor_name", String(200)),
    required("action", String(80)),
    required("object_kind", String(40)),
    optional("object_id", ID),
    required("details", JSON()),
    Index(None, "actor_id"),
    Index(None, "at"),
    Index("ix_audit_entries_object", "object_kind", "object_id", "id"),
)
