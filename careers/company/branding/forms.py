"""The forms for logo and colors; colors without enough contrast are refused."""

import re

from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, FileField, StringField
from wtforms.validators import ValidationError

from careers.company.branding.colors import DARK, LIGHT, TEXT, ratios
from careers.text import one_line
from careers.versions import version_field


def _color(label: str, hint: str) -> StringField:
    return StringField(
        label,
        filters=[lambda typed: one_line(typed).lower()],
        description=hint,
        render_kw={"data-width": "short"},
    )


class LookForm(FlaskForm):
    """Logo letters and accent colors; empty fields mean the defaults."""

    version = version_field()
    logo_letters = StringField(
        "Logo letters",
        filters=[one_line],
        description="One or two letters or digits, used when there’s no image; leave empty for the default logo.",
        render_kw={"data-width": "short"},
    )
    accent_light = _color("Accent color (light mode)", "Links, lines, and buttons on light pages, like #b02f18.")
    accent_dark = _color("Accent color (dark mode)", "Links and lines on dark pages, like #ff8f6d.")

    logo_has_name = BooleanField("The logo includes the company name", description="We won’t show the name next to it.")

    def validate_logo_letters(self, control: Field) -> None:
        """Accept at most two characters that every font can draw."""
        if len(control.data) > 2 or (control.data and not control.data.isalnum()):
            raise ValidationError("Use one or two letters or digits.")

    def validate_accent_light(self, control: Field) -> None:
        """Require enough contrast on all light backgrounds."""
        _require_readable(control.data, LIGHT)

    def validate_accent_dark(self, control: Field) -> None:
        """Require enough contrast on all dark backgrounds."""
        _require_readable(control.data, DARK)


class LogoForm(FlaskForm):
    """A logo to upload; reading it says whether it can be used."""

    version = version_field()
    picture = FileField("Image")


def _require_readable(color: str, scheme: str) -> None:
    if not color:
        return
    if not re.fullmatch("#[0-9a-f]{6}", color):
        raise ValidationError("Enter a color like #b02f18.")
    low = [f"{ratio:.2f}:1 on {ground}" for ground, ratio in ratios(color, scheme) if ratio < TEXT]
    if low:
        wish = "darker" if scheme == LIGHT else "lighter"
        raise ValidationError(f"Contrast is too low: {', '.join(low)}. Text needs {TEXT}:1. Choose a {wish} color.")
