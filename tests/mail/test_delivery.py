"""From the queue to the mailbox: what the email log says after each try."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from careers.clock import frozen, now
from careers.database import db, transaction
from careers.mail import queue_email, services
from careers.mail.models import FAILED, SENT, WAITING
from careers.mail.services import REFUSED_FOR_GOOD, REFUSED_FOR_NOW, SERVER_UNAVAILABLE
from careers.tasks import enqueue
from careers.tasks.models import Task
from tests.mail.conftest import Queue, Row
from tests.servers import MailServer
from tests.servers.mail import ACCEPT, HANG, REFUSED, TRY_LATER
from tests.servers.processes import wait_until
from tests.tasks.handlers import noted
from tests.tasks.workers import run_due, working

Work = Callable[[], None]


@pytest.fixture
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two seconds for each answer of the mail server."""
    monkeypatch.setattr("careers.mail.transport.TIMEOUT", 2)


def test_an_email_is_sent_and_logged(app: Flask, queued: Queue, message: Row, mail_server: MailServer) -> None:
    number = queued()
    assert (message(number).state, message(number).attempts) == (WAITING, 0)
    run_due(app)
    sent = message(number)
    assert (sent.state, sent.attempts, sent.last_error, sent.next_attempt_at) == (SENT, 1, None, None)
    assert sent.sent_at is not None
    assert sent.subject == "Hello Ada"
    (delivery,) = mail_server.deliveries
    assert delivery.message["Message-ID"] == sent.message_id
    assert delivery.message["From"] == "Example Works <careers@works.example>"
    assert delivery.recipients == ["ada@people.example"]


def test_a_message_of_a_transaction_that_fails_is_never_sent(app: Flask, mail_server: MailServer) -> None:
    with pytest.raises(RuntimeError), transaction():
        queue_email("test.hello", to_name="Ada", to_address="ada@people.example", context={})
        raise RuntimeError("the application could not be stored")
    run_due(app)
    assert mail_server.deliveries == []


def test_repeating_the_task_of_a_sent_email_does_nothing(
    app: Flask, queued: Queue, message: Row, mail_server: MailServer
) -> None:
    number = queued()
    run_due(app)
    with transaction():
        enqueue("deliver_email", {"email_id": number})
    run_due(app)
    assert (message(number).attempts, len(mail_server.deliveries)) == (1, 1)


def test_while_the_server_is_away_one_message_is_tried_and_none_is_failed(
    app: Flask, queued: Queue, message: Row, deliver: Work, mail_server: MailServer
) -> None:
    numbers = [queued() for _ in range(3)]
    mail_server.stop()
    run_due(app)
    assert [message(number).attempts for number in numbers] == [1, 0, 0]
    for _ in range(40):
        deliver()
    assert {message(number).state for number in numbers} == {WAITING}
    assert sum(message(number).attempts for number in numbers) == 41
    assert [message(number).refusals for number in numbers] == [0, 0, 0]
    assert "Connection refused" in str(message(numbers[0]).last_error)
    mail_server.start()
    deliver()
    assert {message(number).state for number in numbers} == {SENT}
    assert len(mail_server.deliveries) == 3


def test_waiting_for_the_server_grows_from_two_seconds_to_thirty() -> None:
    for failures, longest in ((1, 2), (2, 4), (3, 8), (5, 30), (5000, 30)):
        waits = [SERVER_UNAVAILABLE.after(failures) for _ in range(200)]
        assert longest / 2 <= min(waits) <= max(waits) <= longest


def test_refusals_for_now_last_about_five_days_in_all() -> None:
    assert REFUSED_FOR_NOW.limit is not None
    seconds = sum(REFUSED_FOR_NOW.after(tries) for tries in range(1, REFUSED_FOR_NOW.limit))
    assert timedelta(days=4.7) < timedelta(seconds=seconds) < timedelta(days=5.3)


def test_a_temporarily_refused_email_waits_with_the_servers_reply(
    app: Flask, queued: Queue, message: Row, deliver: Work, mail_server: MailServer
) -> None:
    mail_server.answer_with(TRY_LATER)
    number = queued()
    with frozen(datetime(2030, 5, 1, 12, tzinfo=UTC)):
        deliver()
        refused = message(number)
        assert refused.next_attempt_at is not None
        assert 5 <= (refused.next_attempt_at - now()).total_seconds() <= 10
        assert refused.last_attempt_at == now()
    assert (refused.state, refused.attempts, refused.refusals, refused.last_error) == (
        WAITING,
        1,
        1,
        TRY_LATER,
    )
    for _ in range(5):
        deliver()
    assert message(number).state == WAITING
    mail_server.answer_with(ACCEPT)
    deliver()
    assert (message(number).state, message(number).attempts) == (SENT, 7)


def test_a_message_refused_for_now_too_often_is_failed(
    app: Flask, queued: Queue, message: Row, deliver: Work, mail_server: MailServer
) -> None:
    mail_server.answer_with(TRY_LATER)
    number = queued()
    with transaction():
        message(number).refusals = 959
    deliver()
    assert (message(number).state, message(number).last_error) == (FAILED, TRY_LATER)


def test_a_message_that_is_refused_for_good_is_failed_after_three_tries(
    app: Flask, queued: Queue, message: Row, deliver: Work, mail_server: MailServer
) -> None:
    mail_server.answer_with(REFUSED)
    number = queued()
    for state in (WAITING, WAITING, FAILED, FAILED):
        deliver()
        assert message(number).state == state
    failed = message(number)
    assert (failed.attempts, failed.last_error, failed.next_attempt_at) == (
        REFUSED_FOR_GOOD.limit,
        REFUSED,
        None,
    )


