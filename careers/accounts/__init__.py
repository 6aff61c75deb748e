"""Staff: accounts, signing in, the second factor, sessions."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    """Join signing in, the account pages and the ``staff`` commands to the app."""
    from careers.accounts import (  # noqa: F401  the views of one's own belong to the blueprint below
        administration_views,
        emails,
        invitation_views,
        staff_views,
    )
    from careers.accounts.audited import AUDITED
    from careers.accounts.commands import staff
    from careers.accounts.login import init_login
    from careers.accounts.views import bp
    from careers.audit.objects import name_objects

    name_objects(app, AUDITED)
    init_login(app)
    app.register_blueprint(bp)
    app.register_blueprint(administration_views.bp)
    app.register_blueprint(invitation_views.bp)
    app.cli.add_command(staff)
