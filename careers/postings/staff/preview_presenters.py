"""A preview of an unsaved posting as visitors would see it."""

from dataclasses import dataclass

from markupsafe import Markup

from careers.company.markdown import TextTooLong, render, safe_html
from careers.postings import presenters
from careers.postings.models import SECTIONS
from careers.postings.staff.forms import PostingForm


@dataclass(frozen=True)
class Preview:
    """Title, summary, and the sections as (title, HTML)."""

    title: str
    summary: str
    sections: list[tuple[str, Markup]]


def preview_of(form: PostingForm) -> Preview:
    """Return what was typed, rendered as saving would; a text that is too long is replaced by the error."""
    written = [(name, (form[name].data or "").strip()) for name in SECTIONS if name in form]
    sections = [(presenters.SECTION_TITLES[name], _rendered(text)) for name, text in written if text]
    return Preview(form.title.data or "", form.summary.data or "", sections)


def _rendered(text: str) -> Markup:
    try:
        return safe_html(render(text))
    except TextTooLong as error:
        return Markup("<p>{}</p>").format(str(error))
