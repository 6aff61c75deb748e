"""Two ways for the page-checking client to reach the site: in the test's process, and over a connection."""

import contextvars
import http.cookiejar
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO, Any, Protocol

from flask import Flask, has_app_context
from flask.globals import _cv_app
from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder

from careers.database import db


@dataclass(frozen=True)
class Answer:
    """What came back for one request."""

    status: int
    headers: Headers
    body: bytes


class Transport(Protocol):
    """Sends one request. Cookies are kept from one to the next; redirects are not followed."""

    base_url: str

    def send(self, method: str, path: str, headers: Mapping[str, str], form: Mapping[str, Any] | None) -> Answer:
        """Send it; ``form`` holds texts, lists of texts, and files as (stream, name, type)."""
        ...

    def cookies(self) -> dict[str, str]:
        """The cookies that the next request would carry to the site's root."""
        ...


def in_a_context_of_its_own(call: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    """Call as if no app context were pushed, after what the test's own database session holds was committed.

    A request that shared the test's context would share ``g`` and the session with it: a user once signed in
    would stay signed in, and rows never committed would be seen.
    """
    if has_app_context():
        db.session.commit()

    # A variable cannot be unset in a copy, and None is not unset: current_app would be a proxy of nothing.
    context = contextvars.Context()
    for variable, value in contextvars.copy_context().items():
        if variable is not _cv_app:
            context.run(variable.set, value)
    return context.run(call, *arguments, **named)


class FlaskTransport:
    """Hands requests to the app in this process; an unexpected error in a view is raised in the test."""

    def __init__(self, app: Flask, base_url: str) -> None:
        self.base_url = base_url
        self._client = app.test_client()

    def send(self, method: str, path: str, headers: Mapping[str, str], form: Mapping[str, Any] | None) -> Answer:
        """Send it in a context of its own."""
        answer: Answer = in_a_context_of_its_own(self._send, method, path, headers, form)
        return answer

    def _send(self, method: str, path: str, headers: Mapping[str, str], form: Mapping[str, Any] | None) -> Answer:
        builder = EnvironBuilder(
            path, method=method, headers=Headers(headers), data=_lists(form), base_url=self.base_url
        )
        request = builder.get_request()
        response = self._client.open(request, buffered=True)
        try:
            return Answer(response.status_code, response.headers, response.get_data())
        finally:
            response.close()
            # A body of half a megabyte or more lies in a temporary file, which nobody else closes.
            request.environ["wsgi.input"].close()
            builder.close()

    def cookies(self) -> dict[str, str]:
        """The cookies kept so far, whatever their path."""
        return {cookie.key: cookie.value for cookie in (self._client._cookies or {}).values()}


class HttpTransport:
    """Sends requests over real connections to a running site."""

    def __init__(self, base_url: str, timeout: float = 30) -> None:
        self.base_url = base_url
        self._timeout = timeout
        self._jar = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._jar), _NoRedirects())

    def send(self, method: str, path: str, headers: Mapping[str, str], form: Mapping[str, Any] | None) -> Answer:
        """Send it; connection errors are raised as urllib.error.URLError, ConnectionError or TimeoutError."""
        environ = EnvironBuilder(path, method=method, data=_lists(form)).get_environ()
        body: IO[bytes] = environ["wsgi.input"]
        sent = dict(headers)
        if form is not None:
            sent["Content-Type"] = environ["CONTENT_TYPE"]
        data = body.read() if form is not None else None
        request = urllib.request.Request(self.base_url + path, data, sent, method=method)
        try:
            with self._opener.open(request, timeout=self._timeout) as response:
                return Answer(response.status, Headers(response.headers.items()), response.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, Headers(error.headers.items()), error.read())

    def cookies(self) -> dict[str, str]:
        """The cookies kept so far, whatever their path."""
        return {cookie.name: cookie.value or "" for cookie in self._jar}


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments: Any, **named: Any) -> None:
        return None


def _lists(form: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if form is None else {name: value for name, value in form.items() if value is not None}
