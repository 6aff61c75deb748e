"""Drafts and earlier versions of pages, and their content as a value."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from careers.clock import now
from careers.database import Id, LongText, Model, UtcDateTime


class PageDraft(Model):
    """Changes to a page that visitors don't see yet; a page has at most one draft."""

    __tablename__ = "page_drafts"

    page_id: Mapped[int] = mapped_column(
        Id, ForeignKey("pages.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    title: Mapped[str] = mapped_column(String(200))
    lede: Mapped[str] = mapped_column(String(600), default="")
    body_markdown: Mapped[str] = mapped_column(LongText, default="")
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    saved_by: Mapped[str] = mapped_column(String(200))


class PageVersion(Model):
    """A published version of a page. Rows are added and never changed."""

    __tablename__ = "page_versions"
    __table_args__ = (UniqueConstraint("page_id", "number"), Model.__table_args__)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    page_id: Mapped[int] = mapped_column(Id, ForeignKey("pages.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    author_id: Mapped[int | None] = mapped_column(Id, ForeignKey("users.id", ondelete="SET NULL"), index=True)
    author_name: Mapped[str] = mapped_column(String(200))
    # For the privacy notice: the version that consent refers to.
    label: Mapped[str] = mapped_column(String(40), default="")
    title: Mapped[str] = mapped_column(String(200))
    lede: Mapped[str] = mapped_column(String(600), default="")
    body_markdown: Mapped[str] = mapped_column(LongText, default="")


class HasPageContent(Protocol):
    """Anything with the content of a page: the page itself, its draft, or a version."""

    title: str
    lede: str
    body_markdown: str


@dataclass(frozen=True)
class PageContent:
    """Title, introduction, and body (Markdown)."""

    title: str
    lede: str
    body_markdown: str
