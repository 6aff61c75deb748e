"""Job alerts: requested by anyone, sent only after confirmation, and ended with one click."""

import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from careers.clock import frozen
from careers.database import db, transaction
from careers.mail.models import OutboundEmail
from careers.postings.alerts import services as alert_services
from careers.postings.alerts.models import Alert, AlertDelivery, AlertRequest, Subscriber
from careers.postings.alerts.tasks import send_alerts
from tests.applications.portal import own_statements, portal_path
from tests.client import PageClient
from tests.databases import settings_for
from tests.factories import a_company, a_department, an_application
from tests.postings.subscriber import Reader, a_new_posting, alert_path, titles_in
from tests.servers import MailServer
from tests.staff import statements

# A Wednesday.
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
NEXT_MORNING = NOON + timedelta(hours=20, minutes=1)
UNKNOWN = "This link doesn’t work"


@pytest.fixture
def environ(database_url: str, instance_path: Path, mail_server: MailServer) -> dict[str, str]:
    return settings_for(database_url, instance_path) | {"MAIL_URL": mail_server.url}


@pytest.fixture
def rosa(app: Flask, client: PageClient, mail_server: MailServer, run_tasks: Callable[[], None]) -> Reader:
    """Return a subscriber to the alerts of a company in UTC."""
    a_company()
    return Reader(client, mail_server, run_tasks)


