"""Interviews: times are offered, one candidate gets each, and every calendar hears of it."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import vobject
from flask import Flask
from sqlalchemy import select

from careers.accounts.models import User
from careers.applications.models import Application
from careers.clock import frozen, now
from careers.database import db
from careers.formatting import format_appointment
from careers.postings.models import INTERVIEWER, Posting
from careers.review.interviews.models import BOOKED, CANCELED, DECLINED, Interview
from careers.review.interviews.times import NoSuchTime, instant_of
from tests.applications.portal import links_in, mailbox_of, own_statements, portal_path
from tests.at_once import at_once
from tests.client import PageClient
from tests.factories import a_company, a_posting, a_user, an_application
from tests.page import Page
from tests.staff import NewClient, at_desk, on_team, statements

ZONE = "America/Los_Angeles"
Mailbox = Callable[[], dict[str, list[EmailMessage]]]


@pytest.fixture
def posting(app: Flask) -> Posting:
    """A posting with a hiring manager."""
    a_company(time_zone=ZONE)
    manager = a_user("hiring_manager", name="Mona Manager", email="mona@staff.example")
    return a_posting(title="Baker", managers=[manager])


@pytest.fixture
def ivan(posting: Posting) -> User:
    """Somebody who interviews."""
    return on_team(a_user("interviewer", name="Ivan Asker", email="ivan@staff.example"), posting, INTERVIEWER)


@pytest.fixture
def desk(client: PageClient) -> PageClient:
    """A recruiter's browser."""
    return at_desk(client, a_user("recruiter", name="Rita", email="rita@staff.example"))


@pytest.fixture
def mailbox(instance_path: Path, run_tasks: Callable[[], None]) -> Mailbox:
    """What the worker has sent."""
    return mailbox_of(instance_path, run_tasks)


def in_days(days: int, hour: int = 9) -> str:
    """A time on the company's clocks, as the form takes it."""
    return f"{now() + timedelta(days=days):%Y-%m-%d}T{hour:02}:00"


def offered(desk: PageClient, application: Application, *people: User, times: tuple[str, ...] = ()) -> Page:
    """Offer times, in three and four days where no others are given."""
    form = desk.visit(f"/hr/applications/{application.id}").click("Schedule interview").form()
    times = times or (in_days(3), in_days(4))
    slots = {f"slot_{number}": time for number, time in enumerate(times, start=1)}
    given = {
        "place": "https://meet.example/room",
        "interviewers": [person.id for person in people],
        "minutes": 45,
    }
    return form.fill(**given, **slots).submit(status=None)


def clock(*shown: int) -> datetime:
    """What a clock shows, whatever its zone."""
    return datetime(*shown, tzinfo=UTC).replace(tzinfo=None)  # type: ignore[misc,arg-type]


def link_in(message: EmailMessage) -> str:
    """The path of the interview's page in a message."""
    body = message.get_body(("plain",))
    assert body
    found = re.search(r"http://localhost(/interviews/\S+)", body.get_content())
    assert found
    return found[1]


def entry_in(message: EmailMessage) -> Any:
    """The calendar entry of a message, read by another library than the one that wrote it."""
    parts = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    assert len(parts) == 1
    calendar = vobject.readOne(parts[0].get_content())
    assert parts[0].get_param("method") == calendar.method.value
    return calendar


def the_interview() -> Interview:
    """The one that there is."""
    db.session.rollback()
    return db.session.scalars(select(Interview).execution_options(populate_existing=True)).one()


