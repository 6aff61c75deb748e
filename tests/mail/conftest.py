"""What the tests of mail share: an app that sends to a real server, and messages to send."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Blueprint, Flask
from sqlalchemy import update

from careers.clock import frozen, now
from careers.database import db, transaction
from careers.mail import Content, composes, queue_email, render
from careers.mail.models import OutboundEmail
from careers.tasks.models import READY, Task
from tests.databases import settings_for
from tests.servers import MailServer
from tests.tasks.workers import run_due

Row = Callable[[int], OutboundEmail]
Queue = Callable[..., int]


@composes("test.hello")
def hello(email: OutboundEmail) -> Content:
    """A message from templates."""
    return render("mail_tests/hello", company_name="Example Works", name=email.to_name)


@composes("test.writes")
def writing(email: OutboundEmail) -> Content:
    """A message whose composer changes the row, as one that makes a token does."""
    email.to_name = "Written"
    return hello(email)


@composes("test.broken")
def broken(_message: OutboundEmail) -> Content:
    """A message that nobody can compose."""
    raise LookupError("the application is gone")


@pytest.fixture
def environ(database_url: str, instance_path: Any, mail_server: MailServer) -> dict[str, str]:
    settings = settings_for(database_url, instance_path)
    return settings | {"MAIL_URL": mail_server.url, "MAIL_FROM": "careers@works.example"}


@pytest.fixture
def app(app: Flask) -> Flask:
    app.register_blueprint(Blueprint("mail_tests", __name__, template_folder="templates"))
    return app


@pytest.fixture
def queued(app: Flask) -> Queue:
    """Queues a message and returns its number."""

    def queue(to_address: str = "ada@people.example", kind: str = "test.hello", to_name: str = "Ada") -> int:
        with transaction():
            return queue_email(kind, to_name=to_name, to_address=to_address, context={}).id

    return queue


@pytest.fixture
def message(app: Flask) -> Row:
    """Reads a message as it is now."""

    def read(message_id: int) -> OutboundEmail:
        db.session.rollback()
        return db.session.get_one(OutboundEmail, message_id)

    return read


@pytest.fixture
def deliver(app: Flask) -> Callable[[], None]:
    """Makes everything that waits due, and works until nothing is."""

    def work() -> None:
        # Time stands still meanwhile, so that what is put off does not become due again on a slow machine.
        with frozen(now()):
            waiting = update(Task).where(Task.state == READY, Task.queue == "mail")
            with transaction():
                db.session.execute(waiting.values(run_at=now()))
            run_due(app)

    return work
