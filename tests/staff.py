"""Members of staff at their desks: signed-in browsers, and every request that a role may try."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from careers.accounts.models import User
from careers.applications.models import Application
from careers.database import db
from careers.pipeline.visibility.models import Assignment
from careers.postings.models import HiringTeamMember, Posting
from tests.client import PageClient
from tests.factories import save
from tests.page import Page

NewClient = Callable[[], PageClient]


def at_desk(client: PageClient, user: User) -> PageClient:
    """The client, signed in as this member of staff."""
    client.sign_in(user.email)
    return client


def on_team(user: User, posting: Posting, role: str) -> User:
    """Put the user on the posting's hiring team."""
    save(HiringTeamMember(posting_id=posting.id, user_id=user.id, role=role))
    return user


def asked(user: User, application: Application) -> User:
    """Ask the user to review the application."""
    save(Assignment(application_id=application.id, user_id=user.id, posting_id=application.posting_id))
    return user


def attempt(client: PageClient, method: str, path: str, form: dict[str, Any] | None = None) -> Page:
    """Send a request with a valid token, as somebody would who knows the address but was shown no link to it."""
    if method == "GET":
        return client.get(path)
    source = client.visit("/hr/", status=None)
    token = source.soup.select_one('input[name="csrf_token"]')
    assert token, "no page gives this client a token"
    return client.post(path, {**(form or {}), "csrf_token": token["value"]}, follow=False, referrer=source.path)


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements that are sent to the database inside the block."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def count_of(client: PageClient, path: str) -> int:
    """How many statements one page takes, after it has been asked for once."""
    client.visit(path)
    with statements() as sent:
        client.visit(path)
    return len(sent)
