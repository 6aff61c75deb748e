"""The content of a posting as one value, whether it comes from a form, a demo file, or another posting."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime

from careers.company.markdown import render
from careers.postings.criteria_services import format_criteria, parse_criteria
from careers.postings.models import SECTIONS, Posting, PostingSection
from careers.postings.urls import posting_slug


@dataclass(frozen=True)
class PostingContent:
    """A posting's content. Pay is in minor units (cents); ``remote_countries`` are ISO 3166 codes with commas.

    ``sections`` holds Markdown under the names in ``models.SECTIONS``; blank ones are left out. ``criteria`` has one
    criterion per line (criteria_services.py). ``stages`` are the keys of the chosen stages with commas, empty for
    all.
    """

    title: str
    department_id: int
    summary: str = ""
    employment_type: str = "FULL_TIME"
    is_remote: bool = False
    remote_countries: str = ""
    office_mode: str = ""
    location_ids: tuple[int, ...] = ()
    base_salary_min: int | None = None
    base_salary_max: int | None = None
    base_salary_currency: str = "USD"
    base_salary_unit: str = "YEAR"
    degree_required: bool = False
    show_manager: bool = False
    blind_review: bool = False
    work_sample_first: bool = False
    stages: str = ""
    role_id: int | None = None
    reply_within_days: int = 10
    valid_through: datetime | None = None
    sections: Mapping[str, str] = field(default_factory=dict)
    criteria: str = ""


# The fields that are columns of the posting itself, under the same names.
COLUMNS = [
    column.name for column in fields(PostingContent) if column.name not in ("location_ids", "sections", "criteria")
]


def content_of(posting: Posting) -> PostingContent:
    """Return the posting's current content. Its locations, sections, and criteria must be loaded."""
    return PostingContent(
        **{name: getattr(posting, name) for name in COLUMNS},
        location_ids=tuple(sorted(location.id for location in posting.locations)),
        sections={section.name: section.markdown for section in posting.sections},
        criteria=format_criteria(posting.criteria),
    )


def changed_fields(first: PostingContent, second: PostingContent) -> list[str]:
    """Return the names of the fields and sections that differ."""
    changed = [name for name in COLUMNS if getattr(first, name) != getattr(second, name)]
    if set(first.location_ids) != set(second.location_ids):
        changed.append("location_ids")
    if parse_criteria(first.criteria) != parse_criteria(second.criteria):
        changed.append("criteria")
    return changed + [name for name in SECTIONS if _text(first, name) != _text(second, name)]


def _text(content: PostingContent, name: str) -> str:
    return content.sections.get(name, "").strip()


def write_columns(posting: Posting, content: PostingContent) -> None:
    """Copy the columns of ``content`` into the posting; its slug follows its title."""
    for name in COLUMNS:
        setattr(posting, name, getattr(content, name))
    posting.slug = posting_slug(content.title)


def write_sections(posting: Posting, texts: Mapping[str, str]) -> None:
    """Store the Markdown of each section in the posting, with its HTML. Raises TextTooLong."""
    existing = {section.name: section for section in posting.sections}
    new = {name: texts[name].strip() for name in SECTIONS if texts.get(name, "").strip()}
    for name in existing.keys() - new.keys():
        posting.sections.remove(existing[name])
    for name, markdown in new.items():
        if name not in existing:
            posting.sections.append(PostingSection(name=name, markdown=markdown, html=render(markdown)))
        elif existing[name].markdown != markdown:
            existing[name].markdown, existing[name].html = markdown, render(markdown)