def rows(model: Any) -> int:
    """Return the number of rows of a model."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def states() -> list[str]:
    """Return the states of all alerts."""
    db.session.rollback()
    return list(db.session.scalars(select(Alert.state).order_by(Alert.id)))


def test_an_address_gets_only_the_confirmation_until_it_confirms(rosa: Reader) -> None:
    team = a_department(slug="kitchen", name="Kitchen")
    with frozen(NOON):
        listing = rosa.client.visit("/jobs?q=cook&department=kitchen&pay_min=90000&sort=pay")
        page = listing.click("Get alerts for this search")
        assert "“cook”" in page.text and "Kitchen" in page.text and "at least 90,000 a year" in page.text
        page = page.form().fill(email=rosa.address, frequency="daily").submit()
        assert page.notices[0].startswith("Check your inbox to confirm") and rosa.address not in page.path
        (question,) = rosa.mail()
        assert "Kitchen" in question.text and "Daily" in question.text
        # Whoever typed the address might be a stranger: no words of theirs go to it in our name.
        assert "cook" not in question.text.casefold()
        assert question.message["List-Unsubscribe"] is None
    with frozen(NOON + timedelta(hours=2)):
        a_new_posting(title="Cook", department_id=team.id)
    with frozen(NEXT_MORNING):
        assert rosa.mail() == []
        page = rosa.client.visit(alert_path(question))
        assert page.h1 == "Confirm your job alert" and states() == ["unconfirmed"] and "“cook”" in page.text
        page = page.form("/confirmation").submit()
        assert page.h1 == "Your alert" and states() == ["active"]
    with frozen(NEXT_MORNING + timedelta(days=1)):
        # The posting opened between the request and its confirmation.
        assert rosa.mail() == []


def test_known_and_unknown_addresses_get_the_same_response(rosa: Reader) -> None:
    rosa.subscribe({"q": "cook"})
    other = Reader(rosa.client, rosa.server, rosa.run_tasks, address="nobody@people.example")
    answers, counts = [], []
    for reader in (rosa, other):
        form = reader.client.visit("/alerts", query={"q": "cook"}).form().fill(email=reader.address)
        with statements() as sent:
            answers.append(form.submit())
        counts.append(len(own_statements(sent)))
    assert (answers[0].text, answers[0].path, counts[0]) == (answers[1].text, answers[1].path, counts[1])
    assert [message.message["Subject"] for message in rosa.mail()] == ["Links to your job alerts"]
    assert rows(AlertRequest) == 0


def test_repeated_requests_are_limited(rosa: Reader) -> None:
    pages = [rosa.ask({"q": f"cook{number}"}) for number in range(5)]
    assert len({page.notices[0] for page in pages}) == 1
    assert len(rosa.mail()) == 3


@pytest.mark.parametrize("typed", ["", "anna", "a@b.example, c@d.example", "x" * 10_000 + "@b.example"])
def test_an_invalid_address_gets_an_error_next_to_the_field(rosa: Reader, typed: str) -> None:
    rosa.address = typed
    page = rosa.ask({"q": "cook"}, status=422)
    assert page.error_of("email") and page.field("email")["value"] == typed and "“cook”" in page.text


def test_an_email_ends_the_alert_with_one_click_but_opening_the_link_does_not(
    rosa: Reader, new_client: Callable[[], PageClient]
) -> None:
    with frozen(NOON):
        path = rosa.subscribe()
        a_new_posting(title="Cook")
    with frozen(NEXT_MORNING):
        (message,) = rosa.mail()
    assert message.message["Subject"] == "New position: Cook" and titles_in(message) == ["Cook"]
    assert message.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    url = message.message["List-Unsubscribe"].strip("<>")
    assert f"Unsubscribe: {url}" in message.text and url in message.html
    with frozen(NEXT_MORNING + timedelta(days=400)):
        # A mail program has no cookie and no token of a form; links as old as this open nothing else.
        program, one_click = new_client(), url.removeprefix("http://localhost")
        assert program.visit(one_click).h1 == "End this alert?" and states() == ["active"]
        answer = program.post(one_click, {"List-Unsubscribe": "One-Click"}, follow=False, status=200)
        assert answer.h1 == "Alert ended" and states() == ["ended"]
        assert program.visit(alert_path(message), status=404).h1 == UNKNOWN
    assert rosa.client.visit(path, status=404).h1 == UNKNOWN


def test_only_one_email_is_queued_and_ending_the_alert_withdraws_it(rosa: Reader) -> None:
    with frozen(NOON):
        path = rosa.subscribe()
        a_new_posting(title="Cook")
    rosa.server.stop()
    with frozen(NEXT_MORNING):
        assert rosa.mail() == []
        a_new_posting(title="Baker")
    with frozen(NEXT_MORNING + timedelta(days=1)):
        # Nothing piles up behind a message that cannot be sent.
        send_alerts({})
        assert rows(AlertDelivery) == 1
        rosa.client.visit(f"{path}/end").form("/end").submit()
        rosa.server.start()
        assert rosa.mail() == [] and rows(AlertDelivery) == 0


def test_an_alert_can_be_changed_paused_and_resumed(rosa: Reader) -> None:
    with frozen(NOON):
        path = rosa.subscribe({"q": "cook"})
        page = rosa.client.visit(path)
        assert "“cook”" in page.text and "5 March 2026 at the earliest" in page.text
        page = page.form("/frequency").fill(frequency="weekly").submit()
        assert "9 March 2026 at the earliest" in page.text
        page = page.form("/pause").submit()
        assert "Paused" in page.text and "at the earliest" not in page.text
        a_new_posting(title="Cook")
    with frozen(NOON + timedelta(days=10)):
        assert rosa.mail() == []
        assert "Active" in rosa.client.visit(path).form("/beginning").submit().text
    assert rosa.client.visit("/alerts/" + "0" * 66, status=404).h1 == UNKNOWN


def test_links_to_alerts_are_sent_again_by_email(rosa: Reader) -> None:
    rosa.subscribe({"q": "cook"})
    page = rosa.client.visit("/alerts/broken", status=404).click("Get new links by email")
    page = page.form().fill(email=rosa.address.upper()).submit()
    assert page.notices
    (message,) = rosa.mail()
    assert rosa.client.visit(alert_path(message)).h1 == "Your alert"


def test_deleting_removes_everything_about_the_address(rosa: Reader) -> None:
    with frozen(NOON):
        rosa.subscribe({"q": "cook"})
        path = rosa.subscribe()
        a_new_posting(title="Cook")
    with frozen(NEXT_MORNING):
        rosa.mail()
        page = rosa.client.visit(path).click("Delete everything now")
        assert "its 2 alerts" in page.text
        assert page.form().submit().h1 == "Your alerts are deleted"
    assert [rows(model) for model in (Subscriber, Alert, AlertDelivery, OutboundEmail)] == [0, 0, 0, 0]


def test_alerts_are_part_of_a_candidates_export_and_erasure(rosa: Reader) -> None:
    rosa.subscribe({"q": "cook"})
    application = an_application(name="Rosa", email=rosa.address, documents=[])
    zipped = zipfile.ZipFile(BytesIO(rosa.client.visit(f"{portal_path(application)}/data.zip").body))
    assert json.loads(zipped.read("data.json"))["alerts"][0]["search"] == {"q": "cook"}
    page = rosa.client.visit(portal_path(application)).click("Delete everything now")
    assert "Job alerts for this address" in page.text
    page.form().submit()
    assert rows(Subscriber) == rows(OutboundEmail) == 0


def test_unconfirmed_and_ended_alerts_are_deleted(rosa: Reader) -> None:
    with frozen(NOON):
        rosa.ask({"q": "cook"})
        rosa.mail()
    with frozen(NOON + timedelta(days=6)):
        rosa.run_tasks()
        assert rows(Alert) == 1
    with frozen(NOON + timedelta(days=8)):
        rosa.run_tasks()
        assert [rows(model) for model in (Alert, Subscriber, OutboundEmail)] == [0, 0, 0]
        path = rosa.subscribe()
        rosa.client.visit(f"{path}/end").form("/end").submit()
    with frozen(NOON + timedelta(days=39)):
        rosa.run_tasks()
        assert [rows(model) for model in (Alert, Subscriber, OutboundEmail)] == [0, 0, 0]


def test_an_address_has_ten_alerts_at_most(rosa: Reader) -> None:
    rosa.subscribe()
    with transaction():
        subscriber = db.session.scalars(select(Subscriber)).one()
        for number in range(alert_services.MAX_ALERTS - 1):
            db.session.add(
                Alert(
                    key=f"{number:020d}",
                    subscriber_id=subscriber.id,
                    criteria_hash=str(number),
                    state="paused",
                )
            )
    rosa.ask({"q": "cook"})
    assert [message.message["Subject"] for message in rosa.mail()] == ["Links to your job alerts"]
    assert rows(Alert) == alert_services.MAX_ALERTS
