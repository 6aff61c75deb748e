"""``flask --app wsgi staff …``: manage staff members on the command line, including the first admin."""

import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from careers.accounts import queries, services
from careers.accounts.models import User
from careers.database import transaction
from careers.errors import DomainError
from careers.security import Role

staff = AppGroup("staff", help="Manage staff accounts.")
Command = Callable[..., Any]


def with_password(command: Command) -> Command:
    """Add the options that set a password without a terminal; without any of them, the command prompts twice."""
    file = click.Path(path_type=Path, exists=True, dir_okay=False)
    options = (
        click.option("--password-file", type=file, help="Read the password from this file."),
        click.option("--password-stdin", is_flag=True, help="Read the password from standard input."),
        click.option("--generate", is_flag=True, help="Generate a random password and print it once."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@staff.command("create")
@click.option("--email", required=True, help="Email to sign in with.")
@click.option("--name", required=True, help="Name shown to colleagues.")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--title", default="", help="Job title.")
@with_password
def create(email: str, name: str, role: str, title: str, **source: Any) -> None:
    """Add a staff member."""
    if not name.strip() or len(name) > 200 or len(title) > 200:
        raise click.UsageError("Use 1 to 200 characters for the name and at most 200 for the title.")
    password = _password(**source)
    with _sentences(), transaction():
        user = services.create_user(name=name, email=email, role=Role(role), title=title, password=password)
        done = f"Created {user.name} <{user.email}> with the role {user.role}."
    click.echo(done)
    _tell(password, **source)


@staff.command("list")
def show() -> None:
    """List all staff members."""
    people = queries.all_staff()
    if not people:
        click.echo("No staff accounts yet. Create one with: flask --app wsgi staff create")
    for user in people:
        marks = ["" if user.is_active else "deactivated", "two-factor" if user.has_second_factor else ""]
        click.echo("\t".join([user.email, user.name, user.role, ", ".join(filter(None, marks)) or "-"]))


@staff.command("set-password")
@click.option("--email", required=True)
@with_password
def set_password(email: str, **source: Any) -> None:
    """Set a new password, and sign the user out everywhere."""
    _known(email)
    password = _password(**source)
    with _sentences(), transaction():
        services.set_password(_known(email), password, by=services.COMMAND_LINE)
    click.echo("Password set. All sessions have ended.")
    _tell(password, **source)


@staff.command("deactivate")
@click.option("--email", required=True)
def deactivate(email: str) -> None:
    """Deactivate an account. What its owner wrote stays."""
    with transaction():
        services.deactivate(_known(email), by=services.COMMAND_LINE)
    click.echo("Account deactivated. All sessions have ended.")


@staff.command("reset-second-factor")
@click.option("--email", required=True)
def reset_second_factor(email: str) -> None:
    """Remove the second factor of a user who lost phone and recovery codes."""
    with transaction():
        services.reset_second_factor(_known(email), by=services.COMMAND_LINE)
    click.echo("Two-factor authentication reset. They can set it up again at /hr/account.")


def _known(email: str) -> User:
    user = queries.user_by_email(email)
    if user is None:
        raise click.ClickException(
            f"No staff account has the email {email!r}. To see all accounts, run: flask --app wsgi staff list"
        )
    return user


def _password(password_file: Path | None, password_stdin: bool, generate: bool) -> str:
    if sum((password_file is not None, password_stdin, generate)) > 1:
        raise click.UsageError("Use only one of --password-file, --password-stdin, and --generate.")
    if generate:
        return secrets.token_urlsafe(18)
    if password_file is not None:
        return _first_line(password_file.read_bytes())
    if password_stdin:
        return _first_line(sys.stdin.buffer.readline())
    return str(click.prompt("Password", hide_input=True, confirmation_prompt="Confirm password"))


def _first_line(text: bytes) -> str:
    try:
        return text.decode("utf-8").partition("\n")[0].rstrip("\r")
    except UnicodeDecodeError:
        raise click.ClickException("The password isn't valid UTF-8 text.") from None


def _tell(password: str, generate: bool, **_other: Any) -> None:
    if generate:
        click.echo(f"Password: {password}")
        click.echo("It won't be shown again.", err=True)


@contextmanager
def _sentences() -> Iterator[None]:
    """Turn domain errors into one line and exit code 1."""
    try:
        yield
    except DomainError as error:
        raise click.ClickException(str(error)) from None
