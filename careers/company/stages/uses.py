"""What uses a stage, as told by rooms above: this one must not import them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import Flask, current_app

EXTENSION = "stage_uses"
Teller = Callable[[str, datetime | None], str]


def tell_stage_use(app: Flask, teller: Teller) -> None:
    """Let ``teller`` say in a sentence what uses the stage of a key, or has since a time; empty for nothing.

    The time is when the stage was added, None where that is not known.
    """
    app.extensions.setdefault(EXTENSION, []).append(teller)


def stage_use(key: str, since: datetime | None) -> str:
    """What uses it, in a sentence; empty where nothing ever has."""
    told = (teller(key, since) for teller in current_app.extensions.get(EXTENSION, ()))
    return next((sentence for sentence in told if sentence), "")
