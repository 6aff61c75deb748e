"""Writing the record of who did what."""

from __future__ import annotations

from typing import Any, Protocol

from careers.audit.models import AuditEntry
from careers.database import db


class Actor(Protocol):
    """A member of staff, as far as the record needs to know; accounts is a room above this one."""

    @property
    def id(self) -> int:
        """The row in ``users``."""
        ...

    @property
    def name(self) -> str:
        """As it stood when they acted; the entry keeps it."""
        ...


def record(
    action: str,
    *,
    by: Actor | str,
    kind: str = "",
    object_id: int | None = None,
    details: dict[str, Any] | None = None,
) -> AuditEntry:
    """Add one act to the record, in the transaction that does it.

    ``by`` is the member of staff, or the name of what acted without one (``"command line"``). ``details``
    holds short facts and never anything about a candidate: the record outlives an erasure.
    """
    entry = AuditEntry(
        action=action,
        actor_id=None if isinstance(by, str) else by.id,
        actor_name=by if isinstance(by, str) else by.name,
        object_kind=kind,
        object_id=object_id,
        details=details or {},
    )
    db.session.add(entry)
    return entry
