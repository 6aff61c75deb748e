"""What the link in a candidate's e-mail opens, or else the page that offers a new one."""

from __future__ import annotations

from typing import TypeVar

from flask import Response, abort, make_response, render_template

Found = TypeVar("Found")


def opened(found: Found | None) -> Found:
    """What a link has found; where that is nothing, the answer is the page of unknown links."""
    return found if found is not None else abort(unknown_link())


def unknown_link() -> Response:
    """The page for a link that is broken, too old, or of something that was deleted."""
    return make_response(render_template("applications/unknown_link.html"), 404)
