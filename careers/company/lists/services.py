"""Add, change, reorder, archive, and remove rows of the company's lists. Nothing here commits."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from careers.audit.services import Actor, record
from careers.company.lists.definitions import ListType, Row
from careers.company.lists.queries import rows_of
from careers.company.signals import list_row_renamed
from careers.database import db
from careers.errors import DomainError
from careers.http.catalog import touch_catalog
from careers.text import unused_slug
from careers.versions import EditConflict, claim

MAX_ROWS = 500
UP = "up"


class StillUsed(DomainError):
    """Postings belong to the row, so it can't be removed."""

    def __init__(self) -> None:
        super().__init__("Postings use it, so you can’t remove it. Archive it instead.")


class TooManyRows(DomainError):
    """The list has as many rows as it may have."""

    def __init__(self) -> None:
        super().__init__(f"You’ve reached the limit of {MAX_ROWS}. Remove one first.")


class NameTaken(DomainError):
    """Another row of the list has this name."""

    def __init__(self, noun: str, field: str) -> None:
        super().__init__(f"There’s already a {noun} with this name. Choose a different one.")
        self.field = field


def add_row(kind: ListType, values: Mapping[str, Any], *, by: Actor) -> Row:
    """Add a row at the end of its list and return it. Raises TooManyRows and NameTaken."""
    model: Any = kind.model
    _require_free_name(kind, values[kind.name])
    count, last = db.session.execute(select(func.count(), func.max(model.position)).select_from(model)).one()
    if count >= MAX_ROWS:
        raise TooManyRows
    row = model(position=0 if last is None else last + 1, **values)
    if kind.is_used:
        row.slug = unused_slug(values[kind.name], set(db.session.scalars(select(model.slug))), kind.one)
    db.session.add(row)
    db.session.flush()
    _record("added", kind, row, by)
    return row


def change_row(kind: ListType, row: Row, values: Mapping[str, Any], *, version: int, by: Actor) -> None:
    """Save an edit of ``version``. The row's slug stays, so that links keep working.

    Raises EditConflict and NameTaken.
    """
    claim(row, version)
    _require_free_name(kind, values[kind.name], row)
    for name, value in values.items():
        setattr(row, name, value)
    db.session.flush()
    if kind.is_used:
        list_row_renamed.send(None, list_key=kind.key, row_id=row.id)
    _record("changed", kind, row, by)


def move_row(kind: ListType, row: Row, direction: str, neighbor_id: int, *, by: Actor) -> None:
    """Swap the row with the neighbor that the user saw before or after it. Raises EditConflict if it has moved."""
    # Locking all rows lets a second, simultaneous move see the order that the first one left.
    db.session.scalars(select(kind.model).with_for_update().execution_options(populate_existing=True)).all()
    rows = list(rows_of(kind))
    place = rows.index(row)
    other = place + (-1 if direction == UP else 1)
    if not 0 <= other < len(rows) or rows[other].id != neighbor_id:
        raise EditConflict
    rows[place], rows[other] = rows[other], rows[place]
    for position, listed in enumerate(rows):
        listed.position = position
    _record("moved", kind, row, by)


def archive_row(kind: ListType, row: Any, *, is_archived: bool, version: int, by: Actor) -> None:
    """Archive or restore the row: no new posting can choose an archived one. Raises EditConflict."""
    claim(row, version)
    row.is_archived = is_archived
    _record("archived" if is_archived else "restored", kind, row, by)


def remove_row(kind: ListType, row: Row, *, version: int, by: Actor) -> None:
    """Delete the row. Raises EditConflict, and StillUsed if the database refuses because of a posting."""
    claim(row, version)
    _record("removed", kind, row, by)
    db.session.delete(row)
    try:
        db.session.flush()
    except IntegrityError:
        raise StillUsed from None


def _require_free_name(kind: ListType, name: str, row: Row | None = None) -> None:
    # Compared in Python, ignoring case: databases differ in this, and the lists are short.
    others = (str(getattr(other, kind.name)).casefold() for other in rows_of(kind) if other is not row)
    if name.casefold() in others:
        raise NameTaken(kind.one, kind.name)


def _record(verb: str, kind: ListType, row: Row, by: Actor) -> None:
    name = str(getattr(row, kind.name))
    record(f"{verb} {kind.one}", by=by, kind=kind.key, object_id=row.id, details={"name": name})
    touch_catalog()
