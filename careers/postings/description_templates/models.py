"""Description templates of HR's own: text to begin a posting with."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from careers.clock import now
from careers.database import Id, LongText, Model, UtcDateTime


class PostingTemplate(Model):
    """What a posting may begin with, saved from one. Those that come with the site are a file (library.toml)."""

    __tablename__ = "posting_templates"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    note: Mapped[str] = mapped_column(String(300), default="")
    # Words of a posting under the names in ``templates.KEPT``.
    content: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    # One search string a line, after what it is for and a colon; one related template a line.
    sourcing: Mapped[str] = mapped_column(LongText, default="")
    related: Mapped[str] = mapped_column(LongText, default="")
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
