"""The sitemap (sitemaps.org): public pages and when they changed."""

from collections.abc import Iterable
from datetime import datetime

from careers.postings.feeds.xml_document import XmlDocument

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(pages: Iterable[tuple[str, datetime | None]]) -> bytes:
    """Return the sitemap for absolute URLs, each with the time of its last change, if known."""
    document = XmlDocument()
    with document.inside("urlset", {"xmlns": NAMESPACE}):
        for address, changed_at in pages:
            with document.inside("url"):
                document.element("loc", address)
                if changed_at:
                    document.element("lastmod", changed_at.isoformat(timespec="seconds"))
    return document.content()
