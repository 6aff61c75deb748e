"""Find the client's address behind trusted proxies."""

from collections.abc import Callable, Iterable
from ipaddress import ip_address, ip_network
from typing import Any

from flask import Flask


class TrustedProxies:
    """WSGI middleware that accepts X-Forwarded-For as far back as its addresses are trusted proxies.

    Anyone can send the header; only the part that a trusted proxy added can be believed.
    """

    def __init__(self, inner: Callable[..., Any], networks: tuple[str, ...]) -> None:
        self._inner = inner
        self._networks = [ip_network(network, strict=False) for network in networks]

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        hops = [part.strip() for part in environ.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
        while hops and self._is_trusted(environ.get("REMOTE_ADDR", "")) and _is_address(hops[-1]):
            environ["REMOTE_ADDR"] = hops.pop()
        result: Iterable[bytes] = self._inner(environ, start_response)
        return result

    def _is_trusted(self, address: str) -> bool:
        if not _is_address(address):
            return False
        return any(ip_address(address) in network for network in self._networks)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def init_proxies(app: Flask, networks: tuple[str, ...]) -> None:
    """Trust the proxies in ``networks``; without any, the header is ignored."""
    if networks:
        app.wsgi_app = TrustedProxies(app.wsgi_app, networks)  # type: ignore[method-assign]
