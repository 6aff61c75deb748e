"""Write to the audit log. Nothing here commits."""

from typing import Any, Protocol

from careers.audit.models import AuditEntry
from careers.database import db


class Actor(Protocol):
    """A staff member, as far as the audit log needs to know; the accounts package is above this one."""

    @property
    def id(self) -> int:
        """Return the id in ``users``."""
        ...

    @property
    def name(self) -> str:
        """Return the current name, which the entry keeps."""
        ...


def record(
    action: str,
    *,
    by: Actor | str,
    kind: str = "",
    object_id: int | None = None,
    details: dict[str, Any] | None = None,
) -> AuditEntry:
    """Add an entry, in the transaction that does the action.

    ``by`` is the staff member, or the name of something without an account (``"command line"``). ``details`` holds
    short facts and never anything about a candidate: the log outlives an erasure.
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
