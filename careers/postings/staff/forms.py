"""The forms to write, publish, close, and staff postings."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    DateTimeLocalField,
    Field,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import TextInput

from careers.accounts.notification_forms import TeamNotificationForm
from careers.clock import end_of_day, last_day
from careers.company.markdown import MAX_LENGTH
from careers.company.models import Department, Location
from careers.formatting import CURRENCY_SIGNS, minor_units
from careers.postings import presenters
from careers.postings.content_services import PostingContent
from careers.postings.criteria_services import criteria_error
from careers.postings.models import HIRING_MANAGER, INTERVIEWER, SECTIONS, RoleOverview
from careers.postings.rubrics.models import Rubric
from careers.postings.staff.stage_forms import StagesForm, selected_stages
from careers.security import ROLE_LABELS
from careers.text import max_length, one_line, trimmed
from careers.versions import version_field

# The fields that have the same name and value in a form and in a posting's content.
SAME_NAMES = (
    *(
        "title",
        "summary",
        "employment_type",
        "is_remote",
        "remote_countries",
        "office_mode",
        "degree_required",
    ),
    *("show_manager", "blind_review", "work_sample_first", "reply_within_days"),
)
# The fields of the general posting, which has no location, pay, or dates.
GENERAL_FIELDS = (
    *("title", "summary", "department", "reply_within_days", "description", "criteria", "rubric"),
    *("blind_review", "work_sample_first", "stages", "stages_offered", "version", "csrf_token"),
)
FIRST_YEAR, LAST_YEAR = 2000, 2200
MAX_PAY = 1_000_000_000  # whole units of the currency
NO_ROLE = NO_RUBRIC = 0
OFFICE_MODES = {"": "No office", "hybrid": "Hybrid", "on_site": "On site"}
TEAM_PLACES = {role: ROLE_LABELS[role] for role in (HIRING_MANAGER, INTERVIEWER)}
UNITS = {key: key.capitalize() for key in presenters.PAY_UNITS}


class MoneyField(IntegerField):
    """Whole currency units; commas and spaces between groups of three digits are accepted."""

    widget = TextInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        text = valuelist[0].strip() if valuelist else ""
        if re.fullmatch(r"\d{1,3}([, \u202f\u00a0]\d{3})+", text):
            text = re.sub(r"\D", "", text)
        self.data = None
        if text and not re.fullmatch(r"[0-9]{1,12}", text):
            raise ValueError("Enter a whole amount, like 95000.")
        if text and not 1 <= int(text) <= MAX_PAY:
            raise ValueError(f"Enter an amount from 1 to {MAX_PAY:,}.")
        self.data = int(text) if text else None


def _check_year(control: Field) -> None:
    if control.data and not FIRST_YEAR <= control.data.year <= LAST_YEAR:
        raise ValidationError(f"Enter a year between {FIRST_YEAR} and {LAST_YEAR}.")


def _section(name: str) -> TextAreaField:
    too_long = f"Use at most {MAX_LENGTH:,} characters."
    return TextAreaField(
        presenters.SECTION_TITLES[name], validators=[Optional(), Length(max=MAX_LENGTH, message=too_long)]
    )


class PostingForm(StagesForm):
    """A posting as staff write it: pay in whole units, sections in Markdown, the closing date as a date."""

    title = StringField("Title", filters=[one_line], validators=[DataRequired("Enter a title."), max_length(120)])
    summary = StringField("Summary", filters=[one_line], validators=[max_length(300)])
    department = SelectField("Department", coerce=int, validators=[InputRequired("Choose a department.")])
    employment_type = SelectField(
        "Employment type",
        choices=presenters.EMPLOYMENT_TYPES,
        default="FULL_TIME",
        validators=[InputRequired()],
    )
    locations = SelectMultipleField("Locations", coerce=int)
    office_mode = SelectField("Work arrangement", choices=OFFICE_MODES, default="")
    is_remote = BooleanField("Fully remote is possible")
    remote_countries = StringField("Remote countries", filters=[one_line])
    pay_min = MoneyField("Minimum pay")
    pay_max = MoneyField("Maximum pay")
    currency = SelectField("Currency", choices=list(CURRENCY_SIGNS), default="USD", validators=[InputRequired()])
    pay_unit = SelectField("Pay period", choices=UNITS, default="YEAR", validators=[InputRequired()])
    degree_required = BooleanField("Degree required")
    show_manager = BooleanField("Show the hiring managers on the page")
    blind_review = BooleanField("Blind review")
    work_sample_first = BooleanField("Work sample first")
    role_overview = SelectField("Role overview", coerce=int, default=NO_ROLE)
    reply_within_days = IntegerField(
        "Reply within (working days)",
        default=10,
        validators=[
            InputRequired("Enter a number of working days."),
            NumberRange(1, 90, "Enter a number from 1 to 90."),
        ],
    )
    valid_through = DateField("Closing date", validators=[Optional()])
    description = _section("description")
    responsibilities = _section("responsibilities")
    qualifications = _section("qualifications")
    education_requirements = _section("education_requirements")
    experience_requirements = _section("experience_requirements")
    job_benefits = _section("job_benefits")
    how_to_apply = _section("how_to_apply")
    criteria = TextAreaField("Scoring criteria")
    # Not part of the posting: a button appends this rubric's criteria to the posting's.
    rubric = SelectField("Rubric", coerce=int, default=NO_RUBRIC, validate_choice=False)

    def offer(
        self,
        departments: Sequence[Department],
        locations: Sequence[Location],
        roles: Sequence[RoleOverview],
        rubrics: Sequence[Rubric] = (),
    ) -> None:
        """Set the choices, before validating."""
        self.department.choices = [SelectChoice(department.id, department.name) for department in departments]
        self.locations.choices = [SelectChoice(location.id, location.name) for location in locations]
        self.rubric.choices = [SelectChoice(rubric.id, rubric.name) for rubric in rubrics]
        self.role_overview.choices = [SelectChoice(NO_ROLE, "None")] + [
            SelectChoice(role.id, role.title) for role in roles
        ]

    def validate_remote_countries(self, control: Field) -> None:
        """Accept two-letter country codes with commas, and upper-case them."""
        codes = [code.strip().upper() for code in control.data.split(",") if code.strip()]
        if not all(re.fullmatch("[A-Z]{2}", code) for code in codes) or len(codes) > 30:
            raise ValidationError("Use two-letter country codes separated by commas, like US, CA.")
        control.data = ",".join(codes)

    def validate_pay_max(self, control: Field) -> None:
        """Require both ends of the range or neither, in order."""
        if self.pay_min.errors:
            return
        low, high = self.pay_min.data, control.data
        if (low is None) != (high is None):
            raise ValidationError(
                "Enter both minimum and maximum pay, or neither. For fixed pay, enter the same amount twice."
            )
        if low is not None and high is not None and low > high:
            raise ValidationError("Enter an amount that isn’t lower than the minimum.")

    def validate_valid_through(self, control: Field) -> None:
        """Accept only a plausible year."""
        _check_year(control)

    def validate_criteria(self, control: Field) -> None:
        """Accept one criterion per line, none twice and none too long."""
        if problem := criteria_error(control.data or ""):
            raise ValidationError(problem)

    def content(self, zone: str) -> PostingContent:
        """Return the content that was entered; the closing date ends at midnight in the time zone."""
        unit = minor_units(self.currency.data)
        low, high, closing_day = self.pay_min.data, self.pay_max.data, self.valid_through.data
        return PostingContent(
            **{name: self[name].data for name in SAME_NAMES},
            department_id=self.department.data,
            location_ids=tuple(sorted(self.locations.data or ())),
            base_salary_min=None if low is None else low * unit,
            base_salary_max=None if high is None else high * unit,
            base_salary_currency=self.currency.data,
            base_salary_unit=self.pay_unit.data,
            stages=self.chosen_stages(),
            role_id=self.role_overview.data or None,
            valid_through=end_of_day(closing_day, zone) if closing_day else None,
            sections={name: trimmed(self[name].data) for name in SECTIONS},
            criteria=trimmed(self.criteria.data),
        )


class PostingEditForm(PostingForm):
    """The form of an existing posting; ``version`` is the one that the user saw."""

    version = version_field()


class GeneralEditForm(PostingEditForm):
    """The fields of a posting that the general one has."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in [name for name in self._fields if name not in GENERAL_FIELDS]:
            del self[name]

    def offer(self, departments: Any, _locations: Any, _roles: Any, rubrics: Any = ()) -> None:
        """Set the choices, before validating."""
        self.rubric.choices = [SelectChoice(rubric.id, rubric.name) for rubric in rubrics]
        self.department.choices = [SelectChoice(department.id, department.name) for department in departments]

    def content(self, zone: str) -> PostingContent:
        """Return the content that was entered."""
        return PostingContent(
            title=self.title.data,
            department_id=self.department.data,
            summary=self.summary.data,
            reply_within_days=self.reply_within_days.data,
            sections={"description": trimmed(self.description.data)},
            blind_review=self.blind_review.data,
            work_sample_first=self.work_sample_first.data,
            stages=self.chosen_stages(),
            criteria=trimmed(self.criteria.data),
        )


