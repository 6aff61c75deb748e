"""Log exports."""

from collections.abc import Mapping
from typing import Any

from careers.audit.kinds import AuditKind
from careers.audit.services import Actor, record

EXPORTED = "exported"


def record_export(what: str, asked: Mapping[str, Any], *, by: Actor) -> None:
    """Record what was exported with which filter. Search words are left out: they may be a person's name."""
    details = {name: str(value) for name, value in asked.items() if name != "q"}
    record(f"{EXPORTED} {what}", by=by, kind=AuditKind.EXPORT, details=details)