def test_one_refused_recipient_does_not_hold_up_the_others(
    app: Flask, queued: Queue, message: Row, mail_server: MailServer
) -> None:
    mail_server.answer_with(REFUSED, "eve@people.example")
    refused, sent = queued("eve@people.example"), queued("ada@people.example")
    run_due(app)
    assert (message(refused).state, message(sent).state) == (WAITING, SENT)


def test_a_message_that_cannot_be_composed_is_failed_at_once_with_the_reason(
    app: Flask, queued: Queue, message: Row, mail_server: MailServer
) -> None:
    broken, unknown, bad = queued(kind="test.broken"), queued(kind="test.unknown"), queued("not an address")
    run_due(app)
    assert {message(number).state for number in (broken, unknown, bad)} == {FAILED}
    assert {message(number).attempts for number in (broken, unknown, bad)} == {1}
    assert "the application is gone" in str(message(broken).last_error)
    assert "Nothing composes" in str(message(unknown).last_error)
    assert "recipient’s address" in str(message(bad).last_error)
    assert mail_server.attempts == 0


def test_a_composers_changes_are_committed_before_sending(
    app: Flask, queued: Queue, message: Row, mail_server: MailServer
) -> None:
    number = queued(kind="test.writes")
    mail_server.stop()
    run_due(app)
    assert (message(number).state, message(number).to_name) == (WAITING, "Written")


def test_a_failed_message_that_is_retried_has_all_its_tries_again(
    app: Flask, queued: Queue, message: Row, deliver: Work, mail_server: MailServer
) -> None:
    mail_server.answer_with(REFUSED)
    number = queued()
    for _ in range(3):
        deliver()
    with transaction():
        assert services.retry(message(number))
    assert (message(number).state, message(number).refusals) == (WAITING, 0)
    mail_server.answer_with(ACCEPT)
    run_due(app)
    assert (message(number).state, message(number).attempts) == (SENT, 4)
    with transaction():
        assert not services.retry(message(number))


def test_a_waiting_message_that_is_retried_is_tried_at_once_and_once(
    app: Flask, queued: Queue, message: Row, mail_server: MailServer
) -> None:
    mail_server.answer_with(TRY_LATER)
    number = queued()
    run_due(app)
    mail_server.answer_with(ACCEPT)
    with transaction():
        services.retry(message(number))
    run_due(app)
    assert (message(number).state, len(mail_server.deliveries)) == (SENT, 1)


def test_every_failed_message_is_retried_at_once(
    app: Flask, queued: Queue, message: Row, deliver: Work, mail_server: MailServer
) -> None:
    mail_server.answer_with(REFUSED)
    numbers = [queued() for _ in range(3)]
    for _ in range(3):
        deliver()
    mail_server.answer_with(ACCEPT)
    with transaction():
        assert services.retry_all_failed() == 3
    run_due(app)
    assert {message(number).state for number in numbers} == {SENT}


def test_a_waiting_message_that_lost_its_task_gets_a_new_one(
    app: Flask, queued: Queue, message: Row, mail_server: MailServer
) -> None:
    lost, kept = queued(), queued()
    with transaction():
        for task in db.session.scalars(select(Task).where(Task.unique_key == f"deliver_email:{lost}")):
            db.session.delete(task)
    with transaction():
        assert services.enqueue_missing(0, 1) == lost
        assert services.enqueue_missing(lost, 500) is None
    run_due(app)
    assert {message(lost).state, message(kept).state} == {SENT}
    assert len(mail_server.deliveries) == 2


def test_when_the_task_fails_the_email_log_promises_no_delivery(
    app: Flask, queued: Queue, message: Row, mail_server: MailServer
) -> None:
    number = queued()
    with transaction():
        db.session.scalars(select(Task).where(Task.name == "deliver_email")).one().attempts = 60
    run_due(app)
    assert message(number).state == FAILED
    assert "died in the middle" in str(message(number).last_error)


def test_a_crash_between_acceptance_and_record_sends_the_same_message_id_again(
    app: Flask, queued: Queue, message: Row, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = queued()
    with monkeypatch.context() as crash:
        crash.setattr("careers.tasks.worker._settle", lambda *_: None)
        run_due(app)
    assert (message(number).state, message(number).attempts) == (WAITING, 1)
    with frozen(now() + timedelta(seconds=31)):
        run_due(app)
    assert (message(number).state, message(number).attempts) == (SENT, 2)
    first, second = mail_server.deliveries
    assert first.message["Message-ID"] == second.message["Message-ID"] == message(number).message_id


@pytest.mark.usefixtures("impatience")
def test_a_hanging_server_holds_up_no_other_work(
    app: Flask, queued: Queue, message: Row, mail_server: MailServer, tmp_path: Path
) -> None:
    mail_server.answer_with(HANG)
    number, noticed = queued(), tmp_path / "noted"
    with transaction():
        enqueue("test.note", {"file": str(noticed), "word": "done"})
    with working(app):
        wait_until(lambda: mail_server.attempts, 10, "the first try")
        wait_until(lambda: noted(noticed), 1.9, "the other work")
        assert message(number).state == WAITING
        mail_server.answer_with(ACCEPT)
        mail_server.wait_for(1, 20)
    assert (message(number).state, message(number).attempts) == (SENT, 2)
