"""The floor that pages are compared with: a WSGI application that returns as many bytes as its path says."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any


@cache
def body_of(length: int) -> tuple[list[bytes], list[tuple[str, str]]]:
    """Return a body of this length, built once, and the minimum of headers that a browser needs."""
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(length))]
    return [b"x" * length], headers


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Return 20,000 bytes for ``/20000``."""
    body, headers = body_of(int(environ["PATH_INFO"].strip("/") or 0))
    start_response("200 OK", headers)
    return body
