"""The public content of a posting, for its page, structured data, and feeds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from markupsafe import Markup

from careers.clock import last_day, local_date
from careers.company.branding.stylesheet_presenters import look_of
from careers.company.models import CompanyProfile, Location
from careers.company.queries import company_profile
from careers.config import current_settings
from careers.formatting import format_date, minor_units
from careers.postings import presenters
from careers.postings.models import SECTIONS, Posting
from careers.postings.urls import apply_path, posting_path

DESCRIPTION_SECTIONS = SECTIONS[:-1]  # all but how to apply


@dataclass(frozen=True)
class Section:
    """A section of a posting's page; ``name`` is one of ``models.SECTIONS``, or ``about``."""

    title: str
    html: Markup
    name: str


@dataclass(frozen=True)
class Salary:
    """An advertised range in whole units of its currency; ``unit`` is schema.org's, such as YEAR."""

    low: float
    high: float
    currency: str
    unit: str


@dataclass(frozen=True)
class PostingDetails:
    """The texts of a posting's page, with the values that structured data and feeds need."""

    id: int
    title: str
    department: str
    summary: str
    places: str
    pay: str | None
    employment: str
    workplace: str
    closes: str
    reply_time: str
    posted: str
    identifier: str
    sections: list[Section]
    url: str
    apply_url: str
    is_accepting: bool
    is_general: bool
    company: str
    website: str
    logo: str
    address: str
    # Contains only the id, because a new title changes the URL.
    permanent_id: str
    date_posted: datetime | None
    updated_at: datetime
    valid_through: datetime | None
    first_day: date | None
    last_day: date | None
    employment_type: str
    office_mode: str
    is_remote: bool
    remote_countries: list[str]
    locations: list[Location]
    salary: Salary | None

    @property
    def description(self) -> str:
        """Return the job description as one piece of HTML, with the headings that the page shows."""
        parts = (section for section in self.sections if section.name in DESCRIPTION_SECTIONS)
        return "".join(f"<h2>{section.title}</h2>{section.html}" for section in parts)

    def section(self, name: str) -> str:
        """Return the HTML of a section; empty if the posting doesn't have it."""
        return next((section.html for section in self.sections if section.name == name), "")


def _logo(company: CompanyProfile, site_url: str) -> str:
    look = look_of(company)
    return f"{site_url}{look.icon}" if look.picture else ""


def posting_details(
    posting: Posting, company: CompanyProfile | None = None, texts: Mapping[str, str] | None = None
) -> PostingDetails:
    """Return the posting's details. Department and locations must be loaded; sections too, without ``texts``."""
    company, site_url = company or company_profile(), current_settings().site_url
    zone, first_day = company.time_zone, _day_in(company.time_zone, posting.date_posted)
    return PostingDetails(
        id=posting.id,
        title=posting.title,
        department=posting.department.name,
        summary=posting.summary,
        places=presenters.places(posting),
        pay=presenters.pay(posting),
        employment=presenters.employment(posting),
        workplace=presenters.workplace(posting),
        closes=presenters.closes(posting, zone),
        reply_time=presenters.reply_time(posting),
        posted=f"Posted {format_date(first_day)}" if first_day else "",
        identifier=str(posting.id),
        sections=_sections(company, _texts(posting) if texts is None else texts),
        url=posting_path(posting),
        apply_url=apply_path(posting),
        is_accepting=posting.is_open(),
        is_general=bool(posting.is_general),
        company=company.name,
        website=company.website or site_url,
        logo=_logo(company, site_url),
        address=f"{site_url}{posting_path(posting)}",
        permanent_id=f"{site_url}/jobs/{posting.id}",
        date_posted=posting.date_posted,
        updated_at=posting.updated_at,
        valid_through=posting.valid_through,
        first_day=first_day,
        last_day=last_day(posting.valid_through, zone) if posting.valid_through else None,
        employment_type=posting.employment_type,
        office_mode=posting.office_mode,
        is_remote=posting.is_remote,
        remote_countries=presenters.remote_countries(posting),
        locations=list(posting.locations),
        salary=_salary(posting),
    )


def _texts(posting: Posting) -> Mapping[str, str]:
    return {section.name: section.html for section in posting.sections}


def _day_in(zone: str, instant: datetime | None) -> date | None:
    # In the company's time zone, like every other date on the page.
    return local_date(instant, zone) if instant else None


def _sections(company: CompanyProfile, texts: Mapping[str, str]) -> list[Section]:
    # Rendered and sanitized when it was saved (company/markdown.py).
    sections = [
        Section(presenters.SECTION_TITLES[name], Markup(texts[name]), name)  # noqa: S704  # nosec B704
        for name in SECTIONS
        if texts.get(name)
    ]
    if company.about_html:
        about = Markup(company.about_html)  # noqa: S704  # nosec B704
        sections.insert(0, Section(f"About {company.name}", about, "about"))
    return sections


def _salary(posting: Posting) -> Salary | None:
    low, high = posting.base_salary_min, posting.base_salary_max
    if low is None or high is None:
        return None
    unit = minor_units(posting.base_salary_currency)
    return Salary(low / unit, high / unit, posting.base_salary_currency, posting.base_salary_unit)
