"""Security headers on every response, and an id for each request."""

import re
import secrets
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, g, request
from flask.wrappers import Response

from careers.config import Settings

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
# URLs with a secret are never sent to other sites, cached, or indexed.
SECRET_PATHS = re.compile(r"^/(applications/|interviews/|alerts/|apply/|jobs/[^/]+/apply/|hr/)")
# These forms contain their visitor's token. Browsers may keep them, so that going back loses no text.
FORM_PATHS = re.compile(r"^/(jobs/[^/]+/apply|apply|applications|alerts)$")
ONE_YEAR = 31_536_000


def security_headers(is_https: bool) -> dict[str, str]:
    """Return the headers that every page has."""
    headers = {"Content-Security-Policy": CONTENT_SECURITY_POLICY, **HEADERS}
    if is_https:
        headers["Strict-Transport-Security"] = f"max-age={ONE_YEAR}; includeSubDomains"
    return headers


def init_headers(app: Flask, settings: Settings) -> None:
    """Give every request an id, and every response the security headers."""
    always = security_headers(settings.is_https)

    @app.before_request
    def name_the_request() -> None:
        g.request_id = secrets.token_hex(8)

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in always.items():
            response.headers.setdefault(name, value)
        response.headers["X-Request-Id"] = g.get("request_id", "")
        if response.status_code == 308 and response.location:
            # Routing builds absolute URLs from the Host header, which a visitor can set to any site.
            response.location = urlsplit(response.location)._replace(scheme="", netloc="").geturl()
        if SECRET_PATHS.match(request.path):
            response.headers["Cache-Control"] = "private, no-store"
            response.headers["Referrer-Policy"] = "same-origin"
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        elif FORM_PATHS.match(request.path):
            response.headers["Cache-Control"] = "private, no-cache"
        return response


def session_settings(settings: Settings) -> dict[str, Any]:
    """Return Flask's cookie settings. ``__Host-`` requires Secure, which browsers accept only over TLS."""
    return {
        "SESSION_COOKIE_NAME": "__Host-session" if settings.is_https else "session",
        "SESSION_COOKIE_SECURE": settings.is_https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_REFRESH_EACH_REQUEST": False,
        # An applicant may take hours over a form; the token lives as long as the browser session.
        "WTF_CSRF_TIME_LIMIT": None,
        # Some browsers send no Referer. The token, SameSite, and the __Host- prefix already do its job.
        "WTF_CSRF_SSL_STRICT": False,
    }
