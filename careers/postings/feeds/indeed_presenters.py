"""Open postings as Indeed's XML job feed: one job for each place of a posting."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from html import unescape

import nh3

from careers.postings.details_presenters import PostingDetails
from careers.postings.feeds.xml_document import XmlDocument, cdata

JOB_TYPES = {
    "FULL_TIME": "fulltime",
    "PART_TIME": "parttime",
    "CONTRACTOR": "contract",
    "TEMPORARY": "temporary",
    "INTERN": "internship",
    "VOLUNTEER": "volunteer",
    "PER_DIEM": "perdiem",
}
FULLY_REMOTE, HYBRID_REMOTE = "Fully remote", "Hybrid remote"


def indeed(postings: Sequence[PostingDetails], *, publisher: str, publisher_url: str, built_at: datetime) -> bytes:
    """Return the whole feed."""
    document = XmlDocument()
    with document.inside("source"):
        document.element("publisher", publisher)
        document.element("publisherurl", publisher_url)
        document.element("lastBuildDate", format_datetime(built_at.astimezone(UTC), usegmt=True))
        for posting in postings:
            shared = _elements(shared_values(posting))
            for place in places_of(posting):
                document.written(f"<job>\n{shared}{_elements(place)}</job>\n")
    return document.content()


def shared_values(posting: PostingDetails) -> dict[str, str]:
    """Return the values that all places of a posting share, under Indeed's names."""
    date = posting.date_posted or posting.updated_at
    return {
        "title": posting.title,
        "date": format_datetime(date.astimezone(UTC), usegmt=True),
        "requisitionid": posting.identifier,
        "url": posting.address,
        "company": posting.company,
        "description": posting.description,
        "salary": posting.pay or "",
        "education": plain(posting.section("education_requirements")),
        "jobtype": JOB_TYPES.get(posting.employment_type, ""),
        "category": posting.department,
        "experience": plain(posting.section("experience_requirements")),
        "expirationdate": posting.last_day.isoformat() if posting.last_day else "",
    }


def places_of(posting: PostingDetails) -> Iterator[dict[str, str]]:
    """Yield the places of a posting under Indeed's names: each location, then remote work.

    The reference number of a place never changes, whatever is edited.
    """
    for location in posting.locations:
        yield {
            "referencenumber": f"{posting.id}-{location.id}",
            "city": location.locality,
            "state": location.region,
            "country": location.country,
            "postalcode": location.postal_code,
            "remotetype": HYBRID_REMOTE if posting.office_mode == "hybrid" else "",
        }
    if posting.is_remote:
        country = posting.remote_countries[0] if posting.remote_countries else ""
        yield {"referencenumber": f"{posting.id}-remote", "country": country, "remotetype": FULLY_REMOTE}


def plain(html: str) -> str:
    """Return the text of a piece of HTML."""
    return " ".join(unescape(nh3.clean(html, tags=set())).split())


def _elements(values: dict[str, str]) -> str:
    return "".join(cdata(name, text) for name, text in values.items() if text)
