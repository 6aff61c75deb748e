"""Errors: the ones that the site expects, and the pages that say what happened, what was kept, what to do."""

from __future__ import annotations

import logging

from flask import Flask, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException, InternalServerError, RequestEntityTooLarge, ServiceUnavailable

from careers.database import db, is_unavailable
from careers.http.expired_session import resubmission_page
from careers.http.limits import drain
from careers.http.trailing_slash import redirect_without_slash

log = logging.getLogger(__name__)
PAGES = (400, 401, 403, 404, 405, 410, 413, 429, 500, 503)


class DomainError(Exception):
    """Something that the site's rules forbid; its text is a sentence for the person who tried."""


def init_errors(app: Flask) -> None:
    """Show every failure as a page of the site."""
    app.register_error_handler(HTTPException, show_http_error)
    app.register_error_handler(CSRFError, show_expired_form)
    app.register_error_handler(RequestEntityTooLarge, show_too_large)
    app.register_error_handler(DBAPIError, show_database_error)
    app.register_error_handler(PoolTimeout, show_database_error)
    app.register_error_handler(Exception, show_unexpected_error)


def error_page(error: HTTPException) -> tuple[str, int, list[tuple[str, str]]]:
    """The page for an HTTP error, with the error's own headers such as Retry-After and Allow."""
    code = error.code if error.code in PAGES else (500 if (error.code or 500) >= 500 else 400)
    headers = [
        pair for pair in error.get_headers() if pair[0].lower() not in ("content-type", "content-length")
    ]
    page = render_template(
        f"errors/{code}.html",
        error=error,
        request_id=g.get("request_id", ""),
        is_desk=request.path.startswith("/hr/"),
        is_text=request.mimetype == "application/x-www-form-urlencoded",
    )
    return page, error.code or code, headers


def show_http_error(error: HTTPException) -> ResponseReturnValue:
    """Redirects pass, and one slash too many leads to the page that is meant; everything else gets its page."""
    if error.code is None or error.code < 400:
        return error.get_response()
    return redirect_without_slash() or error_page(error)


def show_expired_form(error: CSRFError) -> ResponseReturnValue:
    """A form whose protection does not match: cookies are off, or the page is from another session."""
    return resubmission_page(400) or error_page(error)


def show_too_large(error: RequestEntityTooLarge) -> ResponseReturnValue:
    """More than the request may carry. The rest is drained, so that the browser shows this page."""
    drain()
    return error_page(error)


DATABASE_ERRORS = (DBAPIError, PoolTimeout)


def is_database_away(error: Exception) -> bool:
    """Let go of the failed transaction, and tell whether the database could not be reached."""
    db.session.rollback()
    return isinstance(error, PoolTimeout) or is_unavailable(error)


def show_database_error(error: Exception) -> ResponseReturnValue:
    """A database that cannot be reached is a 503 that says so; a wrong statement is our mistake, a 500."""
    if is_database_away(error):
        log.error(
            "request %s %s: database unavailable: %s",
            g.get("request_id"),
            request.method,
            type(error).__name__,
        )
        return error_page(ServiceUnavailable(retry_after=5))
    return show_unexpected_error(error)


def show_unexpected_error(error: Exception) -> ResponseReturnValue:
    """Log it under the request's id, and show a plain page that names the id."""
    log.error(
        "request %s %s %s failed", g.get("request_id"), request.method, request.endpoint, exc_info=error
    )
    return error_page(InternalServerError())
