"""Two people who edit the same row: the version that each has read decides, and the second is told."""

from __future__ import annotations

from typing import Any

from sqlalchemy import inspect, update

from careers.database import db
from careers.errors import DomainError


class EditConflict(DomainError):
    """Somebody else saved the row after this version of it was read."""

    def __init__(self) -> None:
        super().__init__("Somebody else saved this while you were working on it. Nothing you typed is lost.")


def claim(row: Any, version: int, column: str = "version") -> None:
    """Count the row's version up from the one that was read, in the caller's transaction. Raises EditConflict.

    One statement both compares and counts up, so that of two edits of one version exactly one succeeds, on
    engines that lock the row as on the one that locks the file. Afterwards the row is read again.
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
    db.session.refresh(row)
