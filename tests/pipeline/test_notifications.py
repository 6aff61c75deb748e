"""Whom of the hiring team an application is told to: at once, once a day, or not at all, and never nobody."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, select

from careers.accounts.models import User
from careers.applications.models import Application
from careers.clock import frozen, now
from careers.database import db, transaction
from careers.mail.kinds import APPLICATIONS, DAILY, IMMEDIATELY, NEVER, EmailKind
from careers.mail.models import OutboundEmail
from careers.pipeline.notifications.digest_emails import digest
from careers.pipeline.notifications.digest_services import last_hour, send_digest, sweep
from careers.pipeline.notifications.models import DigestEntry
from careers.postings.models import HIRING_MANAGER, INTERVIEWER, HiringTeamMember, Posting
from tests.applications.portal import mailbox_of
from tests.client import PageClient
from tests.factories import a_user, save
from tests.page import Form, Page
from tests.staff import NewClient, at_desk

Fill = Callable[..., Form]
Send = Callable[[Form], Page]


def on_the_team(posting: Posting, notify: str, **values: object) -> User:
    """One more hiring manager, with a choice."""
    user = a_user("hiring_manager", **values)
    save(
        HiringTeamMember(
            posting_id=posting.id,
            user_id=user.id,
            role=HIRING_MANAGER,
            notifications={"applications": notify},
        )
    )
    return user


def told() -> list[str]:
    """To whom of the staff an email is owed."""
    db.session.rollback()
    statement = select(OutboundEmail.to_address).where(OutboundEmail.kind != "acknowledgment")
    return sorted(db.session.scalars(statement))


def waiting() -> list[DigestEntry]:
    """What is still to be told of."""
    return list(db.session.scalars(select(DigestEntry).filter_by(sent_at=None)))


def yesterday() -> None:
    """What has come in came in yesterday."""
    with transaction():
        for entry in db.session.scalars(select(DigestEntry)):
            entry.at = now() - timedelta(days=1)


def test_each_member_is_notified_as_they_chose(
    filled: Fill, send: Send, posting: Posting, run_tasks: Callable[[], None], instance_path: Path
) -> None:
    on_the_team(posting, DAILY, email="dora@staff.example")
    on_the_team(posting, NEVER, email="nils@staff.example")
    interviewer = a_user("interviewer")
    save(HiringTeamMember(posting_id=posting.id, user_id=interviewer.id, role=INTERVIEWER))
    send(filled())
    send(filled(email="ben@people.example", name="Ben Cole"))
    assert told() == ["mona@staff.example"] * 2
    yesterday()
    mails = mailbox_of(instance_path, run_tasks)()
    assert [mail["Subject"] for mail in mails["dora@staff.example"]] == ["2 new applications"]
    body = mails["dora@staff.example"][0].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "Anna Berg: Backend Developer" in body and "Ben Cole: Backend Developer" in body
    assert not {"nils@staff.example", interviewer.email} & set(mails)
    assert waiting() == []


def test_recruiters_are_notified_if_nobody_on_the_team_wants_to_be(
    filled: Fill, send: Send, posting: Posting, client: PageClient
) -> None:
    a_user("recruiter", email="rita@staff.example")
    manager = db.session.scalars(select(User).filter_by(email="mona@staff.example")).one()
    page = at_desk(client, manager).visit(f"/hr/postings/{posting.id}")
    page = page.form("/notification").fill(my_applications=NEVER).submit()
    assert "Notifications: off" in page.text
    send(filled())
    assert told() == ["rita@staff.example"]


def test_a_digest_is_owed_once_and_of_a_closed_account_to_recruiters(
    filled: Fill, send: Send, posting: Posting
) -> None:
    a_user("recruiter", email="rita@staff.example")
    dora = on_the_team(posting, DAILY)
    send(filled())
    number = dora.id
    for _ in range(2):
        with transaction():
            db.session.get_one(User, number).is_active = False
            send_digest(number, now())
    assert [
        email.to_address for email in db.session.scalars(select(OutboundEmail).filter_by(kind=EmailKind.DAILY_DIGEST))
    ] == ["rita@staff.example"]


@pytest.mark.parametrize(("is_left_alone", "readers"), [(False, set()), (True, {"rita@staff.example"})])
def test_former_team_members_get_no_digest(
    filled: Fill, send: Send, posting: Posting, is_left_alone: bool, readers: set[str]
) -> None:
    a_user("recruiter", email="rita@staff.example")
    number = on_the_team(posting, DAILY).id
    manager = db.session.scalars(select(User).filter_by(email="mona@staff.example")).one().id
    with transaction():
        if is_left_alone:
            db.session.execute(delete(HiringTeamMember).filter_by(user_id=manager))
    send(filled())
    with transaction():
        db.session.execute(delete(HiringTeamMember).filter_by(user_id=number))
        send_digest(number, now())
    found = db.session.scalars(select(OutboundEmail).filter_by(kind=EmailKind.DAILY_DIGEST)).all()
    assert {email.to_address for email in found} == readers
    assert waiting() == []


@pytest.mark.parametrize("is_closed", [False, True])
def test_nobody_is_notified_twice_when_colleagues_leave(
    filled: Fill, send: Send, posting: Posting, is_closed: bool
) -> None:
    a_user("recruiter", email="rita@staff.example")
    stays = on_the_team(posting, DAILY, email="dora@staff.example").id
    gone = [on_the_team(posting, DAILY).id for _ in range(2)]
    with transaction():
        for member in db.session.scalars(select(HiringTeamMember)):
            if APPLICATIONS.choice_of(member) == IMMEDIATELY:
                db.session.delete(member)
    send(filled())
    with transaction():
        send_digest(stays, now())
    with transaction():
        if not is_closed:
            db.session.execute(delete(HiringTeamMember).where(HiringTeamMember.user_id.in_(gone)))
        for number in gone:
            db.session.get_one(User, number).is_active = not is_closed
    for number in gone:
        with transaction():
            send_digest(number, now())
    readers = ["dora@staff.example"] + ["rita@staff.example"] * is_closed
    assert told() == readers and waiting() == []
    with frozen(now() + timedelta(days=31)), transaction():
        sweep()
    assert db.session.scalars(select(DigestEntry)).all() == []


def test_a_digest_has_aliases_under_blind_review(app: Flask, filled: Fill, send: Send, posting: Posting) -> None:
    dora = on_the_team(posting, DAILY)
    with transaction():
        db.session.get_one(Posting, posting.id).blind_review = True
    send(filled())
    with transaction():
        send_digest(dora.id, now())
    with app.test_request_context():
        said = digest(db.session.scalars(select(OutboundEmail).filter_by(kind=EmailKind.DAILY_DIGEST)).one())
    assert "Candidate " in said.text and "Anna" not in f"{said.text}{said.html}"


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-24T15:00:00+00:00", "2026-11-24T15:00:00+00:00"),
        ("2026-11-24T14:59:00+00:00", "2026-11-23T15:00:00+00:00"),
    ],
)
def test_digests_are_sent_at_seven_in_the_companys_time_zone(moment: str, expected: str) -> None:
    with frozen(datetime.fromisoformat(moment)):
        assert last_hour("America/Los_Angeles") == datetime.fromisoformat(expected)


def test_only_members_choose_and_hr_sets_it_for_others(new_client: NewClient, posting: Posting) -> None:
    stranger = at_desk(new_client(), a_user("recruiter"))
    colleague = a_user("hiring_manager", name="Dora")
    page = stranger.visit(f"/hr/postings/{posting.id}")
    assert not [form for form in page.forms if form.matches("/notification", None)]
    page = page.form("/team").fill(user=str(colleague.id), applications=DAILY).submit()
    assert "Notifications: daily digest" in page.text
    member = db.session.get_one(HiringTeamMember, (posting.id, colleague.id))
    assert APPLICATIONS.choice_of(member) == DAILY


def test_an_erased_application_is_not_named(filled: Fill, send: Send, posting: Posting) -> None:
    on_the_team(posting, DAILY)
    send(filled())
    with transaction():
        db.session.delete(db.session.scalars(select(Application)).one())
    assert waiting() == []
