"""Who wants to know that applications are about to be erased: rooms above hold what hangs on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import Flask, current_app

EXTENSION = "before_erasure"
Listener = Callable[[Sequence[int], str], None]


def before_erasure(app: Flask, listener: Listener) -> None:
    """Call ``listener(application_ids, by)`` before applications go, in the transaction that erases them.

    Whatever it owes anybody must name nobody and hang on none of them: it has to outlive them.
    """
    app.extensions.setdefault(EXTENSION, []).append(listener)


def tell_of_erasure(application_ids: Sequence[int], by: str) -> None:
    """Tell those who asked for it, while everything is still there."""
    for listener in current_app.extensions.get(EXTENSION, ()):
        listener(application_ids, by)
