"""Read pages, drafts, and versions for editing."""

from collections.abc import Sequence
from datetime import datetime

from flask import abort
from sqlalchemy import func, select

from careers.company.models import Page
from careers.company.pages.models import HasPageContent, PageContent, PageDraft, PageVersion
from careers.database import db


def all_pages() -> Sequence[Page]:
    """Return all pages by title."""
    return db.session.scalars(select(Page).order_by(Page.title, Page.id)).all()


def publication_dates() -> dict[str, datetime | None]:
    """Return when each published page was last published, by slug; None if unknown."""
    said_since = func.max(PageVersion.at)
    statement = select(Page.slug, said_since).join(PageVersion, PageVersion.page_id == Page.id, isouter=True)
    found = db.session.execute(statement.where(Page.is_published).group_by(Page.slug))
    return {slug: at for slug, at in found}  # noqa: C416


def drafted_ids() -> set[int]:
    """Return the ids of pages with a draft."""
    return set(db.session.scalars(select(PageDraft.page_id)))


def page_by_id(page_id: int) -> Page:
    """Return the page as the database has it now; 404 if there is none."""
    page = db.session.get(Page, page_id, populate_existing=True)
    return page or abort(404)


def draft_of(page_id: int) -> PageDraft | None:
    """Return the page's draft, or None."""
    return db.session.get(PageDraft, page_id, populate_existing=True)


def versions_of(page_id: int, limit: int = 200) -> Sequence[PageVersion]:
    """Return the page's versions, the newest first."""
    statement = select(PageVersion).where(PageVersion.page_id == page_id)
    return db.session.scalars(statement.order_by(PageVersion.number.desc()).limit(limit)).all()


def version_by_number(page_id: int, number: int) -> PageVersion | None:
    """Return a version of a page, or None."""
    return db.session.scalar(select(PageVersion).filter_by(page_id=page_id, number=number))


def latest_version_number(page_id: int) -> int:
    """Return the number of the page's latest version, 0 before the first."""
    statement = select(func.max(PageVersion.number)).where(PageVersion.page_id == page_id)
    return db.session.scalar(statement) or 0


def content_of(source: HasPageContent) -> PageContent:
    """Return the content of a page, a draft, or a version."""
    return PageContent(source.title, source.lede, source.body_markdown)
