"""Staff: accounts, signing in, the second factor, sessions."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    """Join signing in, the account pages and the ``staff`` commands to the app."""
    from careers.accounts import staff_views  # noqa: F401  its views belong to the blueprint below
    from careers.accounts.commands import staff
    from careers.accounts.login import init_login
    from careers.accounts.views import bp

    init_login(app)
    app.register_blueprint(bp)
    app.cli.add_command(staff)