def test_a_candidate_picks_a_time_and_every_calendar_gets_the_same_entry(
    desk: PageClient, new_client: NewClient, posting: Posting, ivan: User, mailbox: Mailbox
) -> None:
    application = an_application(posting, name="Anna Berg", email="anna@people.example")
    assert "The candidate gets a link" in " ".join(offered(desk, application, ivan).notices)
    anna, path = new_client(), link_in(mailbox()["anna@people.example"][0])
    page = anna.visit(path, query={"zone": "Europe/Berlin"})
    assert "(Europe/Berlin" in page.text and f"({ZONE}" in page.text
    page = page.form("/choice").submit()
    assert "You’re booked." in " ".join(page.notices)
    interview = the_interview()
    mail = mailbox()
    for address, names in (("anna@people.example", ["Anna Berg"]), ("ivan@staff.example", ["Ivan Asker"])):
        calendar = entry_in(mail[address][-1])
        event = calendar.vevent
        assert calendar.method.value == "REQUEST" and event.status.value == "CONFIRMED"
        assert (event.dtstart.value, event.dtend.value) == (interview.starts_at, interview.ends_at)
        assert event.uid.value.startswith(interview.uid) and event.sequence.value == "0"
        assert [attendee.value for attendee in event.attendee_list] == [f"mailto:{address}"]
        assert [attendee.params["CN"][0] for attendee in event.attendee_list] == names
    assert vobject.readOne(anna.get(f"{path.split('?')[0]}/interview.ics", status=200).body.decode()).vevent
    assert "Agreed" in anna.visit(portal_path(application)).text
    assert "Anna Berg" in desk.visit("/hr/").text
    shown = desk.visit(f"/hr/applications/{application.id}").text
    assert "Confirmed" in shown and "Ivan Asker" in shown


def test_a_change_and_a_cancellation_reach_the_calendars_under_the_same_name(
    desk: PageClient, new_client: NewClient, posting: Posting, ivan: User, mailbox: Mailbox
) -> None:
    application = an_application(posting, name="Anna Berg", email="anna@people.example")
    offered(desk, application, ivan)
    new_client().visit(link_in(mailbox()["anna@people.example"][0])).form("/choice").submit()
    first = entry_in(mailbox()["ivan@staff.example"][-1]).vevent
    mona = db.session.scalars(select(User).filter_by(email="mona@staff.example")).one()
    form = desk.visit(f"/hr/applications/{application.id}").click("Edit").form()
    form.fill(start=in_days(5), place="Room 4", interviewers=[mona.id]).submit()
    mail = mailbox()
    gone, moved = entry_in(mail["ivan@staff.example"][-1]), entry_in(mail["anna@people.example"][-1])
    assert (gone.method.value, gone.vevent.status.value) == ("CANCEL", "CANCELLED")
    assert moved.method.value == "REQUEST" and moved.vevent.location.value == "Room 4"
    assert entry_in(mail["mona@staff.example"][-1]).method.value == "REQUEST"
    desk.visit(f"/hr/applications/{application.id}").form("/cancellation").submit()
    last = entry_in(mailbox()["anna@people.example"][-1])
    assert last.method.value == "CANCEL"
    entries = [first, moved.vevent, gone.vevent, last.vevent]
    assert {entry.uid.value for entry in entries} == {first.uid.value}
    assert [entry.sequence.value for entry in entries] == ["0", "1", "1", "2"]


