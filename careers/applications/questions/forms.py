"""The form fields for a posting's own questions. Everything typed is kept; validation reports what to fix."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask_wtf.file import FileField
from wtforms import Field, RadioField, SelectMultipleField, StringField, TextAreaField, ValidationError
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, StopValidation

from careers.applications.fields import MAX_TEXT_LENGTH
from careers.applications.questions.queries import number_in
from careers.applications.web_addresses import is_web_address, links_in
from careers.postings.questions.models import (
    CHOICE,
    DATE,
    FILE,
    LINK,
    LONG,
    NUMBER,
    SEVERAL,
    SHORT,
    YES_NO,
    PostingQuestion,
)
from careers.text import max_length, multiline, one_line

MAX_LINE_LENGTH = 300
NO_ANSWER = "No answer"
MISSING = {
    SHORT: "Answer this question.",
    LONG: "Answer this question.",
    YES_NO: "Choose yes or no.",
    CHOICE: "Choose an answer.",
    SEVERAL: "Choose at least one.",
    NUMBER: "Enter a number.",
    DATE: "Enter a date.",
    FILE: "Choose a file.",
    LINK: "Enter a link.",
}


def field_of(question: PostingQuestion) -> Any:
    """Return the unbound field of a question that is asked."""
    return BUILDERS[question.kind](question)


def kept_field() -> Any:
    """Return an unbound field for a question that is no longer asked: a page that is still open may send an answer."""
    return KeptField("")


class KeptField(Field):
    """An answer as it was sent; shown, but never rendered as a control."""

    def process_formdata(self, valuelist: list[str]) -> None:
        values = [multiline(value)[:MAX_TEXT_LENGTH] for value in valuelist]
        self.data = values if len(values) > 1 else "".join(values)


def _rules(question: PostingQuestion, *more: Callable[[Any, Field], None]) -> list[Any]:
    return [DataRequired(MISSING[question.kind]) if question.is_required else _may_be_empty, *more]


def _may_be_empty(_form: Any, control: Field) -> None:
    # WTForms' own validator checks the request, and would accept anything that a draft holds.
    if not control.data:
        raise StopValidation


def _line(question: PostingQuestion, *more: Any) -> Any:
    rules = _rules(question, max_length(MAX_LINE_LENGTH), *more)
    return StringField(question.wording, filters=[one_line], validators=rules)


def _text(question: PostingQuestion) -> Any:
    rules = _rules(question, max_length(MAX_TEXT_LENGTH))
    return TextAreaField(question.wording, filters=[multiline], validators=rules)


def _radios(question: PostingQuestion) -> Any:
    # A radio button can't be deselected; for optional questions, "no answer" is one of the buttons.
    none = [] if question.is_required else [SelectChoice("", NO_ANSWER)]
    choices = [*none, *(SelectChoice(option, option) for option in question.offered)]
    default = None if question.is_required else ""
    return RadioField(
        question.wording,
        choices=choices,
        default=default,
        filters=[multiline],
        validators=_rules(question, _check_choice),
        validate_choice=False,
    )


class ChoicesField(SelectMultipleField):
    """Several of the choices. A choice that is not offered can only come from a manipulated form, and is dropped."""

    def process_formdata(self, valuelist: list[str]) -> None:
        offered = [choice.value for choice in self.iter_choices()]
        self.data = [value for value in dict.fromkeys(valuelist) if value in offered]


def _ticks(question: PostingQuestion) -> Any:
    choices = [SelectChoice(option, option) for option in question.offered]
    return ChoicesField(question.wording, choices=choices, validators=_rules(question), validate_choice=False)


def _check_choice(_form: Any, control: Any) -> None:
    if control.data not in [choice.value for choice in control.iter_choices()]:
        raise ValidationError("Choose an answer.")


def _check_number(_form: Any, control: Field) -> None:
    if number_in(control.data) is None:
        raise ValidationError("Enter a number, like 5 or 2.5.")


def _check_date(_form: Any, control: Field) -> None:
    try:
        date.fromisoformat(control.data)
    except ValueError:
        raise ValidationError("Enter a date like 2027-01-31.") from None


def _check_link(_form: Any, control: Field) -> None:
    if not all(is_web_address(link) for link in links_in(control.data)):
        raise ValidationError("This isn’t a web address. Enter one like https://example.com/work.")


BUILDERS: dict[str, Callable[[PostingQuestion], Any]] = {
    SHORT: _line,
    LONG: _text,
    YES_NO: _radios,
    CHOICE: _radios,
    SEVERAL: _ticks,
    NUMBER: lambda question: _line(question, _check_number),
    DATE: lambda question: _line(question, _check_date),
    # The draft holds the file, not the form that sent it.
    FILE: lambda question: FileField(question.wording),
    LINK: lambda question: _line(question, _check_link),
}
assert set(BUILDERS) == set(MISSING)  # noqa: S101  # nosec B101
