"""Requests of browsers that fetch a page before the user opens it."""

from flask import abort, make_response, request

# The headers that browsers send with a prefetch.
NAMES = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")


def refuse_prefetch() -> None:
    """Answer a prefetch with an empty 503: opening an application is recorded, so a person must do it."""
    if any("prefetch" in request.headers.get(name, "").lower() for name in NAMES):
        abort(make_response("", 503, {"Cache-Control": "no-store"}))
