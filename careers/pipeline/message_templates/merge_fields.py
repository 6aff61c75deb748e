"""Merge fields: the values that templates can insert, and their strict substitution.

Nothing typed is ever executed: a field is one of the names in the table, and anything else in braces is reported as
an error. A candidate's text is inserted as it is and never searched for fields again.
"""

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from careers.accounts.models import User
from careers.applications.models import Application
from careers.applications.portal.wording import stage_words
from careers.clock import last_day, local_date, today
from careers.company.queries import company_profile
from careers.errors import DomainError
from careers.formatting import format_date

_DOUBLED = re.compile(r"\{(?=\{)|\}(?=\})")
PLACEHOLDER = re.compile(r"\{\{([^{}]*)\}\}|\{\{|\}\}")
SHOWN = 40  # characters of what is pointed at


@dataclass(frozen=True)
class Context:
    """The objects that fields are read from."""

    application: Application
    sender: User
    company: str


@dataclass(frozen=True)
class Field:
    """A field: its meaning, an example, and how to read its value."""

    about: str
    example: str
    value: Callable[[Context], str]


FIELDS: dict[str, Field] = {
    "candidate name": Field("the candidate’s name", "Robin Vega", lambda of: of.application.name),
    "posting": Field("the posting title", "Backend Developer", lambda of: of.application.posting.title),
    "reference": Field("the application reference", "7KQ4M-X2PVB", lambda of: of.application.reference),
    "stage": Field(
        "the current stage, as candidates see it",
        "In review",
        lambda of: stage_words(of.application.stage).name,
    ),
    "date received": Field(
        "the date of the application",
        "3 November 2026",
        lambda of: format_date(local_date(of.application.submitted_at)),
    ),
    "date promised": Field(
        "the date we promised a reply by",
        "17 November 2026",
        lambda of: format_date(last_day(of.application.reply_due_at)),
    ),
    "date today": Field("today’s date", "24 November 2026", lambda _: format_date(today())),
    "sender name": Field("the sender’s name", "Kim Sato", lambda of: of.sender.name),
    "sender title": Field("the sender’s title", "Recruiter", lambda of: of.sender.title),
    "company": Field("the company name", "Example Works", lambda of: of.company),
}
EXAMPLES = {name: field.example for name, field in FIELDS.items()}


@dataclass(frozen=True)
class UnfilledField:
    """Something in braces that can't be filled: its position and the reason."""

    line: int
    column: int
    text: str
    why: str

    @property
    def sentence(self) -> str:
        """Return the position and the reason as a sentence for the author."""
        return f"Line {self.line}, character {self.column}: “{self.text}” {self.why}"


class UnfilledFields(DomainError):
    """The text would be sent with unfilled fields."""

    def __init__(self, holes: list[UnfilledField]) -> None:
        self.holes = holes
        super().__init__(" ".join(hole.sentence for hole in holes))


def values_for(application: Application, sender: User) -> dict[str, str]:
    """Return the value of each field for this application. Its posting must be loaded."""
    context = Context(application, sender, company_profile().name)
    return {name: _inert(field.value(context)) for name, field in FIELDS.items()}


def unfilled_fields_in(text: str, values: Mapping[str, str] = EXAMPLES) -> list[UnfilledField]:
    """Return everything in braces that can't be filled: unknown and empty fields, and unpaired braces."""
    found = ((match, _why_not(match, values)) for match in PLACEHOLDER.finditer(text))
    return [_hole(text, match, why) for match, why in found if why]


def fill_in(text: str, values: Mapping[str, str] = EXAMPLES) -> str:
    """Return the text with every field filled in, in one pass. Raises UnfilledFields if one can't be."""
    holes = unfilled_fields_in(text, values)
    if holes:
        raise UnfilledFields(holes)
    return PLACEHOLDER.sub(lambda match: values[_name(match)], text)


def _why_not(match: re.Match[str], values: Mapping[str, str]) -> str:
    if match[1] is None:
        return "is unclosed. Write merge fields like {{ candidate name }}."
    name = _name(match)
    if name not in FIELDS:
        near = difflib.get_close_matches(name, FIELDS, n=1)
        return "isn’t a merge field" + (f"; did you mean {{{{ {near[0]} }}}}?" if near else ".")
    return "" if values.get(name) else f"is empty here: {EMPTY.get(name, 'there is nothing to fill in')}."


EMPTY = {"sender title": "your account has no title"}


def _hole(text: str, match: re.Match[str], why: str) -> UnfilledField:
    before = text[: match.start()]
    shown = match[0] if len(match[0]) <= SHOWN else f"{match[0][:SHOWN]}…"
    return UnfilledField(before.count("\n") + 1, match.start() - (before.rfind("\n") + 1) + 1, shown, why)


def _name(match: re.Match[str]) -> str:
    return " ".join((match[1] or "").split()).lower()


def _inert(value: str) -> str:
    # Braces in a candidate's text are no fields, however often the text is filled in.
    return _DOUBLED.sub(lambda brace: f"{brace[0]} ", " ".join(value.split()))
