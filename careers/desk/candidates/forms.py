"""The forms on candidate pages."""

from collections.abc import Sequence

from flask_wtf import FlaskForm
from wtforms import Field, IntegerField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, NumberRange, ValidationError

from careers.http.arguments import MAX_ID
from careers.mail.addresses import normalized
from careers.text import one_line


class ConfirmForm(FlaskForm):
    """A form with only a CSRF token."""


class MergeForm(FlaskForm):
    """The candidate to merge into this one."""

    other = IntegerField("Candidate", validators=[InputRequired(), NumberRange(1, MAX_ID)])


class SameAsForm(FlaskForm):
    """The email of another candidate that HR knows to be the same person, although nothing in the data shows it."""

    same_as = StringField(
        "Email of the other candidate",
        filters=[one_line],
        validators=[DataRequired("Enter the email used for the other application.")],
    )

    def validate_same_as(self, control: Field) -> None:
        """Accept one valid email address."""
        try:
            normalized(control.data)
        except ValueError as error:
            raise ValidationError(str(error)) from None


class InvitationForm(FlaskForm):
    """The posting to invite the candidate to; the services check whether that is allowed."""

    posting = SelectField(
        "Posting",
        coerce=lambda text: int(text) if str(text).isascii() and str(text).isdigit() else 0,
        choices=[],
        validate_choice=False,
        validators=[InputRequired("Choose a posting."), NumberRange(1, MAX_ID, "Choose a posting.")],
    )

    def offer(self, postings: Sequence[tuple[int, str]]) -> None:
        """Set the choices for the page."""
        self.posting.choices = [
            ("", "Choose a posting"),
            *((str(number), title) for number, title in postings),
        ]
