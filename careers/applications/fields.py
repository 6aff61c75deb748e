"""The text fields of the application form, defined once for every page, email, and file that shows them.

A new field is a row of ``FIELDS``, a column of the same name, and a migration: the form, the draft, the receipt, the
review pages, search, re-application, and the exports read this table.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from careers.applications.models import Application, ApplicationText
from careers.applications.web_addresses import links_in

MAX_TEXT_LENGTH = 10_000
# Kinds of text: one line; several lines; one web address per line.
LINE, TEXT, LINKS = "line", "text", "links"
# The parts of the form that fields belong to. A posting's own questions come between the last two.
ABOUT, WORK, MORE = "about", "work", "more"
# The tables that hold the columns: the one that lists read, and the one for long texts.
APPLICATION, APPLICATION_TEXT = "applications", "application_texts"
# What blind reviewers can see: everything, the text with identifying details redacted, or nothing.
SHOWN, REDACTED, HIDDEN = "shown", "redacted", "hidden"


@dataclass(frozen=True)
class FormField:
    """One text field of the form. Its name is that of the form control, of the draft's key, and of the column."""

    name: str
    # The labels for candidates, on the form and wherever they see their own answers; and for staff.
    label: str
    staff_label: str
    section: str
    kind: str = LINE
    hint: str = ""
    # The error message if nothing is entered; optional fields have none.
    required: str = ""
    max_length: int | None = MAX_TEXT_LENGTH
    # More attributes for the macros ``field`` and ``textarea`` (components/fields.html).
    control: Mapping[str, Any] = field(default_factory=dict)
    table: str = APPLICATION
    blind_review: str = REDACTED
    # The search field that finds it, which has the letter that its words are stored with.
    search: str = "answers"
    # The heading in the CSV of applications; only columns of ``applications`` can have one.
    csv_heading: str = ""
    is_copied_when_reapplying: bool = True

    @property
    def column(self) -> Any:
        """The mapped column that holds it."""
        return getattr(Application if self.table == APPLICATION else ApplicationText, self.name)

    def stored(self, entered: str) -> str:
        """Return what a form or a draft holds as the column stores it."""
        return "\n".join(links_in(entered)) if self.kind == LINKS else entered

    def lines(self, value: str) -> list[str]:
        """Return a value as the lines or paragraphs to show; none if there is no value."""
        if self.kind == LINKS:
            return links_in(value)
        return [line for line in value.split("\n") if line.strip()]

    def value_of(self, application: Application) -> str:
        """Return the application's value of this field. Fields in ``application_texts`` need the text loaded."""
        value: str = getattr(application if self.table == APPLICATION else application.text, self.name)
        return value


FIELDS = (
    FormField(
        "name",
        "Your name",
        "Name",
        ABOUT,
        hint="What should we call you?",
        required="Enter your name.",
        max_length=200,
        control={"autocomplete": "name"},
        blind_review=HIDDEN,
        search="name",
        csv_heading="Name",
    ),
    FormField(
        "email",
        "Email",
        "Email",
        ABOUT,
        hint="We’ll send your receipt and our reply here.",
        required="Enter your email.",
        max_length=None,  # as any email address
        control={"autocomplete": "email", "type": "email"},
        blind_review=HIDDEN,
        search="email",
        csv_heading="Email",
    ),
    FormField(
        "phone",
        "Phone",
        "Phone",
        ABOUT,
        max_length=40,
        control={"autocomplete": "tel", "type": "tel", "width": "medium"},
        blind_review=HIDDEN,
        search="phone",
        csv_heading="Phone",
    ),
    FormField(
        "links",
        "Links to your work",
        "Links",
        WORK,
        LINKS,
        hint="A repository, portfolio, or talk. One link per line.",
        max_length=None,  # each address has a limit
        control={"rows": 3},
        table=APPLICATION_TEXT,
        blind_review=HIDDEN,
        search="links",
    ),
    FormField(
        "project_description",
        "A project you’re proud of",
        "Project description",
        WORK,
        TEXT,
        hint="Something you built or maintained: what it was for, what was hard, and what you did.",
        control={"rows": 7},
        table=APPLICATION_TEXT,
    ),
    FormField(
        "cover_letter",
        "Cover letter",
        "Cover letter",
        MORE,
        TEXT,
        hint="Only if there’s something you haven’t covered above.",
        control={"rows": 6},
        table=APPLICATION_TEXT,
    ),
    FormField(
        "referred_by",
        "Employee who referred you",
        "Referred by",
        MORE,
        hint="Their name, if someone here referred you.",
        max_length=120,
        control={"autocomplete": "off", "width": "medium"},
        search="source",
        csv_heading="Referred by",
        is_copied_when_reapplying=False,
    ),
)
NAMES = tuple(row.name for row in FIELDS)
# What else a draft stores besides the answers to questions: the two checkboxes, and the source of the visit.
CHOICES = ("consent", "keep_for_future")
SOURCE = "source"


def fields_in(*sections: str) -> tuple[FormField, ...]:
    """Return the fields of some parts of the form, in the form's order."""
    return tuple(row for row in FIELDS if row.section in sections)


def columns_in(table: str) -> tuple[FormField, ...]:
    """Return the fields whose columns are in a table."""
    return tuple(row for row in FIELDS if row.table == table)


def values_of(application: Application) -> dict[str, str]:
    """Return the application's value of each field. Its text must be loaded."""
    return {row.name: row.value_of(application) for row in FIELDS}
