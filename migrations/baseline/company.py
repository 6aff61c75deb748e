"""The company: its profile and logo, pages, benefits, departments, locations, and hiring stages."""

from sqlalchemy import Boolean, CheckConstraint, Column, Index, Integer, String, UniqueConstraint, text

from migrations.baseline.columns import (
    INSTANT,
    LONG_BYTES,
    LONG_TEXT,
    identifier,
    optional_reference,
    reference,
    required,
    table,
)

# The profile (one row) and the logo.
table(
    "company_profile",
    Column("id", Integer(), primary_key=True, autoincrement=False),
    required("name", String(120)),
    required("legal_name", String(200)),
    required("headline", String(120)),
    required("introduction", String(600)),
    required("tagline", String(200)),
    required("about_markdown", LONG_TEXT),
    required("about_html", LONG_TEXT),
    required("email", String(254)),
    required("website", String(300), server_default=""),
    required("street", String(200)),
    required("locality", String(120)),
    required("region", String(120)),
    required("postal_code", String(20)),
    required("country", String(2)),
    required("time_zone", String(64)),
    required("privacy_version", String(40)),
    required("mail_footer", String(600), server_default=""),
    required("version", Integer(), server_default=text("1")),
    required("logo_letters", String(2), server_default=""),
    required("logo_light", String(40), server_default=""),
    required("logo_dark", String(40), server_default=""),
    required("logo_has_name", Boolean(), server_default=text("0")),
    required("accent_light", String(7), server_default=""),
    required("accent_dark", String(7), server_default=""),
    required("branding_version", Integer(), server_default=text("1")),
    required("retention_months", Integer(), server_default=text("24")),
    required("retention_reason", String(600), server_default=""),
    required("retention_version", Integer(), server_default=text("1")),
    CheckConstraint("id = 1", name="one_row"),
)

table(
    "logo_images",
    Column("scheme", String(5), primary_key=True),
    required("digest", String(20)),
    required("picture", LONG_BYTES),
    required("icon", LONG_BYTES),
)

# Pages, with the draft of the next version and all published versions.
table(
    "pages",
    identifier(),
    required("slug", String(80)),
    required("title", String(200)),
    required("lede", String(600)),
    required("body_markdown", LONG_TEXT),
    required("body_html", LONG_TEXT),
    required("is_published", Boolean(), server_default=text("1")),
    required("is_listed", Boolean(), server_default=text("0")),
    required("version", Integer(), server_default=text("1")),
    UniqueConstraint("slug"),
)

table(
    "page_drafts",
    reference("page_id", "pages", "CASCADE", primary_key=True),
    required("title", String(200)),
    required("lede", String(600)),
    required("body_markdown", LONG_TEXT),
    required("saved_at", INSTANT),
    required("saved_by", String(200)),
)

table(
    "page_versions",
    identifier(),
    reference("page_id", "pages", "CASCADE"),
    required("number", Integer()),
    required("at", INSTANT),
    optional_reference("author_id", "users", "SET NULL"),
    required("author_name", String(200)),
    required("label", String(40)),
    required("title", String(200)),
    required("lede", String(600)),
    required("body_markdown", LONG_TEXT),
    UniqueConstraint("page_id", "number"),
    Index(None, "author_id"),
)

# Lists shown on the public pages.
table(
    "benefits",
    identifier(),
    required("title", String(120)),
    required("description", String(600)),
    required("position", Integer()),
    required("version", Integer(), server_default=text("1")),
)

table(
    "hiring_steps",
    identifier(),
    required("title", String(120)),
    required("description", String(600)),
    required("duration", String(80)),
    required("position", Integer()),
    required("version", Integer(), server_default=text("1")),
)

table(
    "departments",
    identifier(),
    required("slug", String(80)),
    required("name", String(120)),
    required("summary", String(600)),
    required("position", Integer(), server_default=text("0")),
    required("is_archived", Boolean(), server_default=text("0")),
    required("version", Integer(), server_default=text("1")),
    UniqueConstraint("slug"),
)

table(
    "locations",
    identifier(),
    required("slug", String(80)),
    required("name", String(120)),
    required("street", String(200)),
    required("locality", String(120)),
    required("region", String(120)),
    required("postal_code", String(20)),
    required("country", String(2)),
    required("time_zone", String(64)),
    required("position", Integer(), server_default=text("0")),
    required("is_archived", Boolean(), server_default=text("0")),
    required("version", Integer(), server_default=text("1")),
    UniqueConstraint("slug"),
)

# The stages that applications go through.
table(
    "stages",
    identifier(),
    required("key", String(40)),
    required("position", Integer()),
    required("name", String(80)),
    required("candidate_name", String(80)),
    required("candidate_sentence", String(300)),
    required("may_skip", Boolean()),
    required("is_archived", Boolean()),
    required("version", Integer()),
    UniqueConstraint("key"),
)
