"""The emails of alerts: the same postings as the listing, each posting once, even after failures."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import pytest
from flask import Flask
from sqlalchemy import event, select
from werkzeug.datastructures import MultiDict

from careers.clock import frozen, now
from careers.database import db, transaction
from careers.postings.alerts.criteria import criteria_of
from careers.postings.alerts.models import ACTIVE, DAILY, Alert, AlertDelivery, Subscriber
from careers.postings.alerts.queries import new_postings_for
from careers.postings.alerts.tasks import send_alerts
from careers.postings.listing.filters import parse_filter
from careers.postings.listing.presenters import filter_options
from careers.postings.models import Posting
from careers.postings.search_index import POSTINGS_INDEX
from careers.postings.services import close_posting, publish_posting, reopen_posting
from tests.at_once import at_once
from tests.client import PageClient
from tests.databases import settings_for
from tests.factories import a_company, a_department, a_location, a_posting
from tests.postings.subscriber import Reader, a_new_posting
from tests.servers import MailServer
from tests.staff import statements

# A Wednesday.
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
NEXT_MORNING = NOON + timedelta(hours=20, minutes=1)
SEARCHES = (
    "", "q=baker", "q=bread AND NOT cook", "q=\"night shift\"", "q=c%2B%2B", "department=bakery", "workplace=remote",
    "workplace=hybrid&workplace=on_site", "location=oslo", "type=PART_TIME", "pay_min=100000", "q=%25",
    "q=baker&department=bakery&department=kitchen&pay_min=80000", "department=unknown", "q=title:cook",
)  # fmt: skip


@pytest.fixture
def environ(database_url: str, instance_path: Path, mail_server: MailServer) -> dict[str, str]:
    return settings_for(database_url, instance_path) | {"MAIL_URL": mail_server.url}


@pytest.fixture
def rosa(app: Flask, client: PageClient, mail_server: MailServer, run_tasks: Callable[[], None]) -> Reader:
    """Return a subscriber to the alerts of a company in UTC."""
    a_company()
    return Reader(client, mail_server, run_tasks)


def various_postings() -> None:
    """Create postings that differ in everything that can be searched."""
    teams = [a_department(slug=slug, name=slug.capitalize()).id for slug in ("bakery", "kitchen")]
    oslo = a_location(slug="oslo", name="Oslo")
    a_posting(title="Baker", department_id=teams[0], locations=[oslo])
    a_posting(title="Night baker", department_id=teams[1], summary="On the night shift.")
    a_posting(title="Cook", department_id=teams[1], employment_type="PART_TIME", base_salary_max=9_500_000)
    a_posting(title="Bread seller", department_id=teams[0], is_remote=True, office_mode="", locations=[])
    a_posting(title="C++ programmer", department_id=teams[0], base_salary_min=None, base_salary_max=None)
    a_posting(title="Closed baker", department_id=teams[0], state="closed")
    a_posting(title="Late baker", department_id=teams[0], valid_through=now() - timedelta(hours=1))
    with transaction():
        POSTINGS_INDEX.write([posting.id for posting in db.session.scalars(select(Posting))])


def pairs_of(address: str) -> list[tuple[str, str]]:
    """Return the decoded arguments of a URL."""
    return parse_qsl(address)


def an_alert(since: datetime, address: str = "", subscriber: Subscriber | None = None) -> Alert:
    """Return an active alert for a URL of the listing."""
    with transaction():
        if subscriber is None:
            subscriber = Subscriber(email="ole@people.example", email_normalized="ole@people.example")
            db.session.add(subscriber)
            db.session.flush()
        criteria = criteria_of(parse_filter(MultiDict(pairs_of(address)), filter_options()))
        alert = Alert(
            key=address[:20], subscriber_id=subscriber.id, criteria=criteria, criteria_hash=address, state=ACTIVE,
            frequency=DAILY, since=since, due_at=now() - timedelta(minutes=1),
        )  # fmt: skip
        db.session.add(alert)
    return alert


def test_an_alert_finds_the_same_postings_as_the_listing(rosa: Reader) -> None:
    various_postings()
    subscriber = None
    for search in SEARCHES:
        alert = an_alert(now() - timedelta(days=365), search, subscriber)
        subscriber = db.session.get_one(Subscriber, alert.subscriber_id)
        with transaction():
            found = {db.session.get_one(Posting, number).title for number in new_postings_for(alert, 100)}
        listing = rosa.client.visit(f"/jobs?{urlencode(pairs_of(search))}")
        shown = {str(link.get_text()) for link in listing.soup.select(".results > .roles a")}
        assert found == shown, search
    assert len(found) == 1 and len(SEARCHES) == 15


def test_an_alert_for_a_deleted_department_finds_nothing(rosa: Reader) -> None:
    various_postings()
    alert = an_alert(now() - timedelta(days=365), "department=bakery")
    with transaction():
        changed = db.session.get_one(Alert, alert.id)
        changed.criteria = {"department": ["gone"]}
        assert new_postings_for(changed, 100) == []


def test_only_postings_opened_or_reopened_after_the_alert_are_new(rosa: Reader) -> None:
    with frozen(NOON - timedelta(days=9)):
        a_new_posting(title="Old")
        closed = a_new_posting(title="Back", state="closed", valid_through=None)
    with frozen(NOON):
        rosa.subscribe()
        step(reopen_posting, closed.id)
    with frozen(NEXT_MORNING):
        assert rosa.new_titles() == [["Back"]]
        step(close_posting, closed.id)
        step(reopen_posting, closed.id)
    with frozen(NEXT_MORNING + timedelta(days=1)):
        assert rosa.new_titles() == []


def step(service: Callable[..., None], number: int) -> None:
    """Publish, close, or reopen a posting."""
    with transaction():
        posting = db.session.get_one(Posting, number)
        db.session.refresh(posting, ["locations", "sections", "criteria", "team"])
        service(posting, version=posting.version, by="the test")


def test_overlapping_alerts_send_a_posting_once(rosa: Reader) -> None:
    with frozen(NOON):
        rosa.subscribe({"workplace": "hybrid"}, "daily")
        rosa.subscribe({"type": "FULL_TIME"}, "daily")
        rosa.subscribe(None, "weekly")
        a_new_posting(title="Cook")
    with frozen(NEXT_MORNING):
        assert rosa.new_titles() == [["Cook"]]
    with frozen(NEXT_MORNING + timedelta(days=6)):
        assert rosa.new_titles() == []


def test_two_workers_send_a_posting_once(app: Flask, rosa: Reader) -> None:
    a_new_posting(title="Cook")
    since = now() - timedelta(days=1)
    first = an_alert(since)
    an_alert(since, "type=FULL_TIME", db.session.get_one(Subscriber, first.subscriber_id))

    def work() -> None:
        with app.app_context():
            send_alerts({})

    results = at_once(work, work, work)
    assert results == [None] * 3
    db.session.rollback()
    assert len(db.session.scalars(select(AlertDelivery)).all()) == 1
    rosa.run_tasks()
    assert len(rosa.server.to("ole@people.example")) == 1


class Killed(BaseException):
    """The end of a worker that is killed inside a transaction."""


def test_the_next_worker_sends_the_email_of_a_killed_worker(rosa: Reader) -> None:
    a_new_posting(title="Cook")
    an_alert(now() - timedelta(days=1))

    def die(session: object) -> None:
        raise Killed

    event.listen(db.session, "before_commit", die)
    with pytest.raises(Killed):
        send_alerts({})
    event.remove(db.session, "before_commit", die)
    db.session.rollback()
    assert db.session.scalars(select(AlertDelivery)).all() == []
    rosa.run_tasks()
    rosa.run_tasks()
    assert len(rosa.server.to("ole@people.example")) == 1


def test_more_postings_than_fit_come_with_the_next_email_in_a_constant_number_of_queries(
    rosa: Reader,
) -> None:
    team, place, counts = a_department().id, a_location(), []
    with frozen(NOON):
        rosa.subscribe()
        a_new_posting(title="Cook", department_id=team, locations=[place])
    for days, postings in ((0, 40), (1, 0), (2, 0), (3, 0)):
        with frozen(NEXT_MORNING + timedelta(days=days)):
            with statements() as sent:
                send_alerts({})
            counts.append(len(sent))
            assert [len(titles) for titles in rosa.new_titles()] == [[1], [25], [15], []][days]
            for number in range(postings):
                a_new_posting(title=f"Position {number}", department_id=team, locations=[place])
    assert counts[0] == counts[1] == counts[2] and counts[3] < counts[0]


def test_the_emails_of_a_month(rosa: Reader) -> None:
    ole = Reader(rosa.client, rosa.server, rosa.run_tasks, address="ole@people.example")
    team = a_department(slug="kitchen", name="Kitchen").id
    place, arrived = a_location(), {}
    with frozen(NOON):
        rosa.subscribe({"department": "kitchen"}, "daily")
        ole.subscribe({"department": "kitchen"}, "weekly")
    for day in range(1, 31):
        with frozen(NOON + timedelta(days=day)):
            if day == 20:
                rosa.server.stop()
            if day == 22:
                rosa.server.start()
            rosa.run_tasks()
            arrived[day] = (rosa.new_titles(), ole.new_titles())
            if day % 5 == 0:
                a_new_posting(title=f"Cook {day}", department_id=team, locations=[place])
                a_new_posting(title=f"Other {day}", locations=[place])
            if day % 7 == 0:
                draft = a_new_posting(title=f"Draft {day}", state="draft", department_id=team, locations=[place])
                step(publish_posting, draft.id)
    nonempty = {day: titles for day, titles in arrived.items() if titles != ([], [])}
    # Mondays are the days 5, 12, 19 and 26; the mail server was away on the days 20 and 21.
    assert nonempty == {
        6: ([["Cook 5"]], []),
        8: ([["Draft 7"]], []),
        11: ([["Cook 10"]], []),
        12: ([], [["Cook 10", "Draft 7", "Cook 5"]]),
        15: ([["Draft 14"]], []),
        16: ([["Cook 15"]], []),
        19: ([], [["Cook 15", "Draft 14"]]),
        22: ([["Cook 20"], ["Draft 21"]], []),
        26: ([["Cook 25"]], [["Cook 25", "Draft 21", "Cook 20"]]),
        29: ([["Draft 28"]], []),
    }
