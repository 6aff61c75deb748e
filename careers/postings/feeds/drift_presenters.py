"""Compare a posting's page with its feeds and structured data, and list what is missing."""

import re
from dataclasses import dataclass

from markupsafe import escape

from careers.postings.details_presenters import PostingDetails
from careers.postings.feeds.crawl_queries import Feeds, PageReader, read_page, structured_data
from careers.postings.feeds.json_ld_presenters import job_posting
from careers.postings.feeds.xml_document import allowed

# Google rejects titles with pay or a location in them.
PAY_IN_TITLE = re.compile(r"[$€£¥]|\d{2,3}[.,]?\d{3}|\d+k\b", re.IGNORECASE)


@dataclass(frozen=True)
class FeedReport:
    """A posting, the differences between its page and its feeds and structured data, and what is missing."""

    posting: PostingDetails
    differences: list[str]
    missing: list[str]


def feed_report(posting: PostingDetails, feeds: Feeds) -> FeedReport:
    """Return the report for an open posting. Requests its page."""
    status, page = read_page(posting.url)
    if status != 200:
        return FeedReport(posting, [f"Its page returns status {status} instead of 200."], [])
    differences = page_differences(posting, page) + feed_differences(posting, feeds)
    return FeedReport(posting, differences, missing_for_search_engines(posting))


def page_differences(posting: PostingDetails, page: PageReader) -> list[str]:
    """Return how the page and its structured data differ from the posting."""
    text, data = _plain(page.text), structured_data(page)
    shown = {
        "title": posting.title,
        "pay": posting.pay,
        "place": posting.places,
        "closing date": posting.closes,
    }
    differences = [
        f"Its page doesn’t show the {name} “{words}”."
        for name, words in shown.items()
        if words and _plain(words) not in text
    ]
    if not data:
        return [*differences, "Its page has no structured data."]
    expected = job_posting(posting)
    names = sorted(name for name in expected.keys() | data.keys() if expected.get(name) != data.get(name))
    differences += [f"The structured data has a different {name}." for name in names]
    if data.get("title") != _plain(page.h1):
        differences.append("The structured data has a different title than the page.")
    if page.image != f"{posting.address}/social.png":
        differences.append("Its page has no social sharing image of its own.")
    return differences


def feed_differences(posting: PostingDetails, feeds: Feeds) -> list[str]:
    """Return which feeds lack the posting or describe it differently."""
    differences = []
    for name, entries in (("Atom", feeds.atom), ("JSON", feeds.json)):
        entry = entries.get(posting.address)
        if entry is None:
            differences.append(f"It’s missing from the {name} feed.")
        elif _differs(entry["title"], posting.title) or str(escape(posting.pay or "")) not in entry["html"]:
            differences.append(f"The {name} feed has a different title or pay.")
    job = feeds.indeed.get(posting.address)
    if job is None:
        differences.append("It’s missing from the Indeed feed.")
    elif _differs(job["title"], posting.title) or job.get("salary", "") != (posting.pay or ""):
        differences.append("The Indeed feed has a different title or pay.")
    if posting.address not in feeds.sitemap:
        differences.append("It’s missing from the sitemap.")
    return differences


def missing_for_search_engines(posting: PostingDetails) -> list[str]:
    """Return what search engines require or recommend and the posting lacks."""
    wanted = {
        "No pay range.": posting.salary,
        "No closing date.": posting.valid_through,
        "No summary for lists and feeds.": posting.summary,
        "No description.": posting.description,
        "No location.": posting.locations or posting.is_remote,
    }
    missing = [sentence for sentence, value in wanted.items() if not value]
    for location in posting.locations:
        gaps = [name for name in ("street", "region", "postal_code") if not getattr(location, name)]
        if gaps:
            missing.append(f"No {' and no '.join(gaps).replace('_', ' ')} for {location.name}.")
        if location.locality and location.locality.casefold() in posting.title.casefold():
            missing.append("The title includes a location, which has its own field.")
    if PAY_IN_TITLE.search(posting.title):
        missing.append("The title seems to include pay, which has its own fields.")
    return missing


def _differs(first: str, second: str) -> bool:
    return allowed(first) != allowed(second)


def _plain(text: str) -> str:
    return " ".join(text.split())
