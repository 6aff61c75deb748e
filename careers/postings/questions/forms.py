"""The form of a question."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, ValidationError

from careers.postings.questions.models import KINDS, WITH_CHOICES, PostingQuestion
from careers.postings.questions.services import (
    MAX_CHOICE_LENGTH,
    MAX_CHOICES,
    MAX_HINT_LENGTH,
    MAX_WORDING_LENGTH,
    MIN_CHOICES,
    QuestionContent,
    choices_in,
)
from careers.text import max_length, one_line
from careers.versions import MAX_VERSION


class QuestionForm(FlaskForm):
    """A question: its wording, the type of its answer, and whether an answer is required."""

    wording = StringField(
        "Question",
        filters=[one_line],
        validators=[DataRequired("Enter the question."), max_length(MAX_WORDING_LENGTH)],
    )
    kind = SelectField("Answer type", choices=KINDS, validators=[InputRequired()])
    choices = TextAreaField("Choices")
    hint = StringField("Hint", filters=[one_line], validators=[max_length(MAX_HINT_LENGTH)])
    is_required = BooleanField("Required")
    version = HiddenField("Version")

    def validate_choices(self, control: Field) -> None:
        """Require several different choices, for the kinds that have any."""
        if self.kind.data not in WITH_CHOICES:
            return
        choices = choices_in(control.data or "")
        if not MIN_CHOICES <= len(choices) <= MAX_CHOICES:
            raise ValidationError(
                f"Enter {MIN_CHOICES} to {MAX_CHOICES} choices, one per line. You entered {len(choices)}."
            )
        if len({choice.casefold() for choice in choices}) < len(choices):
            raise ValidationError("Each choice must be different.")
        if any(len(choice) > MAX_CHOICE_LENGTH for choice in choices):
            raise ValidationError(f"Keep each choice to {MAX_CHOICE_LENGTH} characters or fewer.")

    def content(self) -> QuestionContent:
        """Return the content that was entered."""
        return QuestionContent(
            kind=self.kind.data,
            wording=self.wording.data,
            hint=self.hint.data,
            is_required=self.is_required.data,
            choices=(self.choices.data or "").replace("\0", ""),
        )

    @property
    def read_version(self) -> int:
        """The version that the page showed; 0, which no question has, if it is malformed."""
        text = str(self.version.data)
        is_number = text.isascii() and text.isdigit() and len(text) <= 10
        return int(text) if is_number and int(text) <= MAX_VERSION else 0

    @classmethod
    def of(cls, question: PostingQuestion) -> QuestionForm:
        """Return the form filled in from a question."""
        return cls(formdata=None, obj=question)
