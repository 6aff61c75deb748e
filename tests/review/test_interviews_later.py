"""Interviews and time: whoever has left since, reminders that come late, those that are over, times that never were."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from careers.accounts.models import User
from careers.accounts.services import deactivate
from careers.applications.models import Application
from careers.clock import frozen, now
from careers.database import db, transaction
from careers.pipeline.decisions.services import reject
from careers.postings.models import INTERVIEWER
from careers.review.interviews.models import BOOKED
from careers.review.interviews.services import Plan, offer_interview
from careers.tasks import enqueue
from careers.tasks.names import TaskName
from tests.applications.portal import body_of, mailbox_of, portal_path
from tests.client import PageClient
from tests.factories import a_company, a_posting, a_user, an_application
from tests.page import Page
from tests.review.test_interviews import Mailbox, entry_in, in_days, link_in, offered, the_interview
from tests.staff import NewClient, at_desk, attempt, on_team

ANNA, IVAN, RITA = "anna@people.example", "ivan@staff.example", "rita@staff.example"


@pytest.fixture
def mailbox(instance_path: Path, run_tasks: Callable[[], None]) -> Mailbox:
    """What the worker has sent."""
    return mailbox_of(instance_path, run_tasks)


@pytest.fixture
def booked(client: PageClient, new_client: NewClient, mailbox: Mailbox) -> Page:
    """What Anna sees when she has picked a time that Rita offered, with Ivan."""
    a_company(time_zone="America/Los_Angeles")
    posting = a_posting(title="Baker")
    ivan = on_team(a_user("interviewer", email=IVAN), posting, INTERVIEWER)
    desk = at_desk(client, a_user("recruiter", email=RITA))
    offered(desk, an_application(posting, name="Anna Berg", email=ANNA, documents=[]), ivan)
    page = new_client().visit(link_in(mailbox()[ANNA][0])).form("/choice").submit()
    mailbox()
    return page


def beginning() -> datetime:
    """When the interview is."""
    starts_at = the_interview().starts_at
    assert starts_at
    return starts_at


def test_former_staff_get_no_more_emails(booked: Page, mailbox: Mailbox) -> None:
    before = len(mailbox()[IVAN])
    with transaction():
        deactivate(db.session.query(User).filter_by(email=IVAN).one(), by="test")
    with frozen(beginning() - timedelta(hours=2)):
        assert len(mailbox()[IVAN]) == before
    with transaction():
        deactivate(db.session.query(User).filter_by(email=RITA).one(), by="test")
    last = a_user("admin", email="last@staff.example")
    booked.form("/refusal").submit()
    mail = mailbox()
    # Of those who are left, somebody has to know.
    assert len(mail[IVAN]) == before and mail[last.email] and RITA not in mail


def test_late_reminders_are_correct_or_not_sent(booked: Page, mailbox: Mailbox) -> None:
    with frozen(beginning() - timedelta(hours=2)):
        told = mailbox()[ANNA]
    assert told[-1]["Subject"].startswith("Today: ")
    with transaction():
        enqueue(
            TaskName.REMIND_OF_INTERVIEW,
            {"interview_id": the_interview().id, "sequence": the_interview().sequence},
        )
    with frozen(beginning() + timedelta(minutes=1)):
        assert len(mailbox()[ANNA]) == len(told)


def test_a_past_interview_cannot_be_declined(booked: Page, mailbox: Mailbox) -> None:
    with frozen(beginning() + timedelta(hours=1)):
        page = booked.form("/refusal").submit()
        assert "These times are no longer available" in " ".join(page.notices) and "Can’t make it?" not in page.text
        assert the_interview().state == BOOKED and RITA not in mailbox()


def test_a_past_interview_cannot_be_canceled(booked: Page, client: PageClient, new_client: NewClient) -> None:
    path = f"/hr/applications/{the_interview().application_id}"
    before = client.visit(path).form("/cancellation")
    with frozen(beginning() + timedelta(hours=1)):
        desk = at_desk(new_client(), a_user("recruiter"))
        assert not desk.visit(path).soup.select("form[action$=cancellation]")
        attempt(desk, "POST", str(before.tag["action"]), before.values)
    assert the_interview().state == BOOKED


def test_a_decided_application_gets_no_offer_and_the_page_says_why(client: PageClient) -> None:
    a_company()
    by, first = a_user("recruiter"), an_application()
    form = at_desk(client, by).visit(f"/hr/applications/{first.id}/interviews/new").form()
    with transaction():
        reject(db.session.get_one(Application, first.id), reason="skills", version=1, by=by)
    page = form.fill(place="Room 4", interviewers=[by.id], slot_1=in_days(3)).submit(status=422)
    assert "this application isn’t active" in " ".join(page.notices) and page.form().values["place"] == "Room 4"


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_the_first_hour_of_the_calendar_is_past_in_every_zone(client: PageClient) -> None:
    a_company(time_zone="Europe/Berlin")
    desk = at_desk(client, a_user("recruiter"))
    form = desk.visit(f"/hr/applications/{an_application().id}/interviews/new").form()
    page = form.fill(slot_1="0001-01-01T00:00").submit(status=422)
    assert "This time has passed." in page.error_of("slot_1")


def test_the_title_of_an_interview_does_not_identify_a_redacted_candidate(
    new_client: NewClient, mailbox: Mailbox
) -> None:
    a_company()
    mona, rita = a_user("hiring_manager", email="mona@staff.example"), a_user("recruiter", email=RITA)
    first = an_application(a_posting(managers=[mona], blind_review=True), name="Anna Berg", email=ANNA)
    plan = Plan("Talk with Anna Berg", "Room 4", 45, (mona.id,), (now() + timedelta(days=3),))
    with transaction():
        offer_interview(db.session.get_one(Application, first.id), plan, by=rita)
    new_client().visit(link_in(mailbox()[ANNA][0])).form("/choice").submit()
    assert "Talk with [name hidden]" in at_desk(new_client(), mona).visit(f"/hr/applications/{first.id}").text
    mail = mailbox()
    assert [b"Anna" in email.as_bytes() for email in (mail[mona.email][-1], mail[ANNA][-1])] == [False, True]
    calendar = mail[mona.email][-1].get_payload()[-1].get_content()  # type: ignore[union-attr,index]
    assert "Talk with [name hidden]" in calendar and "Anna" not in calendar


def test_erasing_cancels_interviews_in_every_calendar_without_names(
    booked: Page, client: PageClient, new_client: NewClient, mailbox: Mailbox
) -> None:
    interview, starts_at = the_interview(), beginning()
    ivan, rita = (db.session.query(User).filter_by(email=address).one().id for address in (IVAN, RITA))

    def change(*people: int) -> None:
        form = client.visit(f"/hr/applications/{interview.application_id}").click("Edit").form()
        form.fill(title="Talk with Anna Berg", place="At Anna Berg's", interviewers=people).submit()

    change(ivan, rita)
    before = mailbox()
    # That Rita does not take part any more waits in the email log, which is erased with the application.
    change(ivan)
    own = portal_path(db.session.get_one(Application, interview.application_id))
    new_client().visit(own + "/deletion").form().submit("Delete everything now")
    mail = mailbox()
    assert {address: len(mail[address]) - len(before[address]) for address in mail} == {
        ANNA: 0,
        IVAN: 1,
        RITA: 1,
    }
    for address, sequence in ((IVAN, "3"), (RITA, "2")):
        message, calendar = mail[address][-1], entry_in(mail[address][-1])
        assert (calendar.method.value, calendar.vevent.status.value) == ("CANCEL", "CANCELLED")
        assert calendar.vevent.uid.value == entry_in(before[address][-1]).vevent.uid.value
        assert (calendar.vevent.sequence.value, calendar.vevent.dtstart.value) == (sequence, starts_at)
        said = calendar.serialize() + str(message["Subject"]) + body_of(message)
        assert "Baker" in said and "deleted all their data" in said and "Anna" not in said
    with frozen(starts_at - timedelta(hours=2)):
        assert {address: len(sent) for address, sent in mailbox().items()} == {
            address: len(mail[address]) for address in mail
        }
