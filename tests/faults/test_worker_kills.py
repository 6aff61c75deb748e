"""The worker is killed in the middle of a bulk action and of the morning's alerts: each is done once, for all."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from sqlalchemy import ColumnElement, Select, func, select, update

from careers.applications.messages.models import Message
from careers.applications.models import Application, Event
from careers.clock import now
from careers.database import db, transaction
from careers.desk.bulk_actions.models import DONE, REJECT, BulkAction, BulkActionItem
from careers.desk.bulk_actions.services import confirm_bulk_action, create_bulk_action, plan_bulk_action
from careers.mail.models import OutboundEmail
from careers.postings.alerts.models import ACTIVE, DAILY, Alert, AlertDelivery, Subscriber
from careers.postings.models import Posting
from careers.tasks.models import READY, Task
from tests.factories import a_user, an_application
from tests.servers import MailServer, Site, wait_until

# More than a worker does between two looks at the database.
MANY = 80


def count(model: type[db.Model], *conditions: ColumnElement[bool]) -> int:  # type: ignore[name-defined]
    """How many rows there are now."""
    db.session.rollback()
    statement: Select[int] = select(func.count()).select_from(model).where(*conditions)
    return db.session.scalar(statement) or 0


@pytest.fixture
def site(environ: dict[str, str], mail_server: MailServer, tmp_path: object) -> Iterator[Site]:
    """A site of which only the worker runs, and only where a test starts it."""
    site = Site(tmp_path, environ | {"MAIL_URL": mail_server.url})  # type: ignore[arg-type]
    yield site
    site.stop()


def do_with_a_kill(site: Site, done: Callable[[], int]) -> None:
    """Kill the worker as soon as a part is done; then let another one finish it."""
    site.start_worker()
    assert site.worker
    wait_until(lambda: done() > 0, 60, "the first of them")
    site.worker.kill()
    # What a minute or two would bring about: nobody renews a dead worker's leases.
    ended = update(Task).where(Task.state == READY, Task.leased_until.is_not(None))
    with transaction():
        db.session.execute(ended.values(leased_until=now() - timedelta(seconds=1)))
    site.start_worker()
    wait_until(lambda: done() == MANY, 60, "the rest of them")


def test_a_bulk_action_is_applied_once_even_if_its_worker_is_killed(
    site: Site, posting: Posting, mail_server: MailServer
) -> None:
    by = a_user("recruiter")
    ids = [an_application(posting, documents=[]).id for _ in range(MANY)]
    with transaction():
        bulk_action = create_bulk_action(REJECT, ids, by=by)
        options = {"reason": "pay", "subject": "Your application", "body": "Dear {{ candidate name }}, no."}
        plan_bulk_action(bulk_action, options, version=bulk_action.version, by=by)
        confirm_bulk_action(bulk_action, version=bulk_action.version, delay=timedelta(0), by=by)
    do_with_a_kill(site, lambda: count(BulkActionItem, BulkActionItem.state == DONE))
    wait_until(lambda: count(BulkAction, BulkAction.state == DONE), 60, "the end of the bulk_action")
    assert count(Application, Application.disposition == "rejected") == MANY
    assert count(Event, Event.kind == "rejected") == count(Message) == count(OutboundEmail) == MANY
    wait_until(lambda: count(OutboundEmail, OutboundEmail.sent_at.is_not(None)) == MANY, 60, "the mail")
    # A message that was handed over when its worker died goes out once more, as the same message.
    assert len({str(delivery.message["Message-ID"]) for delivery in mail_server.deliveries}) == MANY


@pytest.mark.parametrize("engine_kind", ["mysql"], indirect=True)
def test_job_alerts_are_sent_once_even_if_their_worker_is_killed(
    site: Site, posting: Posting, mail_server: MailServer
) -> None:
    with transaction():
        for number in range(MANY):
            address = f"reader{number}@people.example"
            subscriber = Subscriber(email=address, email_normalized=address)
            db.session.add(subscriber)
            db.session.flush()
            db.session.add(an_alert_of(subscriber))
    do_with_a_kill(site, lambda: count(AlertDelivery))
    wait_until(lambda: count(OutboundEmail, OutboundEmail.sent_at.is_not(None)) == MANY, 60, "the mail")
    assert count(OutboundEmail) == count(AlertDelivery, AlertDelivery.posting_id == posting.id) == MANY
    told = {(delivery.recipients[0], str(delivery.message["Message-ID"])) for delivery in mail_server.deliveries}
    assert len(told) == MANY == len({address for address, _ in told})


def an_alert_of(subscriber: Subscriber) -> Alert:
    """An active alert for any posting, due since a minute."""
    return Alert(
        key=f"key {subscriber.id}",
        subscriber_id=subscriber.id,
        criteria={},
        criteria_hash="any",
        state=ACTIVE,
        frequency=DAILY,
        since=now() - timedelta(days=30),
        due_at=now() - timedelta(minutes=1),
    )
