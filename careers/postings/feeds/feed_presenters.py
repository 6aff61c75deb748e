"""The open postings as feeds: Atom (RFC 4287, paged by RFC 5005) and JSON Feed 1.1."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import escape

from careers.postings.details_presenters import PostingDetails
from careers.postings.feeds.xml_document import XmlDocument

ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True)
class Feed:
    """A page of a feed, with absolute URLs; ``next_url`` is the next page's, if any."""

    title: str
    company: str
    home_url: str
    url: str
    next_url: str | None
    updated_at: datetime
    postings: Sequence[PostingDetails]


def facts(posting: PostingDetails) -> list[tuple[str, str]]:
    """Return the posting's facts as (label, text), for feed readers."""
    rows = [("Team", posting.department), ("Where", posting.places), ("Type", posting.employment)]
    rows += [("Pay", posting.pay or ""), ("Closing", posting.closes)]
    return [(label, words) for label, words in rows if words]


def summary_html(posting: PostingDetails) -> str:
    """Return the summary and the facts as HTML."""
    rows = "".join(f"<li>{escape(label)}: {escape(words)}</li>" for label, words in facts(posting))
    return f"<p>{escape(posting.summary)}</p><ul>{rows}</ul>"


def atom(feed: Feed) -> bytes:
    """Return the feed as Atom. Ids never change, whatever is edited."""
    document = XmlDocument()
    with document.inside("feed", {"xmlns": ATOM, "xml:lang": "en"}):
        document.element("id", feed.home_url)
        document.element("title", feed.title)
        document.element("updated", feed.updated_at.isoformat())
        document.element("link", attributes={"rel": "self", "href": feed.url, "type": "application/atom+xml"})
        document.element("link", attributes={"rel": "alternate", "href": feed.home_url, "type": "text/html"})
        if feed.next_url:
            document.element("link", attributes={"rel": "next", "href": feed.next_url})
        with document.inside("author"):
            document.element("name", feed.company)
        for posting in feed.postings:
            _entry(document, posting)
    return document.content()


def _entry(document: XmlDocument, posting: PostingDetails) -> None:
    with document.inside("entry"):
        document.element("id", posting.permanent_id)
        document.element("title", posting.title)
        document.element("link", attributes={"rel": "alternate", "href": posting.address, "type": "text/html"})
        document.element("published", (posting.date_posted or posting.updated_at).isoformat())
        document.element("updated", posting.updated_at.isoformat())
        document.element("category", attributes={"term": posting.department})
        document.element("summary", posting.summary)
        document.element("content", summary_html(posting), {"type": "html"})


def json_feed(feed: Feed) -> bytes:
    """Return the feed as JSON Feed, with the extension ``_posting`` for fields that the format doesn't have."""
    content: dict[str, Any] = {
        "version": JSON_FEED,
        "title": feed.title,
        "home_page_url": feed.home_url,
        "feed_url": feed.url,
        "language": "en",
        "authors": [{"name": feed.company, "url": feed.home_url}],
    }
    if feed.next_url:
        content["next_url"] = feed.next_url
    content["items"] = [_item(posting) for posting in feed.postings]
    return json.dumps(content, ensure_ascii=False).encode("utf-8", "replace")


def _item(posting: PostingDetails) -> dict[str, Any]:
    return {
        "id": posting.permanent_id,
        "url": posting.address,
        "title": posting.title,
        "summary": posting.summary,
        "content_html": summary_html(posting),
        "date_published": (posting.date_posted or posting.updated_at).isoformat(),
        "date_modified": posting.updated_at.isoformat(),
        "tags": [posting.department, posting.employment, posting.workplace],
        "_posting": {
            "department": posting.department,
            "location": posting.places,
            "employment_type": posting.employment_type,
            "pay": posting.pay,
            "closes": posting.closes,
            "valid_through": posting.valid_through.isoformat() if posting.valid_through else None,
        },
    }
