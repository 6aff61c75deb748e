"""Read the site's own pages and feeds as crawlers do, through requests inside this process."""

import json
from contextvars import Context
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET  # nosec B405

from flask import current_app
from werkzeug.test import Client

from careers.config import current_settings

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MAX_FEED_PAGES = 100


@dataclass
class Feeds:
    """The entries of each feed, by the URL of a posting's page."""

    atom: dict[str, dict[str, str]] = field(default_factory=dict)
    json: dict[str, dict[str, str]] = field(default_factory=dict)
    indeed: dict[str, dict[str, str]] = field(default_factory=dict)
    sitemap: set[str] = field(default_factory=set)


class PageReader(HTMLParser):
    """Parse a posting's page for its heading, visible text, structured data, and image."""

    def __init__(self) -> None:
        super().__init__()
        self.h1, self.text, self.data = "", "", ""
        self.image = ""
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember which element the following text is in."""
        attributes = dict(attrs)
        if tag == "meta" and attributes.get("property") == "og:image":
            self.image = attributes.get("content") or ""
        if tag in ("h1", "script"):
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave a heading or a block of data."""
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        """Collect the text by the element it is in."""
        if "script" in self._inside:
            self.data += data
            return
        self.text += data
        if "h1" in self._inside:
            self.h1 += data


def read(path: str) -> tuple[int, bytes]:
    """Return the status and body of a request for this path without cookies."""
    app, site_url = current_app._get_current_object(), current_settings().site_url  # type: ignore[attr-defined]
    # In a context of its own, because it must not share the user or transaction of the current request.
    response = Context().run(Client(app.wsgi_app).get, path, base_url=site_url)
    return response.status_code, response.get_data()


def read_page(path: str) -> tuple[int, PageReader]:
    """Return the status of a posting's page, and the page parsed."""
    status, content = read(path)
    reader = PageReader()
    reader.feed(content.decode("utf-8"))
    return status, reader


def structured_data(reader: PageReader) -> dict[str, Any]:
    """Return the page's JobPosting; empty if there is none that can be parsed."""
    try:
        data: dict[str, Any] = json.loads(reader.data)
    except ValueError:
        return {}
    return data


def read_feeds() -> Feeds:
    """Return every feed and the sitemap. With thousands of open postings this takes seconds."""
    feeds = Feeds()
    for page in range(1, MAX_FEED_PAGES + 1):
        query = f"?page={page}" if page > 1 else ""
        atom, has_next = _atom(read(f"/feeds/jobs.atom{query}")[1])
        feeds.atom |= atom
        items = json.loads(read(f"/feeds/jobs.json{query}")[1])["items"]
        feeds.json |= {item["url"]: {"title": item["title"], "html": item["content_html"]} for item in items}
        if not has_next:
            break
    for job in _parsed(read("/feeds/indeed.xml")[1]).iter("job"):
        feeds.indeed[job.findtext("url", "")] = {child.tag: child.text or "" for child in job}
    feeds.sitemap = {location.text or "" for location in _parsed(read("/sitemap.xml")[1]).iter(f"{SITEMAP}loc")}
    return feeds


def _atom(content: bytes) -> tuple[dict[str, dict[str, str]], bool]:
    tree = _parsed(content)
    entries = {}
    for entry in tree.iter(f"{ATOM}entry"):
        link = entry.find(f"{ATOM}link")
        address = link.get("href", "") if link is not None else ""
        texts = {"title": entry.findtext(f"{ATOM}title", ""), "html": entry.findtext(f"{ATOM}content", "")}
        entries[address] = texts
    return entries, any(link.get("rel") == "next" for link in tree.findall(f"{ATOM}link"))


def _parsed(content: bytes) -> ET.Element:
    return ET.fromstring(content)  # noqa: S314  # nosec B314
