"""Entries of the audit log as text."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from careers.audit.kinds import AuditKind
from careers.audit.models import AuditEntry
from careers.audit.objects import Object, objects_called
from careers.formatting import format_utc

# Details whose number is the id of an object. All others are counts.
REFERENCES = {
    "user": AuditKind.USER,
    "posting": AuditKind.POSTING,
    "merged": AuditKind.CANDIDATE,
    "document": AuditKind.FILE,
    "added": "question",
    "changed": "question",
    "moved": "question",
    "removed": "question",
}
COPIED = "copied posting"
# Keys of the code, such as base_salary_min, and timestamps.
_KEY = re.compile(r"[a-z]+(?:_[a-z]+)+")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:\+00:00|Z)")


@dataclass(frozen=True)
class Detail:
    """A detail of an entry: its name and value, with the page of the object it refers to."""

    name: str
    value: Object


@dataclass(frozen=True)
class ShownEntry:
    """An entry as text; ``on`` is None if it has no object."""

    action: str
    on: Object | None
    who: str
    at: datetime
    details: list[Detail]


def entries_shown(entries: Sequence[AuditEntry], user: Any) -> list[ShownEntry]:
    """Return the entries as the user sees them, with one query per kind of object that they name."""
    named = {key for entry in entries for key in (_about(entry), *_named(entry).values()) if key}
    objects = objects_called(named, user)
    return [
        ShownEntry(
            action=entry.action,
            on=objects[key] if (key := _about(entry)) else None,
            who=entry.actor_name,
            at=entry.at,
            details=[
                Detail(
                    words_of(name),
                    objects[number] if (number := _named(entry).get(name)) else Object(said(value)),
                )
                for name, value in in_order(entry.details)
            ],
        )
        for entry in entries
    ]


def in_order(details: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Return the details by name: MySQL stores JSON keys in an order of its own."""
    return sorted(details.items(), key=lambda pair: str(pair[0]))


def words_of(name: str) -> str:
    """Return the name of a detail, or a key, as words."""
    return name.replace("_", " ")


def said(value: Any) -> str:
    """Return the value of a detail as text."""
    if value is None or value == "":
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(f"{words_of(str(name))}: {said(each)}" for name, each in in_order(value)) or "none"
    if isinstance(value, list | tuple):
        return ", ".join(said(each) for each in value) or "none"
    text = str(value)
    if _INSTANT.fullmatch(text):
        return format_utc(datetime.fromisoformat(text))
    return words_of(text) if _KEY.fullmatch(text) else text


def _about(entry: AuditEntry) -> tuple[str, int | None] | None:
    return (entry.object_kind, entry.object_id) if entry.object_kind else None


def _named(entry: AuditEntry) -> dict[str, tuple[str, int | None]]:
    kinds = REFERENCES | ({"from": "posting"} if entry.action == COPIED else {})
    return {
        name: (kinds[name], value)
        for name, value in entry.details.items()
        if name in kinds and isinstance(value, int) and not isinstance(value, bool)
    }
