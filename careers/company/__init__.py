"""The company as content: its profile, pages, benefits, hiring steps, departments, locations, and stages."""

from flask import Flask

from careers.clock import TIME_ZONE
from careers.formatting import format_short_datetime


def register(app: Flask) -> None:
    """Give every template the company's profile, and format its times in the company's time zone."""
    from careers.company import queries

    app.extensions[TIME_ZONE] = lambda: queries.company_profile().time_zone
    app.jinja_env.globals["company"] = queries.LazyProfile()
    app.jinja_env.globals["canonical_url"] = None
    app.jinja_env.filters["moment"] = format_short_datetime
