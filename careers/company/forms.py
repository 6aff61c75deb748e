"""Builders for the fields that settings forms are made of."""

import re
from functools import cache
from zoneinfo import available_timezones

from flask_wtf import FlaskForm
from wtforms import Field, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, ValidationError

from careers.text import max_length, one_line, trimmed


@cache
def time_zones() -> list[str]:
    """Return the time zones to choose from: UTC, and those named by a region and a place."""
    named = (zone for zone in available_timezones() if re.match(r"(A|Europe|Indian|Pacific)\w*/", zone))
    return ["UTC", *sorted(named)]


def line_field(label: str, longest: int, *, needed: str = "", hint: str = "", width: str = "") -> StringField:
    """Return a single-line field of at most ``longest`` characters; ``needed`` is the error when it is empty."""
    limits = [max_length(longest)]
    return StringField(
        label,
        filters=[one_line],
        validators=[DataRequired(needed), *limits] if needed else limits,
        description=hint,
        render_kw={"data-width": width} if width else None,
    )


def text_field(label: str, longest: int, *, needed: str = "", hint: str = "", rows: int = 4) -> TextAreaField:
    """Return a multi-line field of at most ``longest`` characters; ``needed`` is the error when it is empty."""
    limits = [max_length(longest)]
    return TextAreaField(
        label,
        filters=[trimmed],
        validators=[DataRequired(needed), *limits] if needed else limits,
        description=hint,
        render_kw={"rows": rows},
    )


def country_field(hint: str = "Two letters, like US or DE.") -> StringField:
    """Return a field for an ISO 3166 country code, which is upper-cased."""
    return StringField(
        "Country",
        filters=[lambda typed: one_line(typed).upper()],
        validators=[DataRequired("Enter a country."), _two_letters],
        description=hint,
        render_kw={"data-width": "short"},
    )


def _two_letters(_form: FlaskForm, control: Field) -> None:
    if not re.fullmatch("[A-Z]{2}", control.data):
        raise ValidationError("Use a two-letter country code, like US.")


def time_zone_field(hint: str) -> SelectField:
    """Return a field to choose an IANA time zone."""
    return SelectField("Time zone", choices=time_zones(), default="UTC", description=hint)
