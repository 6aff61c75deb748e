"""The forms of pages of words."""

from __future__ import annotations

from flask_wtf import FlaskForm

from careers.company.forms import line_field, text_field
from careers.company.markdown import MAX_LENGTH
from careers.company.pages.models import PageContent
from careers.versions import version_field


class PageForm(FlaskForm):
    """The words of a page."""

    version = version_field()
    title = line_field("Title", 200, needed="Give the page a title.")
    lede = text_field(
        "First paragraph", 600, hint="Set larger than the rest, and shown by search engines.", rows=3
    )
    body_markdown = text_field(
        "Text",
        MAX_LENGTH,
        hint="Markdown: a blank line begins a paragraph, ## a heading, a hyphen an item of a list.",
        rows=18,
    )

    def words(self) -> PageContent:
        """What was typed."""
        return PageContent(self.title.data, self.lede.data, self.body_markdown.data)


class NewPageForm(PageForm):
    """The same with the page's address."""

    slug = line_field(
        "Address", 80, hint="The end of /pages/…, such as life-at-work. Empty: made from the title. It stays."
    )
