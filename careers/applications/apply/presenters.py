"""The review page: what the hiring team will see, shown to the applicant before submitting."""

from dataclasses import dataclass
from typing import Any

from flask import Response

from careers.applications.apply.draft_services import files_of
from careers.applications.apply.forms import ApplicationForm
from careers.applications.models import Draft
from careers.applications.presenters import Entry
from careers.company.queries import company_profile
from careers.config import Settings
from careers.documents.formats import accept_attribute, accepted_text
from careers.documents.inspect import NO_TEXT
from careers.documents.models import RESUME, UNREADABLE
from careers.documents.queries import beginning_of
from careers.documents.serving import page_image_response
from careers.documents.storage import current_storage
from careers.formatting import format_size

SHOWN = 2_000  # characters: most of a first page
LATER = (
    "We couldn’t extract the text in time. We’ll do it after you send the application; you don’t need to do anything."
)
UNREAD = "We couldn’t extract any text from this file. The hiring team can still open it."
SCAN = f"{NO_TEXT} They can’t find it by searching for words, so a PDF exported from a text document works better."


@dataclass(frozen=True)
class Preview:
    """The beginning of the extracted text, whether there is an image of the first page, and notes about both."""

    name: str
    text: str
    is_cut: bool
    has_image: bool
    warning: str


def preview_of(draft: Draft) -> Preview:
    """Return the preview of the draft's resume, which must exist."""
    document = files_of(draft, RESUME)[0].document
    text = beginning_of(document, SHOWN + 1)
    warning = UNREAD if document.text_state == UNREADABLE else LATER if text is None else "" if text.strip() else SCAN
    shown = (text or "").strip()
    return Preview(document.display_name, shown[:SHOWN], len(shown) > SHOWN, document.preview_pages > 0, warning)


def first_page_of(draft: Draft) -> Response | None:
    """Return the image of the resume's first page, or None."""
    resumes = files_of(draft, RESUME)
    return page_image_response(resumes[0].document, 1, current_storage()) if resumes else None


def form_limits(settings: Settings) -> dict[str, Any]:
    """Return the limits on files that the form states."""
    return {
        "max_file": format_size(settings.max_file_bytes),
        "max_bytes": settings.max_file_bytes,
        "max_samples": settings.max_work_samples,
        "types": accepted_text("resume"),
        "accept": accept_attribute("resume"),
        "sample_types": accepted_text("work_sample"),
        "sample_accept": accept_attribute("work_sample"),
    }


def privacy_notice() -> dict[str, str]:
    """Return the version of the current privacy notice, and its path."""
    return {"version": company_profile().privacy_version, "url": "/privacy"}


def voluntary_shown(form: ApplicationForm) -> list[Entry]:
    """Return the chosen answers to voluntary questions, shown only to the applicant."""
    chosen = [form[name] for name in form.voluntary]
    return [Entry(control.label.text, [control.data]) for control in chosen if control.data]
