"""HTTP: headers, the page cache, static files, request limits, URLs, and error pages."""

from flask import Flask

from careers.config import Settings


def init_http(app: Flask, settings: Settings) -> None:
    """Add error pages, limits, headers, static files, and the page cache to the app."""
    from careers.http import (
        arguments,
        aria_roles,
        assets,
        compression,
        error_pages,
        headers,
        health,
        limits,
        page_cache,
        proxies,
        urls,
    )

    error_pages.init_error_pages(app)
    limits.init_limits(app)
    headers.init_headers(app, settings)
    compression.init_compression(app)
    assets.init_assets(app)
    urls.init_urls(app, settings)
    app.url_map.converters["id"] = arguments.IdConverter
    aria_roles.init_aria_roles(app)
    app.register_blueprint(health.bp)
    page_cache.init_page_cache(app)
    proxies.init_proxies(app, settings.trusted_proxies)
