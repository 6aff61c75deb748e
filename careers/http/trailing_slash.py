"""URLs that were typed or copied with a trailing slash."""

from flask import current_app, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, NotFound


def redirect_without_slash() -> ResponseReturnValue | None:
    """Return a redirect to the page, if only a trailing slash keeps it from being found."""
    bare = request.path.rstrip("/")
    if request.method not in ("GET", "HEAD") or not isinstance(request.routing_exception, NotFound):
        return None
    if bare == request.path or not _is_page(bare):
        return None
    query = request.query_string.decode("ascii", "replace")
    return redirect(request.root_path + bare + (f"?{query}" if query else ""), 308)


def _is_page(path: str) -> bool:
    # Only this exact path: one that starts with two slashes would redirect to another host.
    adapter = current_app.create_url_adapter(request)
    try:
        return bool(adapter and adapter.match(path, method="GET"))
    except HTTPException:
        return False
