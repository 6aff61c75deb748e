"""The form of a role overview; its sections are written as one text, each under a line that starts with ##."""

from collections.abc import Sequence

from flask_wtf import FlaskForm
from wtforms import Field
from wtforms.validators import ValidationError

from careers.company.forms import line_field, text_field
from careers.company.markdown import MAX_LENGTH
from careers.postings.models import RoleSection
from careers.versions import version_field

MAX_SECTIONS, MAX_TITLE_LENGTH = 20, 120
TITLE_PREFIX = "## "


def sections_in(text: str) -> list[tuple[str, str]]:
    """Return (title, Markdown) for every section of a text."""
    sections: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if line.startswith(TITLE_PREFIX):
            sections.append((line.removeprefix(TITLE_PREFIX).strip(), []))
        elif sections:
            sections[-1][1].append(line)
    return [(title, "\n".join(lines).strip()) for title, lines in sections]


def text_of(sections: Sequence[RoleSection]) -> str:
    """Return the sections as staff write them."""
    return "\n\n".join(f"{TITLE_PREFIX}{section.title}\n\n{section.markdown}" for section in sections)


class RoleForm(FlaskForm):
    """A role overview without its statistics, which are computed."""

    version = version_field()
    title = line_field("Title", 120, needed="Enter a title.", hint="What people in this role are called.")
    introduction = text_field("Introduction", 600, hint="One or two sentences shown above the figures.", rows=3)
    sections = text_field(
        "Sections",
        2 * MAX_LENGTH,
        hint="Start each section with a title line like “## What they do”. You can use Markdown.",
        rows=18,
    )

    def validate_sections(self, control: Field) -> None:
        """Require a title for every section, and nothing before the first."""
        sections = sections_in(control.data)
        if control.data and not control.data.startswith(TITLE_PREFIX):
            raise ValidationError("Start with a section title, like “## What they do”.")
        if len(sections) > MAX_SECTIONS:
            raise ValidationError(f"Use at most {MAX_SECTIONS} sections. You entered {len(sections)}.")
        if any(not title or len(title) > MAX_TITLE_LENGTH for title, _ in sections):
            raise ValidationError(f"Keep each section title between 1 and {MAX_TITLE_LENGTH} characters.")
        if any(len(markdown) > MAX_LENGTH for _, markdown in sections):
            raise ValidationError(f"Keep each section to {MAX_LENGTH:,} characters or fewer.")
