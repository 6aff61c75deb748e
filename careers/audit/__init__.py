"""The append-only record of who did what."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    """Join the record's page to the app."""
    from careers.audit.staff_views import bp

    app.register_blueprint(bp)
