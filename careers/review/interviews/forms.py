"""The forms of interviews: offer times, change a booked one, choose a time, and decline."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    DateTimeLocalField,
    Field,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Optional, ValidationError

from careers.accounts.models import User
from careers.applications.tokens import new_form_key
from careers.clock import now
from careers.pipeline.decisions.forms import DecisionForm
from careers.review.interviews.services import Plan
from careers.review.interviews.times import NoSuchTime, instant_of
from careers.text import max_length, multiline, one_line
from careers.versions import version_field

LENGTHS = {15: "15 minutes", 30: "30 minutes", 45: "45 minutes", 60: "1 hour", 90: "1½ hours", 120: "2 hours"}
MAX_SLOTS = 6
MAX_NOTE_LENGTH, MAX_REFUSAL_LENGTH = 2_000, 1_000
FIRST_YEAR, LAST_YEAR = 2000, 2200
FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]


class TimeField(DateTimeLocalField):
    """A date and time in the company's time zone."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, format=FORMATS, **options)

    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError("Enter a date and time, like 2027-01-31 14:00.") from None


class PlanForm(DecisionForm):
    """The fields that offers and changes share; ``zone`` is the company's time zone."""

    zone = "UTC"
    title = StringField(
        "Interview name",
        filters=[one_line],
        default="Interview",
        validators=[DataRequired("Enter a name."), max_length(120)],
    )
    place = StringField(
        "Location or video link",
        filters=[one_line],
        validators=[DataRequired("Enter a location or link."), max_length(300)],
    )
    minutes = SelectField(
        "Duration",
        coerce=int,
        default=45,
        choices=[SelectChoice(number, label) for number, label in LENGTHS.items()],
        validators=[InputRequired("Choose a duration.")],
    )
    interviewers = SelectMultipleField(
        "Interviewers", coerce=int, validators=[DataRequired("Choose at least one interviewer.")]
    )

    def offer(self, people: Sequence[User], zone: str) -> None:
        """Set the possible participants and the time zone; call it before validating."""
        self.zone = zone
        self.interviewers.choices = [SelectChoice(user.id, user.name) for user in people]

    def times(self) -> list[Field]:
        """Return the fields that hold times."""
        return []

    def check_time(self, control: Any) -> None:
        """Accept only an existing time in the future. Raises ValidationError."""
        if control.data is None:
            return
        if control.data.year > LAST_YEAR:
            raise ValidationError("Choose an earlier date.")
        # Checked before conversion: times in year 1 can't be converted to UTC in some zones.
        if control.data.year < FIRST_YEAR:
            raise ValidationError("This time has passed.")
        try:
            at = instant_of(control.data, self.zone)
        except NoSuchTime as error:
            raise ValidationError(str(error)) from None
        if at <= now():
            raise ValidationError("This time has passed.")

    def plan(self) -> Plan:
        """Return what was entered, as the services take it."""
        given: list[datetime] = [control.data for control in self.times() if control.data]
        starts = sorted({instant_of(local, self.zone) for local in given})
        return Plan(
            title=self.title.data,
            place=self.place.data,
            minutes=self.minutes.data,
            interviewer_ids=tuple(sorted(self.interviewers.data or ())),
            starts=tuple(starts),
            note=self["note"].data if "note" in self else "",
            form_key=self["form_key"].data if "form_key" in self else "",
        )


class OfferForm(PlanForm):
    """Several times to choose from. Submitting the same form twice makes one offer."""

    form_key = HiddenField("Form", default=new_form_key, filters=[one_line], validators=[max_length(64)])
    slot_1 = TimeField("Time 1", validators=[InputRequired("Enter at least one time.")])
    slot_2 = TimeField("Time 2", validators=[Optional()])
    slot_3 = TimeField("Time 3", validators=[Optional()])
    slot_4 = TimeField("Time 4", validators=[Optional()])
    slot_5 = TimeField("Time 5", validators=[Optional()])
    slot_6 = TimeField("Time 6", validators=[Optional()])
    note = TextAreaField(
        "Message to candidate",
        filters=[multiline],
        validators=[max_length(MAX_NOTE_LENGTH)],
    )

    def times(self) -> list[Field]:
        return [self[f"slot_{number}"] for number in range(1, MAX_SLOTS + 1)]

    def validate(self, extra_validators: Any = None) -> bool:
        """Validate the fields, and each time by itself."""
        is_valid = super().validate(extra_validators)
        return _check_times(self) and is_valid


class ChangeForm(PlanForm):
    """The time of a booked interview, and everything else about it."""

    start = TimeField("Time", validators=[InputRequired("Enter a time.")])

    def times(self) -> list[Field]:
        return [self.start]

    def validate(self, extra_validators: Any = None) -> bool:
        """Validate the fields and the time."""
        is_valid = super().validate(extra_validators)
        return _check_times(self) and is_valid


def _check_times(form: PlanForm) -> bool:
    for control in form.times():
        if not control.errors:
            try:
                form.check_time(control)
            except ValidationError as error:
                control.errors = [str(error)]
    return not any(control.errors for control in form.times())


class ChoiceForm(FlaskForm):
    """Choose one of the offered times."""

    slot = HiddenField("Time")

    @property
    def slot_id(self) -> int:
        """Return the id of the time; 0, which no time has, for an invalid value."""
        text = str(self.slot.data or "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


class AgreementForm(FlaskForm):
    """Accept the new time of a rescheduled interview."""

    sequence = version_field("Change")


class RefusalForm(FlaskForm):
    """Decline all times, with an optional message."""

    said = TextAreaField(
        "What would work for you, or why not",
        filters=[multiline],
        validators=[max_length(MAX_REFUSAL_LENGTH)],
    )
