"""Add, change, reorder, archive, and delete stages. Nothing here commits."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from careers.audit.kinds import AuditKind
from careers.audit.queries import first_time
from careers.audit.services import Actor, record
from careers.company.stages.models import FIRST_STAGE, Stage
from careers.company.stages.queries import all_stages, forget_stages, offered_stages, stage_use
from careers.database import db
from careers.errors import DomainError
from careers.text import unused_slug
from careers.versions import EditConflict, claim

MAX_IN_FORCE, MAX_KEPT = 12, 40
MAX_KEY_LENGTH = 40  # characters
UP = "up"


class TooManyStages(DomainError):
    """There are as many stages as a board or a list can show."""


class NameTaken(DomainError):
    """Another stage has this name."""

    field = "name"

    def __init__(self) -> None:
        super().__init__("Another stage has this name, possibly an archived one. Choose a different name.")


class StageUsed(DomainError):
    """Applications or settings refer to the stage."""


class FirstIsFixed(DomainError):
    """Every application starts in the first stage."""

    def __init__(self) -> None:
        super().__init__("Every application starts in the first stage. You can rename it, but not move or archive it.")


def add_stage(values: Mapping[str, Any], *, after: str, by: Actor | str) -> Stage:
    """Add a stage after the one with the key ``after``, or last. Raises TooManyStages and NameTaken."""
    rows = _locked()
    _require_free(values["name"])
    _require_room()
    if len(rows) >= MAX_KEPT:
        raise TooManyStages(
            f"You’ve reached the limit of {MAX_KEPT} stages, including archived ones. Restore and "
            "rename an archived stage instead."
        )
    keys = [row.key for row in rows]
    row = Stage(key=unused_slug(values["name"], set(keys), "stage", MAX_KEY_LENGTH), **values)
    db.session.add(row)
    rows.insert(keys.index(after) + 1 if after in keys else len(rows), row)
    _number(rows)
    return _done("added", row, by)


def change_stage(row: Stage, values: Mapping[str, Any], *, version: int, by: Actor) -> Stage:
    """Save an edit of ``version``; past events keep the old name. Raises EditConflict and NameTaken."""
    _locked()
    claim(row, version)
    _require_free(values["name"], row)
    for name, value in values.items():
        setattr(row, name, value)
    return _done("changed", row, by)


def reorder_stage(row: Stage, direction: str, neighbor_id: int, *, by: Actor) -> Stage:
    """Swap the stage with the neighbor that the user saw before or after it.

    Raises EditConflict if that has moved, and FirstIsFixed, because nothing comes before the first stage.
    """
    rows = _locked()
    place = rows.index(row)
    other = place + (-1 if direction == UP else 1)
    if not 0 <= other < len(rows) or rows[other].id != neighbor_id:
        raise EditConflict
    if FIRST_STAGE in (row.key, rows[other].key):
        raise FirstIsFixed
    rows[place], rows[other] = rows[other], rows[place]
    _number(rows)
    return _done("moved", row, by)


def archive_stage(row: Stage, *, is_archived: bool, version: int, by: Actor) -> Stage:
    """Archive or restore a stage. Applications in an archived one stay until they are moved.

    Raises EditConflict, FirstIsFixed, and TooManyStages.
    """
    if row.key == FIRST_STAGE:
        raise FirstIsFixed
    _locked()
    claim(row, version)
    if row.is_archived and not is_archived:
        _require_room()
    row.is_archived = is_archived
    return _done("retired" if is_archived else "restored", row, by)


def delete_stage(row: Stage, *, version: int, by: Actor) -> None:
    """Delete an archived stage that nothing has ever used. Raises EditConflict, FirstIsFixed, and StageUsed.

    It must be archived, so that no application is about to move into it.
    """
    if row.key == FIRST_STAGE:
        raise FirstIsFixed
    rows = _locked()
    claim(row, version)
    used = stage_use(row.key, first_time("added stage", AuditKind.STAGE, row.id)) if row.is_archived else "It’s in use."
    if used:
        raise StageUsed(f"{used} You can’t delete it, but you can archive it.")
    _done("deleted", row, by)
    db.session.delete(row)
    _number([other for other in rows if other is not row])
    db.session.flush()
    forget_stages()


def _locked() -> list[Stage]:
    # Lock all rows first: of two simultaneous changes, the second sees what the first one left.
    forget_stages()
    statement = select(Stage).order_by(Stage.position, Stage.id).with_for_update()
    return list(db.session.scalars(statement.execution_options(populate_existing=True)))


def _number(rows: list[Stage]) -> None:
    for position, row in enumerate(rows):
        row.position = position


def _require_room() -> None:
    if len(offered_stages()) >= MAX_IN_FORCE:
        raise TooManyStages(f"You’ve reached the limit of {MAX_IN_FORCE} stages. Archive one first.")


def _require_free(name: str, row: Stage | None = None) -> None:
    # Compared in Python, ignoring case: databases differ in this.
    if name.casefold() in {stage.name.casefold() for stage in all_stages() if stage is not row}:
        raise NameTaken


def _done(verb: str, row: Stage, by: Actor | str) -> Stage:
    db.session.flush()
    forget_stages()
    details = {"key": row.key, "name": row.name}
    record(f"{verb} stage", by=by, kind=AuditKind.STAGE, object_id=row.id, details=details)
    return row
