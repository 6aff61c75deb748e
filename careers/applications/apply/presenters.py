"""What the hiring team will read of a resume, shown to its owner before it is sent."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response

from careers.applications.apply.draft_services import files_of
from careers.applications.models import Draft
from careers.documents.inspect import NO_TEXT
from careers.documents.models import RESUME, UNREADABLE
from careers.documents.queries import beginning_of
from careers.documents.serving import page_image_response
from careers.documents.storage import current_storage

SHOWN = 2_000  # characters: most of a first page
LATER = "This file took too long to read just now. It is read after you have sent it; nothing is missing for that."
UNREAD = "No text could be read out of this file. The hiring team can only open it as it is."
SCAN = f"{NO_TEXT} Nobody finds it by searching for words; a PDF made from a text document is better."


@dataclass(frozen=True)
class Preview:
    """The beginning of the text, whether there is an image of the first page, and what to know about both."""

    name: str
    text: str
    is_cut: bool
    has_image: bool
    warning: str


def preview_of(draft: Draft) -> Preview:
    """What was read of the draft's resume, which it must have."""
    document = files_of(draft, RESUME)[0].document
    text = beginning_of(document, SHOWN + 1)
    warning = (
        UNREAD
        if document.text_state == UNREADABLE
        else LATER
        if text is None
        else ""
        if text.strip()
        else SCAN
    )
    shown = (text or "").strip()
    return Preview(
        document.display_name, shown[:SHOWN], len(shown) > SHOWN, document.preview_pages > 0, warning
    )


def first_page_of(draft: Draft) -> Response | None:
    """The image of the resume's first page; None where there is none."""
    resumes = files_of(draft, RESUME)
    return page_image_response(resumes[0].document, 1, current_storage()) if resumes else None
