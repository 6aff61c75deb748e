"""The form that asks for new links by email."""

from flask_wtf import FlaskForm
from wtforms import Field, StringField, ValidationError
from wtforms.validators import DataRequired

from careers.mail.addresses import MAX_LENGTH, normalized
from careers.text import max_length, one_line


class LinkForm(FlaskForm):
    """The address that the links go to."""

    email = StringField(
        "Email",
        filters=[one_line],
        validators=[
            DataRequired("Enter the email you applied with."),
            max_length(MAX_LENGTH),
        ],
    )

    def validate_email(self, field: Field) -> None:
        """Accept any address that mail can be sent to."""
        try:
            normalized(field.data)
        except ValueError as error:
            raise ValidationError(str(error)) from None
