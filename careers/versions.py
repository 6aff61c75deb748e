"""Optimistic locking: of two people who change the same version of a row, the second gets an edit conflict.

Every editable row has a ``version``; pages put it into their forms, and services claim it before they change the row.
"""

from collections.abc import Callable, Mapping
from typing import Any, cast

from flask import flash
from flask_wtf import FlaskForm
from sqlalchemy import CursorResult, inspect, update
from wtforms import Field, HiddenField

from careers.database import db, in_transaction
from careers.errors import DomainError
from careers.text import trimmed

MAX_VERSION = 2**31 - 1


class EditConflict(DomainError):
    """Someone else changed the row after this version of it was read."""

    def __init__(self) -> None:
        super().__init__("Someone changed this after you opened it. Nothing was saved.")


def claim(
    row: Any,
    version: int | None,
    *conditions: Any,
    column: str = "version",
    error: type[DomainError] = EditConflict,
    **values: Any,
) -> None:
    """Increase the row's version from ``version``, set ``values``, and read the row again.

    A single statement compares, counts, and sets, so that of two edits of one version exactly one succeeds on every
    database. ``version=None`` accepts any version; ``conditions`` must hold as well. Raises ``error`` otherwise.
    """
    model, counter = type(row), getattr(type(row), column)
    conditions = (model.id == inspect(row).identity[0], *conditions)
    statement = update(model).where(*conditions if version is None else (*conditions, counter == version))
    claimed = db.session.execute(
        statement.values({column: counter + 1, **values}).execution_options(synchronize_session=False)
    )
    if cast("CursorResult[Any]", claimed).rowcount != 1:
        raise error
    # What was read before the claim may be older than what was claimed.
    columns = [attribute.key for attribute in inspect(model).column_attrs if not attribute.deferred]
    db.session.refresh(row, columns)


def count_up(row: Any) -> None:
    """Increase the row's version, so that nobody decides on a page that doesn't show the change."""
    claim(row, None)


def version_field(label: str = "Version") -> HiddenField:
    """Return a field for the version that a form edits; a missing or malformed one counts as 0, which no row has."""
    return HiddenField(label, filters=[_version])


def _version(text: Any) -> int:
    # Python refuses to parse thousands of digits, and WTForms keeps the raw text when a filter fails.
    is_number = str(text).isascii() and str(text).isdigit() and len(str(text)) <= len(str(MAX_VERSION))
    return int(text) if is_number and int(text) <= MAX_VERSION else 0


class VersionForm(FlaskForm):
    """A button that acts on the version of a row that the page showed."""

    version = version_field()


def typed_values(form: FlaskForm) -> dict[str, Any]:
    """Return what was typed, by field name, without the CSRF token and the version."""
    return {field.name: field.data for field in form if field.name not in ("csrf_token", "version")}


def compare_with_saved(form: FlaskForm, saved: Any, version: int | None = None) -> list[tuple[str, str]]:
    """Return the label and the saved value of each field that was typed differently, for a page with status 409.

    ``saved`` is the row or a mapping of its values. Sending the form again replaces them: it carries ``version``,
    by default the row's.
    """
    values = saved if isinstance(saved, Mapping) else {name: getattr(saved, name) for name in typed_values(form)}
    form["version"].data = saved.version if version is None else version
    return [
        (form[name].label.text, _in_words(form[name], values[name]))
        for name, typed in typed_values(form).items()
        if name in values and _plain(values[name]) != _plain(typed)
    ]


def save_form(
    form: FlaskForm,
    save: Callable[[], object],
    *,
    page: Callable[..., str],
    saved: Callable[[], Any] | None = None,
    version: str = "version",
    error_field: str = "",
) -> tuple[str, int] | None:
    """Save a form in a transaction; return None, or the page that says why nothing was saved.

    ``save`` may run several times. ``page()`` renders the form again; after an edit conflict (409) it is called with
    ``saved``, the differences from the row, or the mapping of its values, that the database holds now. A DomainError
    is shown beside its own field, or ``error_field``, or else above the form.
    """
    if not form.validate_on_submit():
        return page(), 422
    try:
        in_transaction(save)
    except EditConflict:
        current = saved() if saved else {}
        number = current[version] if isinstance(current, Mapping) else getattr(current, version)
        return page(saved=compare_with_saved(form, current, number)), 409
    except DomainError as error:
        name = error.field or error_field
        if name:
            form[name].errors = [str(error)]
        else:
            form.form_errors.append(str(error))
        return page(), 422
    return None


def run_action(work: Callable[[int], object], success: str) -> bool:
    """Run a button's action in a transaction, flash the outcome, and return whether it was done.

    ``work`` gets the version from the form, and may run several times.
    """
    version = VersionForm().version.data
    try:
        in_transaction(lambda: work(version))
    except DomainError as error:
        flash(str(error), "bad")
        return False
    flash(success, "good")
    return True


def _plain(value: Any) -> Any:
    # Browsers send CR LF, choices come in any order, and an empty field is None or "".
    return sorted(value) if isinstance(value, list) else trimmed(value) if isinstance(value, str) else value or ""


def _in_words(field: Field, value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    choices = getattr(field, "choices", None)
    labels = {choice.value: choice.label for choice in field.iter_choices()} if choices else {}
    if isinstance(value, list):
        return ", ".join(str(labels.get(item, item)) for item in value) or "nothing"
    return str(labels.get(value, value)) if value not in (None, "") else "nothing"
