"""Asking for a new link, and what an outsider can learn from the site's answers: nothing."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from careers.applications.access_links.models import AccessLinkRequest
from careers.applications.access_links.services import LIMITS
from careers.applications.models import AccessLink, Application, Candidate
from careers.clock import frozen, now
from careers.database import db, transaction
from careers.mail.models import OutboundEmail
from careers.postings.models import Posting
from careers.tasks.models import Task
from tests.applications.portal import Mailbox, links_in, mailbox_of, own_statements, portal_path, without_numbers
from tests.client import PageClient
from tests.factories import a_posting, an_application
from tests.page import Form, Page
from tests.staff import statements

Fill = Callable[..., Form]
Send = Callable[[Form], Page]


@pytest.fixture
def mailbox(instance_path: Path, run_tasks: Callable[[], None]) -> Mailbox:
    """What the worker has sent."""
    return mailbox_of(instance_path, run_tasks)


@pytest.fixture
def anna(posting: Posting) -> Application:
    """Her application."""
    return an_application(posting, name="Anna Berg", email="anna@people.example")


def ask(client: PageClient, address: str, status: int = 200) -> Page:
    """Ask for the links of an address."""
    return client.visit("/applications").form().fill(email=address).submit("Send links", status=status)


def test_the_mail_holds_a_link_to_each_application_of_the_address(
    client: PageClient, anna: Application, mailbox: Mailbox
) -> None:
    an_application(
        a_posting(title="Cook"), candidate_id=anna.candidate_id, name="Anna Berg", email="anna@people.example"
    )
    ask(client, "ANNA@people.example")
    message = mailbox()["anna@people.example"][0]
    assert message["Subject"] == "Links to your applications"
    pages = [client.visit(path) for path in links_in(message) if path.startswith("/applications/")]
    assert [page.h1 for page in pages] == ["Your application"] * 2
    assert "Cook" in pages[0].text and "Backend Developer" in pages[1].text


def test_known_and_unknown_addresses_get_the_same_response(
    client: PageClient, anna: Application, mailbox: Mailbox
) -> None:
    answers, counts = [], []
    ask(client, "warm@up.example")
    for address in ("anna@people.example", "nobody@people.example"):
        form = client.visit("/applications").form().fill(email=address)
        with statements() as sent:
            answers.append(form.submit("Send links"))
        counts.append(len(own_statements(sent)))
    assert answers[0].text == answers[1].text and answers[0].path == answers[1].path
    assert counts[0] == counts[1]
    assert list(mailbox()) == ["anna@people.example"]


def test_the_typed_address_is_deleted_once_it_is_looked_up(
    client: PageClient, anna: Application, mailbox: Mailbox
) -> None:
    ask(client, "stranger@people.example")
    mailbox()
    db.session.rollback()
    assert set(db.session.scalars(select(AccessLinkRequest.address))) == {None}
    payloads = [str(payload) for payload in db.session.scalars(select(Task.payload))]
    assert not any("stranger" in payload for payload in payloads)


def test_repeated_requests_send_no_more_email_and_get_the_same_response(
    client: PageClient, anna: Application, mailbox: Mailbox
) -> None:
    pages = [ask(client, "anna@people.example") for _ in range(LIMITS["address"].requests + 2)]
    assert len({page.text for page in pages}) == 1
    assert len(mailbox()["anna@people.example"]) == LIMITS["address"].requests
    with frozen(now() + timedelta(hours=2)):
        ask(client, "anna@people.example")
        db.session.rollback()
        assert db.session.scalar(
            select(func.count()).select_from(AccessLinkRequest).where(AccessLinkRequest.address.is_not(None))
        )


@pytest.mark.parametrize(
    "typed",
    ["", "anna", "a@b.example, c@d.example", "x" * 10_000 + "@b.example", "a@b.example\r\nBcc: c@d.example"],
)
def test_what_is_no_address_gets_a_message_beside_the_field(client: PageClient, posting: Posting, typed: str) -> None:
    assert ask(client, typed, status=422).error_of("email")
    assert db.session.scalars(select(AccessLinkRequest)).all() == []


def test_old_requests_and_old_links_are_swept(
    client: PageClient, anna: Application, run_tasks: Callable[[], None]
) -> None:
    portal_path(anna)
    ask(client, "anna@people.example")
    with transaction():
        for access in db.session.scalars(select(AccessLink)):
            access.created_at = now() - timedelta(days=400)
        for request in db.session.scalars(select(AccessLinkRequest)):
            request.at, request.address = now() - timedelta(days=2), None
    run_tasks()
    db.session.rollback()
    assert db.session.scalars(select(AccessLinkRequest)).all() == []
    assert db.session.scalars(select(AccessLink)).all() == []


def test_applying_with_a_known_address_changes_and_reveals_nothing(
    client: PageClient, anna: Application, filled: Fill, send: Send
) -> None:
    before = client.visit(portal_path(anna)).text
    told = []
    for address in ("anna@people.example", "bert@people.example"):
        receipt = send(filled(name="Somebody Else", email=address))
        assert "Anna Berg" not in receipt.text
        told.append(without_numbers(receipt.text.replace(address, "")))
    assert told[0] == told[1]
    assert client.visit(portal_path(anna)).text == before.replace(
        "as a zip file.", "as a zip file, for all your applications."
    )
    db.session.expire_all()
    assert db.session.get_one(Candidate, anna.candidate_id).name == "Anna Berg"
    assert db.session.get_one(Application, anna.id).version == 1


def test_the_receipt_in_the_browser_links_to_no_other_application(
    client: PageClient, anna: Application, filled: Fill, send: Send
) -> None:
    receipt = send(filled(name="Somebody Else", email="anna@people.example", cover_letter="Mine"))
    assert anna.reference not in receipt.html
    client.visit(f"{receipt.path}/data.zip", status=404)


def test_sending_takes_the_same_steps_for_known_and_unknown_addresses(
    client: PageClient, anna: Application, filled: Fill
) -> None:
    counts = {}
    for address in ("warm@up.example", "anna@people.example", "bert@people.example"):
        form = filled(email=address).submit("Review and send").form()
        with statements() as sent:
            assert form.submit("Send application").status == 200
        counts[address] = len(own_statements(sent))
    # Filing under a person who is there already leaves one row unwritten.
    assert abs(counts["anna@people.example"] - counts["bert@people.example"]) <= 1
    assert db.session.scalar(select(func.count()).select_from(OutboundEmail))
