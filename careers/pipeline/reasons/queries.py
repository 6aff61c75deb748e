"""Disposition reasons: the built-in ones with their current names, and those that the company added."""

from collections.abc import Mapping
from typing import NamedTuple

from flask import g
from sqlalchemy import select

from careers.database import db
from careers.pipeline.reasons.models import DispositionReason
from careers.pipeline.stages.transitions import REASONS


class StoredReasons(NamedTuple):
    """The rows that staff have changed or added."""

    disposition: str
    key: str
    label: str
    is_archived: bool
    version: int


class Reason(NamedTuple):
    """A reason with its current name. ``version`` is 0 if nobody has changed it."""

    key: str
    label: str
    is_archived: bool
    version: int
    is_own: bool


def all_reasons(kind: str) -> list[Reason]:
    """Return all reasons of a disposition, including archived ones; built-in ones first."""
    kept = {row.key: row for row in _kept() if row.disposition == kind}
    found = [
        Reason(key, kept[key].label, kept[key].is_archived, kept[key].version, is_own=False)
        if key in kept
        else Reason(key, label, is_archived=False, version=0, is_own=False)
        for key, label in REASONS[kind].items()
    ]
    own = [row for row in kept.values() if row.key not in REASONS[kind]]
    return found + [Reason(row.key, row.label, row.is_archived, row.version, is_own=True) for row in own]


def reason_choices(disposition: str) -> dict[str, str]:
    """Return the reasons that can be chosen, by key."""
    return {word.key: word.label for word in all_reasons(disposition) if not word.is_archived}


def reason_label(disposition: str | None, reason: str | None) -> str:
    """Return a reason's name, archived or not; its key if there is no such reason."""
    if disposition not in REASONS:
        return reason or ""
    return next((word.label for word in all_reasons(disposition) if word.key == reason), reason or "")


def name_at_the_time(details: Mapping[str, object], key: str, current: str) -> str:
    """Return the name of a stage or reason as an event recorded it, otherwise the current one."""
    names = details.get("names")
    return str(names.get(key, current)) if isinstance(names, dict) else current


def _kept() -> list[StoredReasons]:
    # Read once per request: lists name many reasons.
    if "disposition_reasons" not in g:
        columns = (
            DispositionReason.disposition,
            DispositionReason.key,
            DispositionReason.label,
            DispositionReason.is_archived,
            DispositionReason.version,
        )
        rows = db.session.execute(select(*columns).order_by(DispositionReason.id))
        g.disposition_reasons = [StoredReasons(*row) for row in rows]
    found: list[StoredReasons] = g.disposition_reasons
    return found
