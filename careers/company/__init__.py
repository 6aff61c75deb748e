"""The company: its profile, pages, benefits, hiring steps, departments and locations, all as content."""

from __future__ import annotations

from flask import Flask

from careers.http.parts import join_parts

PARTS = (
    "views",
    "settings_views",
    "profile_views",
    "retention_views",
    "lists.views",
    "look.views",
    "pages.views",
)


def register(app: Flask) -> None:
    """Join the company's pages to the app, and give every template the company."""
    from careers.company import queries
    from careers.company.look.sheet import look_url
    from careers.company.pages.shown import footer_pages

    join_parts(app, __name__, PARTS)
    app.jinja_env.globals["company"] = queries.LazyProfile()
    app.jinja_env.globals["canonical_url"] = None
    app.jinja_env.globals["look_url"] = look_url
    app.jinja_env.globals["footer_pages"] = footer_pages
