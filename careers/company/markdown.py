"""Turn Markdown into HTML that is safe to show: raw HTML is rejected, and the result is sanitized again."""

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

from careers.errors import DomainError

# markdown-it needs seconds for some texts of tens of thousands of characters; nobody writes a posting that long.
MAX_LENGTH = 20_000
# markdown-it searches the rest of the text for the partner of every opening bracket.
MAX_BRACKETS = 500
TAGS = {"p", "br", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "code", "pre", "blockquote", "hr"}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}

_parser = MarkdownIt("commonmark", {"html": False})


class TextTooLong(DomainError):
    """A text of more than ``MAX_LENGTH`` characters."""


def render(text: str) -> str:
    """Return the HTML of a Markdown text (CommonMark, without images or raw HTML). Raises TextTooLong."""
    if len(text) > MAX_LENGTH:
        raise TextTooLong(f"This text has {len(text):,} characters; the limit is {MAX_LENGTH:,}.")
    if text.count("[") > MAX_BRACKETS:
        text = text.replace("[", "\\[")
    html = _parser.render(text.strip())
    # A page has one h1, its title; headings in the text start at h2.
    html = html.replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    return nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel="noopener"
    )


def safe_html(html: str) -> Markup:
    """Return HTML that ``render`` made as markup, which templates don't escape."""
    return Markup(html)  # noqa: S704  # nosec B704
