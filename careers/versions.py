"""Two people who edit the same row: the version that each has read decides, and the second is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_wtf import FlaskForm
from sqlalchemy import inspect, update
from wtforms import Field, HiddenField

from careers.database import db
from careers.errors import DomainError

MAX_VERSION = 2**31 - 1


class EditConflict(DomainError):
    """Somebody else saved the row after this version of it was read."""

    def __init__(self) -> None:
        super().__init__("Someone else saved this while you were editing it. Your text is still here.")


def claim(row: Any, version: int, column: str = "version") -> None:
    """Count the row's version up from the one that was read, in the caller's transaction. Raises EditConflict.

    One statement both compares and counts up, so that of two edits of one version exactly one succeeds, on
    engines that lock the row as on the one that locks the file. Afterwards the row's columns are read again; what
    was loaded of its relationships stays.
    """
    counter = getattr(type(row), column)
    claimed = db.session.execute(
        update(type(row))
        .where(type(row).id == inspect(row).identity[0], counter == version)
        .values({counter: counter + 1})
        .execution_options(synchronize_session=False)
    )
    if claimed.rowcount != 1:  # type: ignore[attr-defined]
        raise EditConflict
    db.session.refresh(row, inspect(row).mapper.column_attrs.keys())


def version_field() -> HiddenField:
    """Return a field for the version that a form edits; a missing or malformed one counts as 0, which no row has."""
    return HiddenField("Version", filters=[version_number])


def version_number(text: Any) -> int:
    """Return the version that a form carries, or 0, which is no version of anything, for nonsense."""
    # Python refuses to parse thousands of digits, and WTForms keeps the raw text when a filter fails.
    is_number = str(text).isascii() and str(text).isdigit() and len(str(text)) <= len(str(MAX_VERSION))
    return int(text) if is_number and int(text) <= MAX_VERSION else 0


class VersionForm(FlaskForm):
    """A button that acts on the version of a row that the page showed."""

    version = version_field()


def typed_values(form: FlaskForm) -> dict[str, Any]:
    """Return what was typed, by field name, without the CSRF token and the version."""
    return {field.name: field.data for field in form if field.name not in ("csrf_token", "version")}


def differences_from_saved(form: FlaskForm, saved: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the label and the saved value, in words, of each field that was typed differently."""
    typed = typed_values(form)
    return [
        (form[name].label.text, _in_words(form[name], saved[name]))
        for name in typed
        if name in saved and (saved[name] or "") != (typed[name] or "")
    ]


def _in_words(field: Field, value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    choices = getattr(field, "choices", None)
    labels = {choice.value: choice.label for choice in field.iter_choices()} if choices else {}
    return str(labels.get(value, value)) if value not in (None, "") else "nothing"
