"""Description templates that HR saved."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from careers.clock import now
from careers.database import Id, LongText, Model, UtcDateTime


class PostingTemplate(Model):
    """Text to start a posting from, saved from a posting. Built-in templates are in library.toml."""

    __tablename__ = "posting_templates"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    note: Mapped[str] = mapped_column(String(300), default="")
    # Texts of a posting, under the names in ``queries.TEMPLATE_FIELDS``.
    content: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    # One search string per line, after its purpose and a colon; one related template per line.
    sourcing: Mapped[str] = mapped_column(LongText, default="")
    related: Mapped[str] = mapped_column(LongText, default="")
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