def test_a_rescheduled_interview_asks_the_candidate_to_accept(
    desk: PageClient, new_client: NewClient, posting: Posting, ivan: User, mailbox: Mailbox
) -> None:
    application, anna = an_application(posting, name="Anna Berg", email="anna@people.example"), new_client()
    offered(desk, application, ivan)
    path = link_in(mailbox()["anna@people.example"][0])
    anna.visit(path).form("/choice").submit()

    def moved_to(**changes: str) -> None:
        at = f"/hr/applications/{application.id}"
        desk.visit(at).click("Edit").form().fill(**changes).submit()

    moved_to(start=in_days(5))
    mail = mailbox()["anna@people.example"][-1]
    assert str(mail["Subject"]).startswith("New time for")
    assert entry_in(mail).vevent.attendee.params["PARTSTAT"] == ["NEEDS-ACTION"]
    assert "The candidate hasn’t confirmed" in desk.visit(f"/hr/applications/{application.id}").text
    assert "moved" in desk.visit("/hr/").text
    page = anna.visit(path)
    assert "Does the new time work for you?" in page.headings
    moved_to(start=in_days(6))
    page = page.form("/agreement").submit(status=409)
    assert "The time has changed again" in " ".join(page.notices)
    page = page.form("/agreement").submit()
    assert "The new time is confirmed." in " ".join(page.notices) and "Does the new time" not in page.text
    assert the_interview().rescheduled_from is None
    moved_to(place="Room 4")
    body = mailbox()["anna@people.example"][-1].get_body(("plain",))
    assert body and "has changed. Here are" in str(body.get_content())
    assert "Does the new time work for you?" not in anna.visit(path).headings
    moved_to(start=in_days(7))
    anna.visit(path).form("/refusal").fill(said="Only mornings.").submit("This time doesn’t work")
    assert the_interview().state == DECLINED
    assert entry_in(mailbox()["ivan@staff.example"][-1]).method.value == "CANCEL"
    assert "Only mornings." in desk.visit(f"/hr/applications/{application.id}").text


def test_a_refusal_notifies_who_offered_and_who_rescheduled(
    desk: PageClient, new_client: NewClient, posting: Posting, ivan: User, mailbox: Mailbox
) -> None:
    application = an_application(posting, name="Anna Berg", email="anna@people.example")
    offered(desk, application, ivan)
    path, anna = link_in(mailbox()["anna@people.example"][0]), new_client()
    anna.visit(path).form("/choice").submit()
    there = f"/hr/applications/{application.id}"
    for email, change in (
        ("mia@staff.example", {"start": in_days(5)}),
        ("ole@staff.example", {"place": "4"}),
    ):
        other = at_desk(new_client(), a_user("recruiter", email=email))
        other.visit(there).click("Edit").form().fill(**change).submit()
    anna.visit(path).form("/refusal").submit("This time doesn’t work")
    told = {
        to for to, mail in mailbox().items() for email in mail if str(email["Subject"]).startswith("Times declined")
    }
    # Who changed only the place has nothing to do with the time.
    assert told == {"mia@staff.example", "rita@staff.example"}


def test_two_candidates_who_pick_the_same_time_at_once_get_it_once(
    desk: PageClient, new_client: NewClient, posting: Posting, ivan: User, mailbox: Mailbox
) -> None:
    times, forms = (in_days(3),), []
    for name in ("anna", "bert"):
        page = offered(desk, an_application(posting, email=f"{name}@people.example"), ivan, times=times)
    assert "Also offered to other candidates: Ivan Asker" in " ".join(page.notices)
    for name in ("anna", "bert"):
        forms.append(new_client().visit(link_in(mailbox()[f"{name}@people.example"][0])).form("/choice"))
    pages: list[Any] = at_once(*((lambda form=form: form.submit(status=None)) for form in forms))
    assert sorted(page.status for page in pages) == [200, 409]
    told_off = next(page for page in pages if page.status == 409)
    assert "Someone else just took this time" in " ".join(told_off.notices)
    assert "These times are no longer available" in told_off.headings
    db.session.rollback()
    assert [interview.state for interview in db.session.scalars(select(Interview))].count(BOOKED) == 1


def test_choosing_a_time_twice_books_once(
    desk: PageClient, new_client: NewClient, posting: Posting, ivan: User, mailbox: Mailbox
) -> None:
    offered(desk, an_application(posting, email="anna@people.example"), ivan)
    path = link_in(mailbox()["anna@people.example"][0])
    pages = [new_client().visit(path).form("/choice") for _ in range(2)]
    slots = [button["value"] for button in pages[0].tag.select("button[name=slot]")]
    pages[0].submit()
    again = pages[1].submit()
    assert again.status == 200
    other = new_client()
    shown = other.visit(path)
    token = str(shown.field("csrf_token")["value"])
    answer = other.post(f"{path}/choice", {"slot": slots[1], "csrf_token": token}, referrer=path)
    assert answer.status == 409 and "These times are no longer available" in " ".join(answer.notices)
    assert len(mailbox()["ivan@staff.example"]) == 1


