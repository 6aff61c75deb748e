"""A page of words as its template shows it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from careers.company.models import Page
from careers.company.queries import listed_pages


@dataclass(frozen=True)
class PageView:
    """A page's title, first paragraph and body."""

    title: str
    lede: str
    html: Markup


# Pages that the code has an address for; every other stands below /pages.
TOP_LEVEL_PAGES = ("company", "benefits", "how-we-hire", "privacy", "accessibility")


def page_path(slug: str) -> str:
    """Where visitors find the page with this slug."""
    return f"/{slug}" if slug in TOP_LEVEL_PAGES else f"/pages/{slug}"


def footer_pages() -> list[tuple[str, str]]:
    """What the footer links to beside what is always there, as (address, title)."""
    return [(page_path(slug), title) for slug, title in listed_pages()]


def page_view(page: Page) -> PageView:
    """The page, its body ready to be put into a template."""
    # Rendered and cleaned when it was saved (company/markdown.py).
    return PageView(page.title, page.lede, Markup(page.body_html))  # noqa: S704  # nosec B704
