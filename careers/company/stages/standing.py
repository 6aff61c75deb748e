"""How many applications stand at stages, as told by a room above: this one must not import it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from flask import Flask, current_app

EXTENSION = "standing_applications"
MAX_COUNTED = 1000
Counter = Callable[[Collection[str], int | None], Mapping[str, int]]


def count_standing_with(app: Flask, counter: Counter) -> None:
    """Let ``counter`` tell, for keys of stages and a posting or None for all, how many active ones stand there."""
    app.extensions[EXTENSION] = counter


def standing_applications(keys: Collection[str], posting_id: int | None = None) -> Mapping[str, int]:
    """For each of the stages its active applications, counted up to one more than ``MAX_COUNTED``."""
    counter: Counter = current_app.extensions[EXTENSION]
    return counter(keys, posting_id) if keys else {}


def figure(count: int) -> str:
    """Such as "12" or "1,000+"."""
    return f"{MAX_COUNTED:,}+" if count > MAX_COUNTED else f"{count:,}"


def people(count: int) -> str:
    """Such as "1 active application stands" or "More than 1,000 active applications stand"."""
    if count == 1:
        return "1 active application stands"
    number = f"More than {MAX_COUNTED:,}" if count > MAX_COUNTED else f"{count:,}"
    return f"{number} active applications stand"
