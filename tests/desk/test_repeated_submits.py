"""What is sent twice counts once, and what meets something else at the same moment is not lost."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from careers.accounts.models import User
from careers.applications.models import Application, Event
from careers.database import db
from careers.review.interviews.models import BOOKED, Interview
from careers.review.notes.models import Note
from tests.applications.portal import mailbox_of
from tests.at_once import at_once
from tests.client import PageClient
from tests.factories import a_company, a_posting, a_user, an_application
from tests.review.test_interviews import Mailbox, in_days, link_in, offered, the_interview
from tests.staff import NewClient, at_desk

ANNA = "anna@people.example"


@pytest.fixture
def mailbox(instance_path: Path, run_tasks: Callable[[], None]) -> Mailbox:
    """What the worker has sent."""
    return mailbox_of(instance_path, run_tasks)


@pytest.fixture
def mona(app: Flask) -> User:
    """A hiring manager."""
    a_company()
    return a_user("hiring_manager")


@pytest.fixture
def application(mona: User) -> Application:
    """Anna's, for a posting of Mona's."""
    return an_application(a_posting(managers=[mona]), email=ANNA)


@contextmanager
def meeting(*endings: str) -> Iterator[None]:
    """Whoever has first run a statement that ends or begins so waits until the other has."""
    gate, met = threading.Barrier(2), threading.local()

    def wait(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        is_it = any(statement.endswith(ending) or statement.startswith(ending) for ending in endings)
        if is_it and not getattr(met, "once", False):
            met.once = True
            gate.wait(timeout=60)

    event.listen(db.engine, "after_cursor_execute", wait)
    try:
        yield
    finally:
        event.remove(db.engine, "after_cursor_execute", wait)


@pytest.mark.parametrize("engine_kind", ["mysql"], indirect=True)
def test_a_note_written_during_a_booking_is_kept(
    client: PageClient, new_client: NewClient, mona: User, application: Application, mailbox: Mailbox
) -> None:
    desk = at_desk(client, mona)
    offered(desk, application, mona)
    choice = new_client().visit(link_in(mailbox()[ANNA][0])).form("/choice")
    note = desk.visit(f"/hr/applications/{application.id}").form("/notes").fill(body="Good.")
    # One holds the person and wants the application, the other the application and wants the person.
    with meeting("FOR UPDATE", "UPDATE applications SET"):
        answers: list[Any] = at_once(lambda: choice.submit(status=None), lambda: note.submit(status=None))
    assert [getattr(answer, "status", answer) for answer in answers] == [200, 200]
    assert the_interview().state == BOOKED
    assert db.session.scalars(select(Note.body)).all() == ["Good."]


def test_an_offer_and_a_note_that_are_sent_twice_are_one(
    client: PageClient, mona: User, application: Application, mailbox: Mailbox
) -> None:
    page = at_desk(client, a_user("recruiter")).visit(f"/hr/applications/{application.id}")
    form = page.click("Schedule interview").form()
    form.fill(place="Room 4", interviewers=[mona.id], slot_1=in_days(3))
    answers: list[Any] = at_once(lambda: form.submit(status=None), lambda: form.submit(status=None))
    assert [answer.status for answer in answers] == [200, 200]
    assert "somebody else" not in " ".join(form.submit().notices)
    assert len(mailbox()[ANNA]) == 1
    other = form.fill(slot_1=in_days(4)).submit()
    assert other.status == 200
    note = page.form("/notes").fill(body="Call her.")
    note.submit()
    assert note.submit().text.count("Call her.") == 1
    note.fill(body="Called.").submit()
    db.session.rollback()
    assert [db.session.scalar(select(func.count()).select_from(model)) for model in (Interview, Note)] == [
        2,
        2,
    ]


def test_submitting_a_decision_twice_reports_success(
    client: PageClient, new_client: NewClient, application: Application
) -> None:
    desk, path = at_desk(client, a_user("recruiter")), f"/hr/applications/{application.id}"
    colleague = at_desk(new_client(), a_user("recruiter"))
    moved, theirs = (browser.visit(path).form("/stage") for browser in (desk, colleague))
    on_board = desk.visit(f"/hr/postings/{application.posting_id}/board").form(
        button=f"Move {application.name} to → Screen"
    )
    twice: list[Any] = at_once(moved.submit, moved.submit)
    assert [answer.notices for answer in twice] == [["Moved to Screen."]] * 2
    assert on_board.submit().notices[0] == f"{application.name} moved to Screen."
    assert "Nothing was saved" in " ".join(theirs.submit(status=409).notices)
    rejected = desk.visit(path).form("/rejection").fill(reason="pay", note="Too far.")
    assert rejected.submit().notices[0] == rejected.submit().notices[0] != ""
    other = rejected.fill(reason="location").submit(status=409)
    assert "Nothing was saved" in " ".join(other.notices)
    desk.visit(path).form("/reopening").submit()
    assert "Nothing was saved" in " ".join(rejected.fill(reason="pay").submit(status=409).notices)
    # What was done once before is not what is asked for now.
    later = desk.visit(path).form("/rejection").fill(reason="pay")
    colleague.visit(path).form("/rejection").fill(reason="skills").submit()
    assert "Nothing was saved" in " ".join(later.submit(status=409).notices)
    kinds = db.session.scalars(select(Event.kind).order_by(Event.id)).all()
    assert (kinds.count("stage_moved"), kinds.count("rejected")) == (1, 2)
