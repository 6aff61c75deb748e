"""Draft, publish, restore, and unpublish pages. Nothing here commits."""

from sqlalchemy import select

from careers.accounts.models import User
from careers.audit.kinds import AuditKind
from careers.audit.services import record
from careers.clock import now
from careers.company.markdown import render
from careers.company.models import Page
from careers.company.pages.models import PageContent, PageDraft, PageVersion
from careers.company.pages.queries import content_of, draft_of, latest_version_number
from careers.company.profile_services import saved_profile
from careers.database import db
from careers.errors import DomainError
from careers.http.catalog import touch_catalog
from careers.text import slugify
from careers.versions import claim

# Pages with a route of their own: they can be rewritten, but not unpublished.
BUILT_IN_PAGES = {
    "company": "Company",
    "benefits": "Benefits",
    "how-we-hire": "How we hire",
    "privacy": "Privacy notice",
    "accessibility": "Accessibility",
}
PRIVACY = "privacy"
MAX_SLUG_LENGTH = 80


class SlugTaken(DomainError):
    """Another page has this URL."""

    def __init__(self) -> None:
        super().__init__("Another page already uses this URL. Choose a different one.")


class NothingNew(DomainError):
    """Visitors already see exactly this content."""

    def __init__(self) -> None:
        super().__init__("This is the same as the published version, so nothing was published.")


def create_page(words: PageContent, slug: str, *, by: User) -> Page:
    """Create a page as a draft; its slug never changes. Raises SlugTaken and TextTooLong."""
    address = slugify(slug or words.title, MAX_SLUG_LENGTH) or "page"
    if db.session.scalar(select(Page.id).filter_by(slug=address)) is not None:
        raise SlugTaken
    page = Page(slug=address, title=words.title, is_published=False, is_listed=False)
    db.session.add(page)
    db.session.flush()
    _write_draft(page, words, by)
    _record("created page", page, by)
    return page


def save_draft(page: Page, words: PageContent, *, version: int, by: User) -> None:
    """Save changes that visitors don't see yet. Raises EditConflict and TextTooLong."""
    claim(page, version)
    _write_draft(page, words, by)
    _record("saved draft of page", page, by)


def publish_page(page: Page, words: PageContent, *, version: int, by: User) -> PageVersion:
    """Show this content to visitors. Raises EditConflict, NothingNew, and TextTooLong.

    The privacy notice gets a new version number, which applications then refer to.
    """
    claim(page, version)
    if page.is_published and content_of(page) == words:
        raise NothingNew
    page.body_html = render(words.body_markdown)
    page.title, page.lede, page.body_markdown = words.title, words.lede, words.body_markdown
    page.is_published = True
    number = latest_version_number(page.id) + 1
    label = f"{now():%Y-%m-%d}-{number}" if page.slug == PRIVACY else ""
    if label:
        saved_profile().privacy_version = label
    published = PageVersion(
        page_id=page.id,
        number=number,
        author_id=by.id,
        author_name=by.name,
        label=label,
        title=words.title,
        lede=words.lede,
        body_markdown=words.body_markdown,
    )
    db.session.add(published)
    _drop_draft(page)
    db.session.flush()
    _record("published page", page, by, number=number)
    touch_catalog()
    return published


def discard_draft(page: Page, *, version: int, by: User) -> None:
    """Delete the draft. Raises EditConflict."""
    claim(page, version)
    _drop_draft(page)
    _record("discarded draft of page", page, by)


def restore_version(page: Page, old: PageVersion, *, version: int, by: User) -> None:
    """Copy an earlier version into the draft. Raises EditConflict."""
    claim(page, version)
    _write_draft(page, content_of(old), by)
    _record("restored version of page", page, by, number=old.number)


def list_page(page: Page, *, version: int, by: User) -> None:
    """Add a link to the page to the footer, or remove it. Raises EditConflict."""
    claim(page, version)
    page.is_listed = is_listed = not page.is_listed
    _record("added page to footer" if is_listed else "removed page from footer", page, by)
    touch_catalog()


def take_down(page: Page, *, version: int, by: User) -> None:
    """Unpublish the page; its content becomes the draft. Raises EditConflict."""
    claim(page, version)
    page.is_published = page.is_listed = False
    if draft_of(page.id) is None:
        _write_draft(page, content_of(page), by)
    _record("unpublished page", page, by)
    touch_catalog()


def _write_draft(page: Page, words: PageContent, by: User) -> None:
    render(words.body_markdown)  # refuses what publishing would refuse
    values = {**vars(words), "saved_at": now(), "saved_by": by.name}
    draft = draft_of(page.id)
    if draft is None:
        db.session.add(PageDraft(page_id=page.id, **values))
    else:
        for name, value in values.items():
            setattr(draft, name, value)
    db.session.flush()


def _drop_draft(page: Page) -> None:
    draft = draft_of(page.id)
    if draft is not None:
        db.session.delete(draft)
        db.session.flush()


def _record(verb: str, page: Page, by: User, **details: object) -> None:
    record(verb, by=by, kind=AuditKind.PAGE, object_id=page.id, details={"address": page.slug, **details})
