"""A page of words as its template shows it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from careers.company.models import Page


@dataclass(frozen=True)
class ShownPage:
    """A page's title, first paragraph and body."""

    title: str
    lede: str
    html: Markup


def shown(page: Page) -> ShownPage:
    """The page, its body ready to be put into a template."""
    # Rendered and cleaned when it was saved (company/markdown.py).
    return ShownPage(page.title, page.lede, Markup(page.body_html))  # noqa: S704  # nosec B704
