"""The forms of message templates and of the delay of decision messages."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, IntegerField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, NumberRange

from careers.company.stages.queries import all_stage_names
from careers.pipeline.message_templates.merge_fields import unfilled_fields_in
from careers.pipeline.message_templates.models import PURPOSES
from careers.pipeline.message_templates.services import (
    MAX_BODY_LENGTH,
    MAX_DELAY,
    MAX_SUBJECT_LENGTH,
    TemplateContent,
)
from careers.text import max_length, multiline, one_line
from careers.versions import version_field

ANY_STAGE = {"": "Any stage"}
DELAY = f"Enter a number of minutes from 0 to {MAX_DELAY:,}."


def _without_holes(_form: FlaskForm, field: Field) -> None:
    holes = unfilled_fields_in(field.data or "")
    if holes:
        raise ValidationError(" ".join(hole.sentence for hole in holes))


class TemplateForm(FlaskForm):
    """A template: its name, its purpose, and its text with merge fields."""

    version = version_field()
    name = StringField("Name", filters=[one_line], validators=[DataRequired("Enter a name."), max_length(120)])
    purpose = SelectField("Purpose", choices=PURPOSES, validators=[InputRequired()])
    stage = SelectField("Suggested stage", choices=lambda: ANY_STAGE | all_stage_names())
    subject = StringField(
        "Subject",
        filters=[one_line],
        validators=[
            DataRequired("Enter a subject."),
            max_length(MAX_SUBJECT_LENGTH),
            _without_holes,
        ],
    )
    body = TextAreaField(
        "Text",
        filters=[multiline],
        validators=[DataRequired("Enter the text."), max_length(MAX_BODY_LENGTH), _without_holes],
    )

    def content(self) -> TemplateContent:
        """Return what was written."""
        typed: dict[str, Any] = {name: self[name].data for name in ("name", "purpose", "stage", "subject")}
        return TemplateContent(**typed, body=(self.body.data or "").strip())


class DelayForm(FlaskForm):
    """How many minutes the message about a decision waits."""

    minutes = IntegerField(
        "Minutes before a decision’s message is sent",
        validators=[InputRequired(DELAY), NumberRange(0, MAX_DELAY, message=DELAY)],
    )


class DeletionForm(FlaskForm):
    """A single button."""
