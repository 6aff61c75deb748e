"""The form to schedule a draft."""

from datetime import datetime
from zoneinfo import ZoneInfo

from wtforms import DateTimeLocalField, Field, StringField
from wtforms.validators import InputRequired, ValidationError

from careers.postings.staff.forms import FIRST_YEAR, LAST_YEAR, PublicationForm
from careers.text import max_length, one_line


class ScheduleForm(PublicationForm):
    """A date and time in the company's time zone, and the reason if the posting has no pay."""

    pay_reason = None  # it would stand twice on one page
    later_reason = StringField("Reason for no pay range", filters=[one_line], validators=[max_length(400)])
    publish_at = DateTimeLocalField(
        "Publish on",
        format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        validators=[InputRequired("Choose a date and time.")],
    )

    def validate_publish_at(self, control: Field) -> None:
        """Accept only a plausible year."""
        if control.data and not FIRST_YEAR <= control.data.year <= LAST_YEAR:
            raise ValidationError(f"Enter a year between {FIRST_YEAR} and {LAST_YEAR}.")

    def instant(self, zone: str) -> datetime:
        """Return the time that was chosen, as an instant."""
        chosen: datetime = self.publish_at.data
        return chosen.replace(tzinfo=ZoneInfo(zone))
