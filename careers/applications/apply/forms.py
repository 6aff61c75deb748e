"""The application form. Everything typed is kept; validation only reports what to fix."""

import re
from collections.abc import Mapping
from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, MultipleFileField
from wtforms import BooleanField, Field, HiddenField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Optional

from careers.applications.fields import CHOICES, LINE, NAMES, SOURCE, FormField
from careers.applications.questions.queries import Asked, field_name
from careers.applications.tokens import dated_mark
from careers.applications.web_addresses import is_web_address, links_in
from careers.mail.addresses import normalized
from careers.postings.questions.models import FILE
from careers.postings.sources import clean_source
from careers.text import max_length, multiline, one_line

MAX_LINKS = 10
MAX_SIGN_LENGTH = 200
NOT_A_NAME = re.compile(r"://|www\.", re.IGNORECASE)
PHONE = re.compile(r"[+(]?[\d][\d ()./+-]{3,}(?: ?(?:x|ext\.?) ?\d{1,6})?", re.IGNORECASE)


def text_field(row: FormField) -> Any:
    """Return the unbound WTForms field for a row of the table of fields."""
    is_line = row.kind == LINE
    rules: list[Any] = [DataRequired(row.required)] if row.required else [Optional()] if is_line else []
    rules += [max_length(row.max_length)] if row.max_length else []
    make = StringField if is_line else TextAreaField
    return make(row.label, filters=[one_line if is_line else multiline], validators=rules)


class ApplicationForm(FlaskForm):
    """Everything that an applicant enters; files are checked where they are stored.

    ``posting_forms.py`` adds the text fields (``careers.applications.fields``) and a field for each of the posting's
    own questions, which are in ``asked``.
    """

    asked: Asked = Asked()
    # The names of the fields of the voluntary questions, with the questions' ids.
    voluntary: Mapping[str, str] = {}

    resume = FileField("Resume")
    work_samples = MultipleFileField("Work samples")
    # The source named by the link that was followed; any value is reduced to something harmless.
    source = HiddenField(filters=[clean_source])
    consent = BooleanField(
        "I have read the privacy notice",
        validators=[DataRequired("Confirm you’ve read the privacy notice. We need this to keep your application.")],
    )

    keep_for_future = BooleanField("Consider me for future roles", validators=[Optional()])
    # The ids of former questions that the page showed with their answers, separated by commas.
    seen = HiddenField("Changed questions")

    # Two signals of whether a person sent this (spam_rules.py); they never affect what was typed.
    opened = HiddenField("When the form was opened", default=dated_mark)
    leave_empty = StringField("Leave this field empty", filters=[one_line])

    def validate_name(self, field: Field) -> None:
        """Accept a name, not a link: it appears in emails to whatever address was typed."""
        if NOT_A_NAME.search(field.data):
            raise ValidationError("Enter only your name, without web addresses.")

    def validate_email(self, field: Field) -> None:
        """Accept one valid email address."""
        try:
            normalized(field.data)
        except ValueError as error:
            raise ValidationError(str(error)) from None

    def validate_phone(self, field: Field) -> None:
        """Accept digits and common separators."""
        if not field.errors and not PHONE.fullmatch(field.data):
            raise ValidationError(
                "This doesn’t look like a phone number. Enter one like +1 415 555 0100, or leave it empty."
            )

    def validate_links(self, field: Field) -> None:
        """Accept a few web addresses, one per line."""
        lines = links_in(field.data)
        if len(lines) > MAX_LINKS:
            raise ValidationError(f"Enter at most {MAX_LINKS} links. You entered {len(lines)}.")
        for line in lines:
            if not is_web_address(line):
                raise ValidationError(
                    f"“{line[:60]}” isn’t a web address. Enter one per line, like https://example.com/work."
                )

    def signs(self) -> dict[str, str]:
        """Return the signals that tell people from programs."""
        mark, honeypot = self.opened.data or "", self.leave_empty.data or ""
        return {"mark": mark[:MAX_SIGN_LENGTH], "honeypot": honeypot[:MAX_SIGN_LENGTH]}

    def voluntary_answers(self) -> dict[str, str] | None:
        """Return the answers to voluntary questions by the question's id; None if the form didn't ask any."""
        sent = {number: self[name] for name, number in self.voluntary.items() if self[name].raw_data}
        chosen = {
            number: control.data
            for number, control in sent.items()
            if control.data in [choice.value for choice in control.iter_choices()]
        }
        return {number: choice for number, choice in chosen.items() if choice} if sent else None

    def answers(self) -> dict[str, Any]:
        """Return what was typed, as the draft stores it."""
        said = {
            str(question.id): self[field_name(question)].data
            for question in self.asked.questions
            if question.kind != FILE
        }
        typed: dict[str, Any] = {name: self[name].data for name in (*NAMES, *CHOICES, SOURCE)}
        seen = sorted(self.asked.retired_ids.intersection((self.seen.data or "").split(",")))
        return typed | {"questions": {key: value for key, value in said.items() if value}, "seen": seen}
