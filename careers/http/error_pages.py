"""A page for every failure: what happened, what was kept, and what to do next."""

import logging

from flask import Flask, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException, InternalServerError, RequestEntityTooLarge, ServiceUnavailable

from careers.database import db, is_unavailable
from careers.http.expired_session import resubmission_page
from careers.http.limits import drain
from careers.http.trailing_slash import redirect_without_slash
from careers.security import SignInRequired

log = logging.getLogger(__name__)
DATABASE_ERRORS = (DBAPIError, PoolTimeout)
# The status codes that have a page of their own.
PAGES = (400, 401, 403, 404, 405, 410, 413, 429, 500, 503)


def init_error_pages(app: Flask) -> None:
    """Register a handler for every kind of failure."""
    app.register_error_handler(HTTPException, show_http_error)
    app.register_error_handler(SignInRequired, ask_to_sign_in)
    app.register_error_handler(CSRFError, show_expired_form)
    app.register_error_handler(RequestEntityTooLarge, show_too_large)
    app.register_error_handler(DBAPIError, show_database_error)
    app.register_error_handler(PoolTimeout, show_database_error)
    app.register_error_handler(Exception, show_unexpected_error)


def error_page(error: HTTPException) -> tuple[str, int, list[tuple[str, str]]]:
    """Return the page for an HTTP error, with the error's own headers such as Retry-After and Allow."""
    code = error.code if error.code in PAGES else (500 if (error.code or 500) >= 500 else 400)
    headers = [pair for pair in error.get_headers() if pair[0].lower() not in ("content-type", "content-length")]
    page = render_template(
        f"errors/{code}.html",
        error=error,
        request_id=g.get("request_id", ""),
        is_desk=request.path.startswith("/hr/"),
        is_text=request.mimetype == "application/x-www-form-urlencoded",
    )
    return page, error.code or code, headers


def show_http_error(error: HTTPException) -> ResponseReturnValue:
    """Return redirects unchanged, a redirect for a URL with a trailing slash, and the error's page otherwise."""
    if error.code is None or error.code < 400:
        return error.get_response()
    return redirect_without_slash() or error_page(error)


def ask_to_sign_in(_error: SignInRequired) -> ResponseReturnValue:
    """Show what was typed into a staff form, or redirect to the sign-in page, which leads back to a page."""
    wanted = request.full_path.rstrip("?") if request.method in ("GET", "HEAD") else None
    return resubmission_page(401) or redirect(url_for("accounts.sign_in", next=wanted), 303)


def show_expired_form(error: CSRFError) -> ResponseReturnValue:
    """Return the page for a failed CSRF check: cookies are off, or the page is from another session."""
    return resubmission_page(400) or error_page(error)


def show_too_large(error: RequestEntityTooLarge) -> ResponseReturnValue:
    """Return the page for a request that is too large, after reading the rest, so that the browser shows the page."""
    drain()
    return error_page(error)


def is_database_away(error: Exception) -> bool:
    """Roll back the failed transaction, and return whether the database could not be reached."""
    db.session.rollback()
    return isinstance(error, PoolTimeout) or is_unavailable(error)


def show_database_error(error: Exception) -> ResponseReturnValue:
    """Return a 503 page if the database can't be reached; a wrong statement is a bug, and a 500."""
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
    """Log the error under the request's id, and return a plain page that names the id."""
    log.error("request %s %s %s failed", g.get("request_id"), request.method, request.endpoint, exc_info=error)
    return error_page(InternalServerError())
