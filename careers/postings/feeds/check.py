"""Comparing what machines are told of a posting with what its page shows, and saying what is missing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import escape

from careers.postings.details_presenters import PostingDetails
from careers.postings.feeds.own_output import Feeds, PageReader, read_page, structured_data
from careers.postings.feeds.structured_data import job_posting
from careers.postings.feeds.xml_document import allowed

# Google refuses a title with pay or a place in it.
PAY_IN_TITLE = re.compile(r"[$€£¥]|\d{2,3}[.,]?\d{3}|\d+k\b", re.IGNORECASE)


@dataclass(frozen=True)
class Finding:
    """One posting, what drifts between its page and what machines read, and what they would like to know."""

    posting: PostingDetails
    drifts: list[str]
    missing: list[str]


def finding(posting: PostingDetails, feeds: Feeds) -> Finding:
    """What there is to say of one open posting. Asks for its page."""
    status, page = read_page(posting.url)
    if status != 200:
        return Finding(posting, [f"Its page answers {status} instead of 200."], [])
    drifts = page_drifts(posting, page) + feed_drifts(posting, feeds)
    return Finding(posting, drifts, missing(posting))


def page_drifts(posting: PostingDetails, page: PageReader) -> list[str]:
    """Where the page, or the data in it, says otherwise than the posting does now."""
    text, data = _plain(page.text), structured_data(page)
    said = {
        "title": posting.title,
        "pay": posting.pay,
        "place": posting.places,
        "closing date": posting.closes,
    }
    found = [
        f"Its page does not show the {name} “{words}”."
        for name, words in said.items()
        if words and _plain(words) not in text
    ]
    if not data:
        return [*found, "Its page has no structured data."]
    expected = job_posting(posting)
    names = sorted(name for name in expected.keys() | data.keys() if expected.get(name) != data.get(name))
    found += [f"The structured data differs in {name}." for name in names]
    if data.get("title") != _plain(page.h1):
        found.append("The title in the structured data is not the page’s heading.")
    if page.image != f"{posting.address}/social.png":
        found.append("Its page names no picture of its own for shared links.")
    return found


def feed_drifts(posting: PostingDetails, feeds: Feeds) -> list[str]:
    """Where a feed lacks the posting or says otherwise."""
    found = []
    for name, entries in (("Atom", feeds.atom), ("JSON", feeds.json)):
        entry = entries.get(posting.address)
        if entry is None:
            found.append(f"The {name} feed does not have it.")
        elif _differs(entry["title"], posting.title) or str(escape(posting.pay or "")) not in entry["html"]:
            found.append(f"The {name} feed gives another title or pay.")
    job = feeds.indeed.get(posting.address)
    if job is None:
        found.append("The Indeed feed does not have it.")
    elif _differs(job["title"], posting.title) or job.get("salary", "") != (posting.pay or ""):
        found.append("The Indeed feed gives another title or pay.")
    if posting.address not in feeds.sitemap:
        found.append("The sitemap does not have it.")
    return found


def missing(posting: PostingDetails) -> list[str]:
    """What search engines recommend or require, and the posting does not say."""
    wanted = {
        "It names no pay.": posting.salary,
        "It has no last day to apply.": posting.valid_through,
        "It has no summary for lists and feeds.": posting.summary,
        "It has no text.": posting.description,
        "It names no place.": posting.locations or posting.is_remote,
    }
    found = [sentence for sentence, value in wanted.items() if not value]
    for location in posting.locations:
        gaps = [name for name in ("street", "region", "postal_code") if not getattr(location, name)]
        if gaps:
            found.append(f"{location.name} has no {' and no '.join(gaps).replace('_', ' ')}.")
        if location.locality and location.locality.casefold() in posting.title.casefold():
            found.append("Its title names a place, which belongs into its own field.")
    if PAY_IN_TITLE.search(posting.title):
        found.append("Its title seems to name pay, which belongs into its own field.")
    return found


def _differs(first: str, second: str) -> bool:
    return allowed(first) != allowed(second)


def _plain(text: str) -> str:
    return " ".join(text.split())