def test_times_of_booked_interviewers_are_not_offered(
    desk: PageClient, new_client: NewClient, posting: Posting, ivan: User, mailbox: Mailbox
) -> None:
    offered(desk, an_application(posting, email="anna@people.example"), ivan)
    new_client().visit(link_in(mailbox()["anna@people.example"][0])).form("/choice").submit()
    page = offered(desk, an_application(posting), ivan, times=(in_days(3)[:-2] + "30",))
    assert page.status == 422 and "Already in another interview at one of these times: Ivan Asker" in page.text
    assert page.form().values["place"] == "https://meet.example/room"


def test_conflicts_are_shown_with_a_constant_number_of_queries(
    desk: PageClient, new_client: NewClient, posting: Posting, ivan: User, mailbox: Mailbox
) -> None:
    counts, applications = (
        [],
        [an_application(posting, email=f"p{number}@people.example") for number in range(4)],
    )
    for application in applications[:2]:
        offered(desk, application, ivan, times=(in_days(3),))
    new_client().visit(link_in(mailbox()["p0@people.example"][0])).form("/choice").submit()
    assert "Conflicts with another interview: Ivan Asker" in desk.visit(f"/hr/applications/{applications[1].id}").text
    for number, application in enumerate(applications[2:], start=4):
        with statements() as sent:
            assert "Interviews in the next 7 days" in desk.visit("/hr/").text
        counts.append(len(own_statements(sent)))
        offered(desk, application, ivan, times=(in_days(number), in_days(number, 11)))
    assert counts[0] == counts[1]


def test_a_candidate_who_cannot_come_frees_the_time_and_tells_why(
    desk: PageClient, new_client: NewClient, posting: Posting, ivan: User, mailbox: Mailbox
) -> None:
    application = an_application(posting, name="Anna Berg", email="anna@people.example")
    offered(desk, application, ivan)
    page = new_client().visit(link_in(mailbox()["anna@people.example"][0])).form("/choice").submit()
    page.form("/refusal").fill(said="I am at sea.").submit()
    mail = mailbox()
    assert entry_in(mail["ivan@staff.example"][-1]).method.value == "CANCEL"
    told = mail["rita@staff.example"][-1]
    assert "Anna Berg" in told["Subject"]
    # The candidate's own link is for nobody else.
    assert links_in(told) == [f"/hr/applications/{application.id}#interviews"]
    shown = desk.visit(f"/hr/applications/{application.id}").text
    assert "Declined by the candidate" in shown and "I am at sea." in shown
    assert offered(desk, an_application(posting), ivan).status == 200


def test_everyone_is_reminded_a_day_before_unless_it_was_canceled(
    desk: PageClient, new_client: NewClient, posting: Posting, ivan: User, mailbox: Mailbox
) -> None:
    for name, day in (("anna", 3), ("bert", 4)):
        application = an_application(posting, email=f"{name}@people.example")
        offered(desk, application, ivan, times=(in_days(day),))
        path = link_in(mailbox()[f"{name}@people.example"][0])
        new_client().visit(path).form("/choice").submit()
    bert = db.session.scalars(select(Application).filter_by(email="bert@people.example")).one()
    desk.visit(f"/hr/applications/{bert.id}").form("/cancellation").submit()
    interview = db.session.scalars(select(Interview).filter_by(state=BOOKED)).one()
    assert interview.starts_at
    mailbox()
    with frozen(interview.starts_at - timedelta(hours=23)):
        mail = mailbox()
    reminders = {to: [email for email in got if email["Subject"].startswith("Tomorrow")] for to, got in mail.items()}
    assert {to: len(got) for to, got in reminders.items() if got} == {
        "anna@people.example": 1,
        "ivan@staff.example": 1,
    }


