"""Full-text search: tokens, one query language, and conditions for every database."""

from flask import Flask


def register(app: Flask) -> None:
    """Add the ``search`` command, and time limits for search statements."""
    from careers.search.commands import search
    from careers.search.query_timeout import init_query_timeout

    app.cli.add_command(search)
    init_query_timeout(app)
