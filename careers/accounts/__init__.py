"""Staff accounts: signing in, sessions, and the second factor."""

from flask import Flask


def register(app: Flask) -> None:
    """Set up sign-in, the ``staff`` commands, and the names of accounts in the audit log."""
    from careers.accounts.commands import staff
    from careers.accounts.login import init_login

    init_login(app)
    app.cli.add_command(staff)
