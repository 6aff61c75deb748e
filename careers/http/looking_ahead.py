"""Browsers that fetch a page before anybody wants to see it."""

from __future__ import annotations

from flask import abort, make_response, request

# What they say when they do.
NAMES = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")


def refuse_looking_ahead() -> None:
    """Answer a browser that looks ahead of its user with nothing: whoever opens a page is told to its candidate."""
    if any("prefetch" in request.headers.get(name, "").lower() for name in NAMES):
        abort(make_response("", 503, {"Cache-Control": "no-store"}))
