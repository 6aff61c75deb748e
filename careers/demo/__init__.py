"""The demo: words to fill an empty site with, and an account for each role to try it."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    """Offer the ``demo`` command."""
    from careers.demo.commands import demo

    app.cli.add_command(demo)
