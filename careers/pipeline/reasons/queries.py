"""Reasons as the site calls them: the table of the code under the names that staff have given, and their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from flask import g
from sqlalchemy import select

from careers.database import db
from careers.pipeline.reasons.models import ReviewWord
from careers.pipeline.stages.transitions import REASONS


class Kept(NamedTuple):
    """A row of what staff have changed."""

    kind: str
    key: str
    label: str
    is_retired: bool
    version: int


class Word(NamedTuple):
    """A reason as it is called now. ``version`` is 0 while nobody has changed it."""

    key: str
    label: str
    is_retired: bool
    version: int
    is_own: bool


def words(kind: str) -> list[Word]:
    """All reasons of a disposition, retired ones included: those of the code first."""
    kept = {row.key: row for row in _kept() if row.kind == kind}
    found = [
        Word(key, kept[key].label, kept[key].is_retired, kept[key].version, is_own=False)
        if key in kept
        else Word(key, label, is_retired=False, version=0, is_own=False)
        for key, label in REASONS[kind].items()
    ]
    own = [row for row in kept.values() if row.key not in REASONS[kind]]
    return found + [Word(row.key, row.label, row.is_retired, row.version, is_own=True) for row in own]


def reasons(disposition: str) -> dict[str, str]:
    """The reasons that may be chosen, by key."""
    return {word.key: word.label for word in words(disposition) if not word.is_retired}


def reason_label(disposition: str | None, reason: str | None) -> str:
    """A reason as people call it, retired or not; one that there is not by its own name."""
    if disposition not in REASONS:
        return reason or ""
    return next((word.label for word in words(disposition) if word.key == reason), reason or "")


def told(details: Mapping[str, object], key: str, current: str) -> str:
    """What an event says of a stage or reason: the words of its own time where it kept them."""
    names = details.get("names")
    return str(names.get(key, current)) if isinstance(names, dict) else current


def _kept() -> list[Kept]:
    # Read once in a request: lists name many reasons.
    if "review_words" not in g:
        columns = (
            ReviewWord.kind,
            ReviewWord.key,
            ReviewWord.label,
            ReviewWord.is_retired,
            ReviewWord.version,
        )
        rows = db.session.execute(select(*columns).order_by(ReviewWord.id))
        g.review_words = [Kept(*row) for row in rows]
    found: list[Kept] = g.review_words
    return found
