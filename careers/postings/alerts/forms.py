"""The forms of alerts."""

from flask_wtf import FlaskForm
from wtforms import Field, RadioField, SelectChoice, StringField, ValidationError
from wtforms.validators import DataRequired

from careers.mail.addresses import MAX_LENGTH, normalized
from careers.postings.alerts.models import WEEKLY
from careers.postings.alerts.presenters import FREQUENCIES


class AddressForm(FlaskForm):
    """The email address to send links to."""

    email = StringField(
        "Email",
        filters=[lambda text: (text or "").replace("\0", "").strip()],
        validators=[DataRequired("Enter your email.")],
    )

    def validate_email(self, field: Field) -> None:
        """Accept one valid email address."""
        if len(field.data) > MAX_LENGTH:
            raise ValidationError(f"An email address can have at most {MAX_LENGTH} characters.")
        try:
            normalized(field.data)
        except ValueError as error:
            raise ValidationError(str(error)) from None


class FrequencyForm(FlaskForm):
    """How often to send emails."""

    frequency = RadioField(
        "How often",
        choices=[SelectChoice(value, label) for value, label in FREQUENCIES.items()],
        default=WEEKLY,
        validators=[DataRequired()],
    )


class AlertForm(AddressForm, FrequencyForm):
    """Sign up for a job alert."""
