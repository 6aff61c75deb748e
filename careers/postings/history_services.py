"""Record a posting's public history: what changed for visitors."""

from collections.abc import Mapping
from difflib import SequenceMatcher

from careers.company.queries import company_profile
from careers.database import db
from careers.postings import presenters
from careers.postings.criteria_services import format_criteria
from careers.postings.models import SECTIONS, Posting, PostingChange

PUBLISHED, CHANGED, CLOSED, REOPENED = "published", "changed", "closed", "reopened"
# The labels of the fields that the history tracks, besides the texts below.
FIELDS = {
    "title": "Title",
    "pay": "Pay",
    "places": "Location",
    "employment": "Type",
    "closes": "Closing date",
    "answer": "Reply time",
    "degree": "Degree",
}
TEXTS = {**presenters.SECTION_TITLES, "criteria": "Scoring criteria"}
MAX_COMPARED = 200  # lines of a text; comparing more can take minutes
NO_PAY, DEGREE, NO_DEGREE = "no range named", "required", "not required"


def public_facts(posting: Posting) -> dict[str, str]:
    """Return the posting's public content by field. Its locations, sections, and criteria must be loaded."""
    texts = {section.name: section.markdown.strip() for section in posting.sections}
    return {
        "title": posting.title,
        "pay": presenters.pay(posting) or NO_PAY,
        "places": presenters.places(posting),
        "employment": presenters.employment(posting),
        "closes": presenters.closing_day(posting, company_profile().time_zone),
        "answer": presenters.reply_time(posting),
        "degree": DEGREE if posting.degree_required else NO_DEGREE,
        **{name: texts.get(name, "") for name in SECTIONS},
        "criteria": format_criteria(posting.criteria),
    }


def record_step(posting: Posting, kind: str) -> None:
    """Record that the posting was published, closed, or reopened."""
    db.session.add(PostingChange(posting_id=posting.id, kind=kind))


def record_changes(posting: Posting, before: Mapping[str, str]) -> None:
    """Record where the posting now differs from ``before``, an earlier result of ``public_facts``."""
    for field, after in public_facts(posting).items():
        if before[field] == after:
            continue
        old, new = (before[field], after) if field in FIELDS else changed_lines(before[field], after)
        if old or new:
            change = PostingChange(posting_id=posting.id, kind=CHANGED, field=field, before=old, after=new)
            db.session.add(change)


def changed_lines(before: str, after: str) -> tuple[str, str]:
    """Return the removed and the added lines, without blank lines and list markers."""
    old, new = _lines(before), _lines(after)
    if max(len(old), len(new)) > MAX_COMPARED:
        return "\n".join(old), "\n".join(new)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    removed = [line for kind, start, end, _, _ in steps if kind != "equal" for line in old[start:end]]
    added = [line for kind, _, _, start, end in steps if kind != "equal" for line in new[start:end]]
    return "\n".join(removed), "\n".join(added)


def _lines(text: str) -> list[str]:
    stripped = (line.strip().removeprefix("- ").removeprefix("* ").strip() for line in text.splitlines())
    return [line for line in stripped if line]
