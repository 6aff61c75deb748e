"""Who wants to know that a text has changed: rooms above tell, where one below writes what they index."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, current_app

EXTENSION = "text_changes"
Listener = Callable[[int], None]


def on_change(app: Flask, kind: str, listener: Listener) -> None:
    """Call ``listener(id)`` when the text of a thing of this kind changes, in the transaction that changes it."""
    app.extensions.setdefault(EXTENSION, {}).setdefault(kind, []).append(listener)


def text_changed(kind: str, number: int) -> None:
    """Tell those who asked for it that the text of a thing changed. What was written must be flushed."""
    for listener in current_app.extensions.get(EXTENSION, {}).get(kind, ()):
        listener(number)
