"""Pages as templates show them."""

from dataclasses import dataclass

from markupsafe import Markup

from careers.company.models import Page
from careers.company.queries import listed_pages


@dataclass(frozen=True)
class PageView:
    """A page's title, introduction, and body."""

    title: str
    lede: str
    html: Markup


# Pages with a route of their own; all others are below /pages.
TOP_LEVEL_PAGES = ("company", "benefits", "how-we-hire", "privacy", "accessibility")


def page_path(slug: str) -> str:
    """Return the path of the page with this slug."""
    return f"/{slug}" if slug in TOP_LEVEL_PAGES else f"/pages/{slug}"


def footer_pages() -> list[tuple[str, str]]:
    """Return (path, title) of the pages that the footer links to."""
    return [(page_path(slug), title) for slug, title in listed_pages()]


def page_view(page: Page) -> PageView:
    """Return the page for its template."""
    # Rendered and sanitized when it was saved (company/markdown.py).
    return PageView(page.title, page.lede, Markup(page.body_html))  # noqa: S704  # nosec B704
