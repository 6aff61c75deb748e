"""Full-text search: text to tokens, one query language, and conditions for every engine."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    """Offer the ``search`` command, and let slow searches be stopped."""
    from careers.search.commands import search
    from careers.search.query_timeout import init_query_timeout

    app.cli.add_command(search)
    init_query_timeout(app)
