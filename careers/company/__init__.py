"""The company: its profile, pages, benefits, hiring steps, departments and locations, all as content."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    """Join the company's pages to the app, and give every template the company."""
    from careers.company import (  # noqa: F401  most put their views on the blueprint of the settings
        list_views,
        look,
        look_views,
        page_views,
        pages,
        profile_views,
        queries,
        retention_views,
        settings_views,
        views,
    )

    app.register_blueprint(views.bp)
    app.register_blueprint(settings_views.bp)
    app.jinja_env.globals["company"] = queries.LazyProfile()
    app.jinja_env.globals["canonical_url"] = None
    app.jinja_env.globals["look_url"] = look.look_url
    app.jinja_env.globals["footer_pages"] = pages.footer_pages
