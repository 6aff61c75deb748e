"""Open postings as Indeed's XML job feed: one job for each place of a posting."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True)
class JobPlace:
    """A place of a posting; ``reference`` never changes, whatever is edited."""

    reference: str
    city: str
    state: str
    country: str
    postal_code: str
    remote_type: str


def indeed(
    postings: Sequence[PostingDetails], *, publisher: str, publisher_url: str, built_at: datetime
) -> bytes:
    """Return the whole feed."""
    document = XmlDocument()
    with document.inside("source"):
        document.element("publisher", publisher)
        document.element("publisherurl", publisher_url)
        document.element("lastBuildDate", format_datetime(built_at.astimezone(UTC), usegmt=True))
        for posting in postings:
            shared = _elements(shared_values(posting))
            for place in places_of(posting):
                document.written(f"<job>\n{shared}{_elements(place_values(place))}</job>\n")
    return document.content()


def shared_values(posting: PostingDetails) -> dict[str, str]:
    """Return what all places of a posting have in common, under Indeed's names."""
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


def places_of(posting: PostingDetails) -> Iterator[JobPlace]:
    """Return the places of a posting: each location, and remote work as one more."""
    for location in posting.locations:
        yield JobPlace(
            f"{posting.id}-{location.id}",
            location.locality,
            location.region,
            location.country,
            location.postal_code,
            HYBRID_REMOTE if posting.office_mode == "hybrid" else "",
        )
    if posting.is_remote:
        country = posting.remote_countries[0] if posting.remote_countries else ""
        yield JobPlace(f"{posting.id}-remote", "", "", country, "", FULLY_REMOTE)


def place_values(place: JobPlace) -> dict[str, str]:
    """Return a place under Indeed's names."""
    return {
        "referencenumber": place.reference,
        "city": place.city,
        "state": place.state,
        "country": place.country,
        "postalcode": place.postal_code,
        "remotetype": place.remote_type,
    }


def plain(html: str) -> str:
    """Return the text of a piece of HTML."""
    return " ".join(unescape(nh3.clean(html, tags=set())).split())


def _elements(values: dict[str, str]) -> str:
    return "".join(cdata(name, text) for name, text in values.items() if text)
