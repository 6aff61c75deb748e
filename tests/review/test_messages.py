"""Staff and candidates write to each other: by email and on both sides' pages, once, and until it is read."""

import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import func, select

from careers.applications.messages.models import Message, MessageText
from careers.applications.models import Application
from careers.applications.services import BY_CANDIDATE
from careers.clock import frozen, now
from careers.database import db, transaction
from careers.documents.storage import current_storage
from careers.mail.models import OutboundEmail
from careers.postings.models import Posting
from careers.privacy.erasure_services import erase_applications
from tests.applications.portal import links_in, mailbox_of, portal_path
from tests.at_once import at_once
from tests.client import PageClient
from tests.factories import a_company, a_posting, a_user, an_application
from tests.page import Page
from tests.staff import NewClient, asked, at_desk, on_team

WORDS = "Dear Anna,\n\ncould you tell us <b>when</b> you could begin?\n\nInes"


@pytest.fixture
def application(app: object) -> Application:
    """Anna's application to bake."""
    a_company()
    return an_application(a_posting(title="Baker"), name="Anna Berg", email="anna@people.example", documents=[])


@pytest.fixture
def desk(application: Application, new_client: NewClient) -> PageClient:
    """The browser of a recruiter."""
    return at_desk(new_client(), a_user("recruiter", name="Ines Ortega", email="ines@staff.example"))


def written(desk: PageClient, application: Application, body: str = WORDS) -> Page:
    """Ines writes to the candidate."""
    page = desk.visit(f"/hr/applications/{application.id}").click("Message candidate")
    return page.form("/messages").fill(body=body).submit()


def test_a_message_is_emailed_and_the_reply_waits_until_it_is_read(
    desk: PageClient, client: PageClient, application: Application, run_tasks: Callable[[], None],
    instance_path: Path,
) -> None:  # fmt: skip
    assert "The message is on its way" in written(desk, application).notices[0]
    mailbox = mailbox_of(instance_path, run_tasks)
    sent = mailbox()["anna@people.example"][0]
    assert sent["Subject"] == "Your application: Baker"
    body = sent.get_body(("plain",))
    assert body and "tell us <b>when</b> you could begin?" in body.get_content()
    page = client.visit(links_in(sent)[0].partition("#")[0])
    assert "Ines Ortega" in page.text and "tell us <b>when</b> you could begin?" in page.text
    page = page.form(button="Send message").fill(body="In May.\n<script>alert(1)</script>").submit()
    assert page.notices == ["Message sent to the hiring team."]
    told = mailbox()["ines@staff.example"][0]
    assert told["Subject"] == "Anna Berg replied: Baker"
    assert "May" not in str(told) and "anna@people.example" not in str(told)
    page = desk.visit("/hr/").click("Anna Berg")
    thread = [tag.get_text() for tag in page.soup.select(".messages .plain-text")]
    assert thread == [WORDS, "In May.\n<script>alert(1)</script>"]
    assert not page.soup.select(".messages script")
    page.form("/messages/reading").submit()
    assert "Unread messages" not in desk.visit("/hr/").text


def test_a_message_or_reply_that_is_sent_twice_is_one(
    desk: PageClient, client: PageClient, application: Application
) -> None:
    form = desk.visit(f"/hr/applications/{application.id}/messages/new").form("/messages").fill(body="Hello")
    at_once(form.submit, form.submit)
    answer = client.visit(portal_path(application)).form(button="Send message").fill(body="Hello!")
    at_once(answer.submit, answer.submit)
    messages = db.session.scalars(select(Message).order_by(Message.id)).all()
    assert [message.is_reply for message in messages] == [False, True]
    assert db.session.scalar(select(func.count()).select_from(OutboundEmail)) == 2


def test_errors_in_a_message_are_shown_and_nothing_is_lost(
    desk: PageClient, client: PageClient, application: Application
) -> None:
    page = desk.visit(f"/hr/applications/{application.id}/messages/new")
    page = page.form("/messages").fill(subject="", body="x" * 10_001).submit(status=422)
    assert page.error_of("subject") == "Enter a subject."
    assert page.error_of("body") == "Use at most 10,000 characters."
    assert len(page.form("/messages").values["body"]) == 10_001
    written(desk, application)
    path = portal_path(application)
    for number in range(5):
        client.visit(path).form(button="Send message").fill(body=f"Reply {number}").submit()
    page = client.visit(path).form(button="Send message").fill(body="One more").submit(status=422)
    assert "You’ve sent several messages" in page.error_of("body")
    assert page.form(button="Send message").values["body"] == "One more"
    with frozen(now() + timedelta(hours=2)):
        client.visit(path).form(button="Send message").fill(body="One more").submit()


def test_messages_need_access_to_the_application(application: Application, new_client: NewClient) -> None:
    stranger = at_desk(new_client(), a_user("hiring_manager"))
    stranger.visit(f"/hr/applications/{application.id}/messages/new", status=404)
    interviewer = a_user("interviewer")
    on_team(interviewer, db.session.get_one(Posting, application.posting_id), "interviewer")
    asked(interviewer, application)
    page = at_desk(new_client(), interviewer).visit(f"/hr/applications/{application.id}")
    assert "Message candidate" not in page.text


def test_the_conversation_is_exported_and_erased(
    desk: PageClient, client: PageClient, application: Application
) -> None:
    written(desk, application)
    path, number = portal_path(application), application.id
    client.visit(path).form(button="Send message").fill(body="In May.").submit()
    with zipfile.ZipFile(BytesIO(client.get(f"{path}/data.zip", status=200).body)) as archive:
        facts = json.loads(archive.read("data.json"))["applications"][0]
    assert [(fact["by"], fact["text"]) for fact in facts["conversation"]] == [
        ("the hiring team", WORDS),
        ("you", "In May."),
    ]
    with transaction():
        erase_applications([number], by=BY_CANDIDATE, storage=current_storage())
    for model in (Message, MessageText, OutboundEmail):
        assert db.session.scalar(select(func.count()).select_from(model)) == 0
