"""What alerts bring: exactly what the listing would show, each posting once, whatever happens in between."""

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
    """Somebody who looks for work at a company in UTC."""
    a_company()
    return Reader(client, mail_server, run_tasks)


def a_shop_of_postings() -> None:
    """Postings of all kinds, which searches tell apart."""
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
    """The arguments of an address, decoded."""
    return parse_qsl(address)


def an_alert(since: datetime, address: str = "", subscriber: Subscriber | None = None) -> Alert:
    """An active alert for what an address of the listing asks for."""
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


def test_an_alert_finds_exactly_what_the_listing_shows(rosa: Reader) -> None:
    a_shop_of_postings()
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


def test_a_department_that_is_gone_brings_nothing_instead_of_everything(rosa: Reader) -> None:
    a_shop_of_postings()
    alert = an_alert(now() - timedelta(days=365), "department=bakery")
    with transaction():
        changed = db.session.get_one(Alert, alert.id)
        changed.criteria = {"department": ["gone"]}
        assert new_postings_for(changed, 100) == []


def test_what_was_open_before_is_not_new_and_what_opens_again_is(rosa: Reader) -> None:
    with frozen(NOON - timedelta(days=9)):
        a_new_posting(title="Old")
        closed = a_new_posting(title="Back", state="closed", valid_through=None)
    with frozen(NOON):
        rosa.subscribe()
        step(reopen_posting, closed.id)
    with frozen(NEXT_MORNING):
        assert rosa.told() == [["Back"]]
        step(close_posting, closed.id)
        step(reopen_posting, closed.id)
    with frozen(NEXT_MORNING + timedelta(days=1)):
        assert rosa.told() == []


def step(service: Callable[..., None], number: int) -> None:
    """Publish, close or reopen as staff would."""
    with transaction():
        posting = db.session.get_one(Posting, number)
        db.session.refresh(posting, ["locations", "sections", "criteria", "team"])
        service(posting, version=posting.version, by="the test")


def test_alerts_that_overlap_bring_a_posting_once(rosa: Reader) -> None:
    with frozen(NOON):
        rosa.subscribe({"workplace": "hybrid"}, "daily")
        rosa.subscribe({"type": "FULL_TIME"}, "daily")
        rosa.subscribe(None, "weekly")
        a_new_posting(title="Cook")
    with frozen(NEXT_MORNING):
        assert rosa.told() == [["Cook"]]
    with frozen(NEXT_MORNING + timedelta(days=6)):
        assert rosa.told() == []


def test_two_workers_tell_of_a_posting_once(app: Flask, rosa: Reader) -> None:
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
    """What a process that is killed leaves behind: nothing of its open transaction."""


def test_a_worker_that_dies_before_the_commit_leaves_nothing_and_the_next_one_tells(rosa: Reader) -> None:
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


def test_what_does_not_fit_comes_with_the_next_message_for_a_fixed_number_of_statements(rosa: Reader) -> None:
    team, place, counts = a_department().id, a_location(), []
    with frozen(NOON):
        rosa.subscribe()
        a_new_posting(title="Cook", department_id=team, locations=[place])
    for days, postings in ((0, 40), (1, 0), (2, 0), (3, 0)):
        with frozen(NEXT_MORNING + timedelta(days=days)):
            with statements() as sent:
                send_alerts({})
            counts.append(len(sent))
            assert [len(titles) for titles in rosa.told()] == [[1], [25], [15], []][days]
            for number in range(postings):
                a_new_posting(title=f"Position {number}", department_id=team, locations=[place])
    assert counts[0] == counts[1] == counts[2] and counts[3] < counts[0]


def test_a_month_of_a_subscribers_mail(rosa: Reader) -> None:
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
            arrived[day] = (rosa.told(), ole.told())
            if day % 5 == 0:
                a_new_posting(title=f"Cook {day}", department_id=team, locations=[place])
                a_new_posting(title=f"Other {day}", locations=[place])
            if day % 7 == 0:
                draft = a_new_posting(
                    title=f"Draft {day}", state="draft", department_id=team, locations=[place]
                )
                step(publish_posting, draft.id)
    said = {day: told for day, told in arrived.items() if told != ([], [])}
    # Mondays are the days 5, 12, 19 and 26; the mail server was away on the days 20 and 21.
    assert said == {
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
