"""What people type into forms: made fit to be kept, and compared with what is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, HiddenField

MAX_VERSION = 2**31 - 1


def one_line(text: str | None) -> str:
    """A line as typed, without line breaks, control characters or double spaces."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", text or "").split())


def unix_text(text: str | None) -> str:
    """A text as typed: browsers send line ends as CR LF, and comparing must not see a difference in that."""
    return (text or "").replace("\r\n", "\n").replace("\0", "").strip()


def version_field() -> HiddenField:
    """The version of what a form edits. Without one, or with nonsense, it is one of no version there is."""
    return HiddenField("Version", filters=[_version])


def _version(text: Any) -> int:
    # Thousands of digits are no number to Python, and a filter that fails leaves them as they are.
    is_number = str(text).isascii() and str(text).isdigit() and len(str(text)) <= len(str(MAX_VERSION))
    return int(text) if is_number and int(text) <= MAX_VERSION else 0


class VersionForm(FlaskForm):
    """A button about something that is edited, on the version that was read."""

    version = version_field()


def typed_values(form: FlaskForm) -> dict[str, Any]:
    """What was typed, by field, without the fields that only serve the form."""
    return {control.name: control.data for control in form if control.name not in ("csrf_token", "version")}


def saved_otherwise(form: FlaskForm, saved: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The fields that are saved otherwise than they were typed, each as (label, what is saved in words)."""
    typed = typed_values(form)
    return [
        (form[name].label.text, _shown(form[name], saved[name]))
        for name in typed
        if name in saved and (saved[name] or "") != (typed[name] or "")
    ]


def _shown(control: Field, value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    choices = getattr(control, "choices", None)
    words = {choice.value: choice.label for choice in control.iter_choices()} if choices else {}
    return str(words.get(value, value)) if value not in (None, "") else "nothing"