def test_a_final_decision_cancels_the_interview(
    desk: PageClient, new_client: NewClient, posting: Posting, ivan: User, mailbox: Mailbox
) -> None:
    application = an_application(posting, email="anna@people.example")
    offered(desk, application, ivan)
    link = link_in(mailbox()["anna@people.example"][0])
    form = desk.visit(f"/hr/applications/{application.id}/rejection").form("/rejection/message")
    form.fill(reason="skills").submit()
    # The candidate has not been told yet, so the page of the interview is what it was.
    new_client().visit(link).form("/choice").submit()
    mailbox()
    assert the_interview().state == BOOKED
    with frozen(now() + timedelta(hours=1)):
        mailbox()
    # The letter is out; whoever was asked hears of it the next time that the worker looks.
    with frozen(now() + timedelta(hours=2)):
        mailbox()
        mail = mailbox()
    assert the_interview().state == CANCELED
    assert entry_in(mail["ivan@staff.example"][-1]).method.value == "CANCEL"
    assert "The careers site" in desk.visit(f"/hr/applications/{application.id}").text


@pytest.mark.parametrize(("typed", "error"), [
    ({"slot_1": ""}, "Enter at least one time."),
    ({"slot_1": "soon"}, "Enter a date and time"),
    ({"slot_1": "2020-01-01T10:00"}, "This time has passed."),
    ({"slot_1": "2031-03-09T02:30"}, "clocks skip"),
])  # fmt: skip
@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_an_invalid_time_is_reported_at_its_field(
    desk: PageClient, posting: Posting, ivan: User, typed: dict[str, str], error: str
) -> None:
    path = f"/hr/applications/{an_application(posting).id}/interviews/new"
    page = desk.visit(path).form().fill(place="Room 4", **typed).submit(status=422)
    assert error in page.error_of("slot_1") and page.error_of("interviewers")
    assert page.form().values["place"] == "Room 4"
    assert page.form().values["slot_1"] == typed["slot_1"]


def test_the_page_of_an_interview_opens_by_its_own_token_only(
    desk: PageClient, new_client: NewClient, posting: Posting, ivan: User, mailbox: Mailbox
) -> None:
    application = an_application(posting, email="anna@people.example")
    offered(desk, application, ivan)
    path, anna = link_in(mailbox()["anna@people.example"][0]), new_client()
    anna.visit(path[:-1] + ("x" if path[-1] != "x" else "y"), status=404)
    assert "We don’t know that time zone" in anna.visit(path, query={"zone": "Mars/Base"}).text
    assert "no-store" in anna.get(path).headers["Cache-Control"]
    stranger = at_desk(new_client(), a_user("hiring_manager"))
    number = the_interview().id
    stranger.visit(f"/hr/applications/{application.id}/interviews/{number}", status=404)


def test_times_are_those_of_the_zone_on_both_sides_of_a_change_of_clocks() -> None:
    before, after = clock(2026, 10, 31, 9), clock(2026, 11, 2, 9)
    assert instant_of(before, ZONE) == datetime(2026, 10, 31, 16, tzinfo=UTC)
    assert instant_of(after, ZONE) == datetime(2026, 11, 2, 17, tzinfo=UTC)
    assert format_appointment(instant_of(after, ZONE), "Europe/Berlin") == (
        "Monday, 2 November 2026, 18:00 (Europe/Berlin, UTC+01:00)"
    )
    twice = clock(2026, 11, 1, 1, 30)
    assert instant_of(twice, ZONE) == datetime(2026, 11, 1, 8, 30, tzinfo=UTC)
    with pytest.raises(NoSuchTime):
        instant_of(clock(2027, 3, 14, 2, 30), ZONE)
