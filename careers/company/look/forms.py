"""The form of mark and colors: what cannot be read is refused with the ratio that it has."""

from __future__ import annotations

import re

from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, FileField, StringField
from wtforms.validators import ValidationError

from careers.company.look.colors import DARK, LIGHT, TEXT, ratios
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
    """Mark and accent; everything empty is the look that the site comes with."""

    version = version_field()
    mark_letters = StringField(
        "Letters of the mark",
        filters=[one_line],
        description="One or two letters or digits on a square of the accent color, where there is no picture. "
        "Empty: the drawn mark.",
        render_kw={"data-width": "short"},
    )
    accent_light = _color("Accent color, light", "Such as #b02f18: links, lines and buttons on light pages.")
    accent_dark = _color("Accent color, dark", "Such as #ff8f6d: links and lines on dark pages.")

    mark_has_name = BooleanField(
        "The picture holds the company’s name", description="Then the name is not written beside it."
    )

    def validate_mark_letters(self, control: Field) -> None:
        """At most two that every font has a letter for."""
        if len(control.data) > 2 or (control.data and not control.data.isalnum()):
            raise ValidationError("Use one or two letters or digits.")

    def validate_accent_light(self, control: Field) -> None:
        """Readable on everything light that it meets."""
        _require_readable(control.data, LIGHT)

    def validate_accent_dark(self, control: Field) -> None:
        """Readable on everything dark that it meets."""
        _require_readable(control.data, DARK)


class MarkForm(FlaskForm):
    """A picture of the mark; what it may be is said by whoever reads it."""

    version = version_field()
    picture = FileField("Picture")


def _require_readable(color: str, scheme: str) -> None:
    if not color:
        return
    if not re.fullmatch("#[0-9a-f]{6}", color):
        raise ValidationError("Write the color as # and six digits, such as #b02f18.")
    low = [f"{ratio:.2f}:1 on {ground}" for ground, ratio in ratios(color, scheme) if ratio < TEXT]
    if low:
        wish = "darker" if scheme == LIGHT else "lighter"
        raise ValidationError(
            f"Too faint to read: {', '.join(low)}; text needs {TEXT}:1. Choose a {wish} one."
        )
