"""The demo: content for an empty site, and an account for each role."""

from flask import Flask


def register(app: Flask) -> None:
    """Add the ``demo`` command."""
    from careers.demo.commands import demo

    app.cli.add_command(demo)
