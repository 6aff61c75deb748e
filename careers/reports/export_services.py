"""Remembering that somebody took data out of the site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from careers.audit.kinds import AuditKind
from careers.audit.services import Actor, record

EXPORTED = "exported"


def record_export(what: str, asked: Mapping[str, Any], *, by: Actor) -> None:
    """Note what was exported, by which filter. Searched words stay out: they may be somebody's name."""
    details = {name: str(value) for name, value in asked.items() if name != "q"}
    record(f"{EXPORTED} {what}", by=by, kind=AuditKind.EXPORT, details=details)
