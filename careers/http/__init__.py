"""How the site speaks HTTP: headers, prepared pages, static files, request limits and addresses."""

from __future__ import annotations

from flask import Flask

from careers.config import Settings


def init_http(app: Flask, settings: Settings) -> None:
    """Join headers, assets, limits and the prepared public pages to the app."""
    from careers.http import (
        aria_roles,
        assets,
        compression,
        headers,
        health,
        limits,
        page_cache,
        proxies,
        urls,
    )

    limits.init_limits(app)
    headers.init_headers(app, settings)
    compression.init_compression(app)
    assets.init_assets(app)
    urls.init_urls(app, settings)
    aria_roles.init_aria_roles(app)
    app.register_blueprint(health.bp)
    page_cache.init_page_cache(app)
    proxies.init_proxies(app, settings.trusted_proxies)
