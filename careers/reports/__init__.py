"""Reports: what became of applications, how fast, who does the work; as pages, charts and files for a spreadsheet."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    """Join the reports and the exports of lists to the app."""
    from careers.reports import export_views, staff_views

    app.register_blueprint(staff_views.bp)
    app.register_blueprint(export_views.bp)
