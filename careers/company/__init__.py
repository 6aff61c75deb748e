"""The company: its profile, pages, benefits, hiring steps, departments and locations, all as content."""

from __future__ import annotations

from flask import Flask

from careers.clock import TIME_ZONE
from careers.formatting import format_short_datetime


def register(app: Flask) -> None:
    """Join the company's pages to the app, and give every template the company."""
    from careers.company import queries
    from careers.company.look.letterhead import letterhead
    from careers.company.look.shown import current_look, remembered_icon, remembered_look
    from careers.company.pages.shown import footer_pages

    app.extensions[TIME_ZONE] = lambda: queries.company_profile().time_zone
    app.jinja_env.globals["company"] = queries.LazyProfile()
    app.jinja_env.globals["canonical_url"] = None
    app.jinja_env.globals["current_look"] = current_look
    app.jinja_env.globals["remembered_look"] = remembered_look
    app.extensions["icon_url"] = remembered_icon
    app.extensions["letterhead"] = letterhead
    app.jinja_env.globals["footer_pages"] = footer_pages
    app.jinja_env.filters["moment"] = format_short_datetime
