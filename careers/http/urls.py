"""Absolute URLs of the site, in requests, in the worker, and on the command line."""

from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app

from careers.config import Settings


def external_url(endpoint: str, **values: Any) -> str:
    """Return the absolute URL of an endpoint under SITE_URL, whatever the request's Host header."""
    site = urlsplit(current_app.extensions["settings"].site_url)
    adapter = current_app.url_map.bind(site.netloc, url_scheme=site.scheme)
    return adapter.build(endpoint, values, force_external=True)


def init_urls(app: Flask, settings: Settings) -> None:
    """Add ``external_url`` and ``site_url`` to templates."""
    app.jinja_env.globals["external_url"] = external_url
    app.jinja_env.globals["site_url"] = settings.site_url
