"""The forms of the company's lists; their fields are the columns of the rows."""

from __future__ import annotations

import re
from functools import cache
from zoneinfo import available_timezones

from flask_wtf import FlaskForm
from wtforms import Field, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from careers.typed import one_line, unix_text, version_field


@cache
def time_zones() -> list[str]:
    """The time zones that people choose from: UTC, and those named by a region and a place."""
    named = (zone for zone in available_timezones() if re.match(r"(A|Europe|Indian|Pacific)\w*/", zone))
    return ["UTC", *sorted(named)]


def line(label: str, longest: int, *, needed: str = "", hint: str = "", width: str = "") -> StringField:
    """A field of one line; ``needed`` is what is said where it is empty."""
    limits = [Length(max=longest, message=f"At most {longest} characters.")]
    return StringField(
        label,
        filters=[one_line],
        validators=[DataRequired(needed), *limits] if needed else limits,
        description=hint,
        render_kw={"data-width": width} if width else None,
    )


def text(label: str, longest: int, *, needed: str = "", hint: str = "", rows: int = 4) -> TextAreaField:
    """A field of several lines."""
    limits = [Length(max=longest, message=f"At most {longest:,} characters.")]
    return TextAreaField(
        label,
        filters=[unix_text],
        validators=[DataRequired(needed), *limits] if needed else limits,
        description=hint,
        render_kw={"rows": rows},
    )


def country(hint: str = "Two letters, such as US or DE.") -> StringField:
    """A country by its two letters (ISO 3166), in capitals from here on."""
    return StringField(
        "Country",
        filters=[lambda typed: one_line(typed).upper()],
        validators=[DataRequired("Give the country."), _two_letters],
        description=hint,
        render_kw={"data-width": "short"},
    )


def _two_letters(_form: FlaskForm, control: Field) -> None:
    if not re.fullmatch("[A-Z]{2}", control.data):
        raise ValidationError("Use the two letters of the country, such as US.")


def time_zone(hint: str) -> SelectField:
    """A time zone by its name in the IANA database."""
    return SelectField("Time zone", choices=time_zones(), default="UTC", description=hint)


class ListForm(FlaskForm):
    """What every row of a list has."""

    version = version_field()


class DepartmentForm(ListForm):
    """A part of the company."""

    name = line("Name", 120, needed="Give the department a name.")
    summary = text("What it does", 600, hint="One or two sentences.", rows=3)


class LocationForm(ListForm):
    """An office."""

    name = line("Name", 120, needed="Give the location a name.", hint="What people call it.")
    street = line("Street", 200, hint="Empty: the address begins with the town.")
    locality = line("Town", 120, needed="Give the town.")
    region = line("State or region", 120)
    postal_code = line("Postal code", 20, width="short")
    country = country()
    time_zone = time_zone("Interviews at this location are shown in it.")


class BenefitForm(ListForm):
    """One thing that the company offers."""

    title = line("Title", 120, needed="Give the benefit a title.")
    description = text("Description", 600, needed="Say what is offered.")


class HiringStepForm(ListForm):
    """One step from applying to an answer."""

    title = line("Title", 120, needed="Give the step a title.")
    description = text("Description", 600, needed="Say what happens in this step.")
    duration = line("How long", 80, hint="Such as “45 minutes” or “Within 3 working days”.")