def form_values(content: PostingContent, version: int, zone: str) -> dict[str, Any]:
    """Return the values of the form for a posting's content."""
    unit, low, high = (
        minor_units(content.base_salary_currency),
        content.base_salary_min,
        content.base_salary_max,
    )
    return {
        **{name: getattr(content, name) for name in SAME_NAMES},
        **{name: content.sections.get(name, "") for name in SECTIONS},
        "version": version,
        "department": content.department_id,
        "locations": list(content.location_ids),
        "pay_min": None if low is None else low // unit,
        "pay_max": None if high is None else high // unit,
        "currency": content.base_salary_currency,
        "pay_unit": content.base_salary_unit,
        "stages": selected_stages(content.stages),
        "role_overview": content.role_id or NO_ROLE,
        "criteria": content.criteria,
        "valid_through": last_day(content.valid_through, zone) if content.valid_through else None,
    }


class PublicationForm(FlaskForm):
    """Publish a posting; without pay, a reason is required."""

    version = version_field()
    pay_reason = StringField("Reason for no pay range", filters=[one_line], validators=[max_length(400)])


class ScheduleForm(PublicationForm):
    """A date and time in the company's time zone, and the reason if the posting has no pay."""

    pay_reason = None  # its name would occur twice on the page
    later_reason = StringField("Reason for no pay range", filters=[one_line], validators=[max_length(400)])
    publish_at = DateTimeLocalField(
        "Publish on",
        format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        validators=[InputRequired("Choose a date and time.")],
    )

    def validate_publish_at(self, control: Field) -> None:
        """Accept only a plausible year."""
        _check_year(control)

    def instant(self, zone: str) -> datetime:
        """Return the chosen time as an instant."""
        chosen: datetime = self.publish_at.data
        return chosen.replace(tzinfo=ZoneInfo(zone))


class ClosureForm(FlaskForm):
    """Close a posting."""

    version = version_field()
    ends_general = BooleanField("Stop taking general applications")


class TeamForm(TeamNotificationForm):
    """Add a staff member to the hiring team."""

    user = SelectField("Person", coerce=int, validators=[InputRequired("Choose a person.")])
    role = SelectField("Team role", choices=TEAM_PLACES, default=HIRING_MANAGER, validators=[InputRequired()])


class GeneralStartForm(FlaskForm):
    """The department that the general posting belongs to."""

    department = SelectField("Department", coerce=int, validators=[InputRequired("Choose a department.")])
