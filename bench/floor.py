"""The floor: a WSGI application that does nothing but answer with as many bytes as the address asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any


@cache
def body_of(length: int) -> tuple[list[bytes], list[tuple[str, str]]]:
    """An answer made once, and the fewest headers that a browser can do with."""
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(length))]
    return [b"x" * length], headers


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """``/20000`` answers with 20,000 bytes."""
    body, headers = body_of(int(environ["PATH_INFO"].strip("/") or 0))
    start_response("200 OK", headers)
    return body
