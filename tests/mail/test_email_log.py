"""/hr/mail: the page, its filter, its pages, and its buttons."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from careers.database import db
from careers.mail.models import FAILED, SENT, WAITING
from tests.client import PageClient
from tests.factories import a_company, a_user, an_email
from tests.mail.conftest import Queue, Row
from tests.servers import MailServer
from tests.servers.mail import ACCEPT, REFUSED
from tests.tasks.workers import run_due


@pytest.fixture
def hr(client: PageClient) -> PageClient:
    a_company()
    client.sign_in(a_user("recruiter").email)
    return client


def test_the_email_log_shows_what_happened_to_each_email(hr: PageClient) -> None:
    an_email(to_name="Ada", to_address="ada@people.example", subject="Thank you", state=SENT, attempts=1)
    an_email(to_address="eve@people.example", state=FAILED, attempts=3, last_error="550 5.1.1 No such mailbox")
    page = hr.visit("/hr/mail")
    assert page.h1 == "Email"
    for words in (
        "Ada",
        "ada@people.example",
        "Thank you",
        "eve@people.example",
        "550 5.1.1 No such mailbox",
        "Failed",
    ):
        assert words in page.text


def test_what_strangers_wrote_is_shown_and_not_run(hr: PageClient) -> None:
    an_email(to_name="<script>alert(1)</script>", subject="<b>bold</b>", last_error="550 <img src=x>")
    page = hr.visit("/hr/mail")
    assert "<script>alert(1)</script>" in page.text
    assert "&lt;img src=x&gt;" in page.html


def test_the_email_log_can_be_filtered_by_state(hr: PageClient) -> None:
    an_email(to_address="sent@people.example", state=SENT)
    an_email(to_address="failed@people.example", state=FAILED)
    page = hr.visit("/hr/mail", query={"state": FAILED})
    assert "failed@people.example" in page.text
    assert "sent@people.example" not in page.text
    assert "sent@people.example" in page.click("All").text


def test_an_empty_email_log_explains_itself(hr: PageClient) -> None:
    assert "No emails yet" in hr.visit("/hr/mail").text
    assert "No emails with this status" in hr.visit("/hr/mail?state=failed").text


@pytest.mark.parametrize("query", ["state=x'%20OR%201=1", "before=-1", "before=99999999999999999999", "before=abc"])
def test_invalid_arguments_show_the_email_log(hr: PageClient, query: str) -> None:
    an_email(to_address="ada@people.example")
    assert "ada@people.example" in hr.visit(f"/hr/mail?{query}").text


def test_long_email_logs_have_pages_and_each_email_is_on_one(hr: PageClient) -> None:
    for number in range(120):
        an_email(to_address=f"to-{number:03}@people.example")
    page, seen = hr.visit("/hr/mail"), []
    for _ in range(3):
        seen += [cell.text for cell in page.soup.select("tbody th .soft")]
        page = page.click("Older →") if page.soup.find("a", rel="next") else page
    assert seen == [f"to-{number:03}@people.example" for number in range(119, -1, -1)]


def test_the_number_of_queries_does_not_grow_with_the_rows(hr: PageClient, app: Flask) -> None:
    def queries() -> int:
        asked: list[str] = []
        listener: Callable[..., Any] = lambda _c, _k, statement, *_: asked.append(statement)  # noqa: E731
        event.listen(db.engine, "before_cursor_execute", listener)
        hr.visit("/hr/mail")
        event.remove(db.engine, "before_cursor_execute", listener)
        return len(asked)

    an_email()
    few = queries()
    for _ in range(30):
        an_email(state=FAILED, last_error="550")
    assert queries() == few


def test_the_button_tries_a_failed_message_again(
    hr: PageClient, app: Flask, queued: Queue, message: Row, mail_server: MailServer
) -> None:
    number = queued("not an address")
    run_due(app)
    assert message(number).state == FAILED
    page = hr.visit("/hr/mail").form(f"/hr/mail/{number}/retry").submit()
    assert "Trying to send the message to not an address again now." in page.text
    assert message(number).state == WAITING
    run_due(app)
    assert (message(number).state, message(number).attempts) == (FAILED, 2)


def test_one_button_tries_all_failed_messages_again(
    hr: PageClient, queued: Queue, message: Row, deliver: Callable[[], None], mail_server: MailServer
) -> None:
    mail_server.answer_with(REFUSED)
    numbers = [queued(), queued()]
    for _ in range(3):
        deliver()
    mail_server.answer_with(ACCEPT)
    page = hr.visit("/hr/mail").form("/hr/mail/retry-failed").submit()
    assert "Trying to send 2 failed messages again now." in page.text
    deliver()
    assert [message(number).state for number in numbers] == [SENT, SENT]
    assert "Retry all failed" not in hr.visit("/hr/mail").text


def test_a_sent_message_is_not_sent_again_by_the_button(hr: PageClient, app: Flask, message: Row) -> None:
    number = an_email(state=WAITING).id
    form = hr.visit("/hr/mail").form(f"/hr/mail/{number}/retry")
    sent = message(number)
    sent.state = SENT
    db.session.commit()
    assert "was already sent" in form.submit().text
    assert message(number).state == SENT


def test_a_retry_without_the_forms_token_is_refused(hr: PageClient, message: Row) -> None:
    number = an_email(state=FAILED).id
    hr.post(f"/hr/mail/{number}/retry", status=400)
    hr.post("/hr/mail/retry-failed", status=400)
    assert message(number).state == FAILED


def test_a_message_that_does_not_exist_is_not_found(hr: PageClient) -> None:
    an_email()
    form = hr.visit("/hr/mail").form()
    token = {"csrf_token": form.values["csrf_token"]}
    for number in (4711, 2**70):
        hr.post(f"/hr/mail/{number}/retry", token, status=404)


@pytest.mark.parametrize("role", ["hiring_manager", "interviewer"])
def test_who_may_not_read_the_mail_gets_403(client: PageClient, role: str) -> None:
    a_company()
    client.sign_in(a_user(role).email)
    client.visit("/hr/mail", status=403)


def test_a_visitor_is_redirected_to_sign_in(client: PageClient) -> None:
    a_company()
    assert client.get("/hr/mail", status=303).location == "/hr/sign-in?next=/hr/mail"
