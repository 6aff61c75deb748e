"""A candidate with the link from the email in hand."""

import re
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from careers.applications.models import Application
from careers.applications.opening_services import record_opening
from careers.applications.services import issue_portal_token
from careers.database import db, transaction
from tests.factories import a_user

Mailbox = Callable[[], dict[str, list[EmailMessage]]]


def portal_path(application: Application) -> str:
    """The address of the application's own page, as the email says it."""
    with transaction():
        return f"/applications/{issue_portal_token(db.session.get_one(Application, application.id))}"


def opened(application: Application, role: str = "recruiter") -> None:
    """Let somebody of this role open it."""
    number, user = application.id, a_user(role)
    with transaction():
        record_opening(number, by=user, role=role)


def mailbox_of(instance_path: Path, run_tasks: Callable[[], None]) -> Mailbox:
    """Everything that the worker has sent, by recipient, oldest first."""

    def read() -> dict[str, list[EmailMessage]]:
        run_tasks()
        found: dict[str, list[EmailMessage]] = {}
        for path in sorted((instance_path / "mail").glob("*.eml"), key=lambda path: path.stat().st_mtime_ns):
            message: Any = message_from_bytes(path.read_bytes(), policy=policy.default)
            found.setdefault(message["To"].addresses[0].addr_spec, []).append(message)
        return found

    return read


def body_of(message: EmailMessage) -> str:
    """What a message says, as text."""
    body = message.get_body(("plain",))
    assert body
    return str(body.get_content())


def links_in(message: EmailMessage) -> list[str]:
    """The paths of the site's own links in the text of a message, but the last, which is the site's name."""
    body = message.get_body(("plain",))
    assert body
    text = body.get_content()
    html = message.get_body(("html",))
    assert html
    found = re.findall(r"http://localhost(/\S+)", text)
    assert all(path in html.get_content() for path in found)
    return found


def own_statements(sent: list[str]) -> list[str]:
    """Without the look at the catalog's version, which falls due once a second, whoever asks for what."""
    return [statement for statement in sent if "catalog_version" not in statement and not statement.startswith("BEGIN")]


def without_numbers(text: str) -> str:
    """Return the text of a page without its reference, times, and sizes, which differ between two submissions."""
    # One reference in twenty has no digit.
    words = re.sub(r"\b[0-9A-Z]{5}-[0-9A-Z]{5}\b", "", text).split()
    return " ".join(word for word in words if not any(character.isdigit() for character in word))
