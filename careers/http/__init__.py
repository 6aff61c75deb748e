"""How the site speaks HTTP: headers, prepared pages, static files, request limits and addresses."""

from __future__ import annotations

from flask import Flask

from careers.config import Settings


def init_http(app: Flask, settings: Settings) -> None:
    """Join headers, assets, limits and the prepared public pages to the app."""
    from careers.http import assets, compression, headers, health, limits, pages, proxies, tables, urls

    limits.init_limits(app)
    headers.init_headers(app, settings)
    compression.init_compression(app)
    assets.init_assets(app)
    urls.init_urls(app, settings)
    tables.init_tables(app)
    app.register_blueprint(health.bp)
    pages.init_pages(app)
    proxies.init_proxies(app, settings.trusted_proxies)
