"""The forms of pages."""

from flask_wtf import FlaskForm

from careers.company.forms import line_field, text_field
from careers.company.markdown import MAX_LENGTH
from careers.company.pages.models import PageContent
from careers.versions import version_field


class PageForm(FlaskForm):
    """The content of a page."""

    version = version_field()
    title = line_field("Title", 200, needed="Enter a title.")
    lede = text_field("Introduction", 600, hint="The larger first paragraph, also used by search engines.", rows=3)
    body_markdown = text_field(
        "Text",
        MAX_LENGTH,
        hint="Use Markdown: a blank line starts a paragraph, ## a heading, and a hyphen a list item.",
        rows=18,
    )

    def words(self) -> PageContent:
        """Return the content that was entered."""
        return PageContent(self.title.data, self.lede.data, self.body_markdown.data)


class NewPageForm(PageForm):
    """The content and the URL of a new page."""

    slug = line_field(
        "URL",
        80,
        hint=("The end of /pages/…, like life-at-work; it can’t be changed later. Leave empty to use the title."),
    )
