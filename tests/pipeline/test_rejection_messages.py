"""Rejecting with the message that tells it: in one act, without a hole, and undone together or not at all."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from careers.applications.messages.models import Message
from careers.applications.messages.tasks import sweep_messages
from careers.applications.models import Application, Event
from careers.clock import frozen, now
from careers.database import db, transaction
from careers.mail.models import OutboundEmail
from careers.pipeline.message_templates.merge_fields import (
    FIELDS,
    UnfilledFields,
    fill_in,
    unfilled_fields_in,
)
from careers.pipeline.message_templates.models import MessageTemplate
from tests.applications.portal import mailbox_of, portal_path
from tests.at_once import at_once
from tests.client import PageClient
from tests.factories import a_company, a_posting, a_user, an_application
from tests.page import Page
from tests.staff import NewClient, at_desk

SETTINGS = "/hr/settings/message-templates"


@pytest.fixture
def application(app: object) -> Application:
    """Anna's application to bake."""
    a_company()
    return an_application(a_posting(title="Baker"), name="Anna {{ reference }} Berg", email="anna@people.example")


@pytest.fixture
def desk(application: Application, new_client: NewClient) -> PageClient:
    """The browser of an administrator."""
    return at_desk(new_client(), a_user("admin", name="Ines Ortega"))


def rejected(desk: PageClient, application: Application) -> Page:
    """Ines rejects with the template that fits the stage."""
    page = desk.visit(f"/hr/applications/{application.id}").click("Reject with message")
    return page.form("/rejection/message").fill(reason="skills").submit()


def sent(app: Flask) -> None:
    """The worker lets go what is due, in a thread of its own."""
    with app.app_context(), frozen(now() + timedelta(minutes=11)):
        sweep_messages({})


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_braces_in_a_name_do_not_prevent_a_message(desk: PageClient, application: Application) -> None:
    with transaction():
        db.session.get_one(Application, application.id).name = "{{{{{posting}}}}}"
    assert "Rejected. The message will be sent at" in rejected(desk, application).notices[0]


def test_the_candidate_learns_of_a_rejection_when_its_message_is_sent(
    desk: PageClient, client: PageClient, application: Application, run_tasks: Callable[[], None],
    instance_path: Path,
) -> None:  # fmt: skip
    page = desk.visit(f"/hr/applications/{application.id}").click("Reject with message")
    text = page.form("/rejection/message").values["body"]
    assert text.startswith("Hi Anna { { reference } } Berg,") and "applying for Baker" in text
    page = page.form("/rejection/message").fill(reason="skills", body=f"{text}\nP.S. {{{{ posting }}}}").submit()
    assert "Rejected. The message will be sent at" in page.notices[0]
    own, mailbox = portal_path(application), mailbox_of(instance_path, run_tasks)
    assert mailbox() == {} and "Not this time" not in client.visit(own).text
    with frozen(now() + timedelta(minutes=11)):
        sweep_messages({})
        body = mailbox()["anna@people.example"][0].get_body(("plain",))
        page = client.visit(own)
    assert body and "P.S. Baker" in body.get_content()
    assert "Not this time" in page.text and "P.S. Baker" in page.text and "We sent you a message" in page.text


def test_undoing_retracts_decision_and_message_before_the_candidate_sees_them(
    desk: PageClient, client: PageClient, application: Application
) -> None:
    page = rejected(desk, application).form("/undoing").submit()
    assert "Decision undone" in page.notices[0] and "Status" in page.headings
    with frozen(now() + timedelta(minutes=11)):
        sweep_messages({})
    db.session.refresh(application)
    assert application.disposition is None
    assert db.session.scalar(select(func.count()).select_from(OutboundEmail)) == 0
    text = client.visit(portal_path(application)).text
    assert "decision" not in text.partition("What happened")[2].partition("Your files")[0]


def test_the_form_of_a_rejection_that_was_undone_does_not_say_that_it_is_done(
    desk: PageClient, application: Application
) -> None:
    page = desk.visit(f"/hr/applications/{application.id}").click("Reject with message")
    form = page.form("/rejection/message").fill(reason="skills")
    form.submit().form("/undoing").submit()
    # Back in the browser's history, and pressed once more.
    page = form.submit(status=409)
    assert "Someone changed this after you opened it" in page.text
    page = page.form("/rejection/message").submit()
    assert "Rejected. The message will be sent at" in " ".join(page.notices)
    db.session.rollback()
    states = db.session.scalars(select(Message.state).order_by(Message.id)).all()
    assert states == ["retracted", "waiting"]
    assert db.session.scalars(select(Application.disposition)).one() == "rejected"


@pytest.mark.parametrize("_round", range(3))
def test_of_undoing_and_sending_at_the_same_moment_exactly_one_happens(
    _round: int, app: Flask, desk: PageClient, application: Application
) -> None:
    form, number = rejected(desk, application).form("/undoing"), application.id
    page, _ = at_once(form.submit, lambda: sent(app))
    assert isinstance(page, Page)
    sent(app)
    db.session.rollback()
    is_undone = db.session.get_one(Application, number).disposition is None
    message = db.session.scalars(select(Message)).one()
    assert message.state == ("retracted" if is_undone else "sent")
    assert db.session.scalar(select(func.count()).select_from(OutboundEmail)) == (0 if is_undone else 1)
    assert ("Decision undone" in page.notices[0]) is is_undone


def test_of_two_rejections_of_one_version_exactly_one_is_made(
    desk: PageClient, new_client: NewClient, application: Application
) -> None:
    other = at_desk(new_client(), a_user("recruiter"))
    path = f"/hr/applications/{application.id}/rejection"
    mine, theirs = desk.visit(path), other.visit(path)
    form = mine.form("/rejection/message").fill(reason="skills")
    at_once(form.submit, form.submit)
    page = theirs.form("/rejection/message").fill(reason="pay", body="Dear Anna").submit(status=409)
    assert "Rejected" in page.notices[0] and page.form("/rejection/message").values["body"] == "Dear Anna"
    assert db.session.scalar(select(func.count()).select_from(Message)) == 1
    rejections = db.session.scalars(select(Event).filter_by(kind="rejected")).all()
    assert [event.details["reason"] for event in rejections] == ["skills"]


def test_a_withdrawal_replaces_a_decision_whose_message_waits(
    desk: PageClient, client: PageClient, application: Application
) -> None:
    rejected(desk, application)
    page = client.visit(portal_path(application)).click("Withdraw this application").form().submit()
    assert "You’ve withdrawn your application" in page.text
    with frozen(now() + timedelta(minutes=11)):
        sweep_messages({})
    db.session.refresh(application)
    assert application.disposition == "withdrawn"
    assert [message.state for message in db.session.scalars(select(Message))] == ["retracted"]


def test_a_message_with_a_hole_does_not_go_out_and_the_hole_is_pointed_at(
    desk: PageClient, application: Application
) -> None:
    page = desk.visit(f"/hr/applications/{application.id}/rejection")
    form = page.form("/rejection/message").fill(reason="skills", body="Dear {{ candidate nme }},\n{{ sender title }}")
    page = form.submit(status=422)
    assert page.error_of("body") == (
        "Line 1, character 6: “{{ candidate nme }}” isn’t a merge field; did you mean "
        "{{ candidate name }}? Line 2, character 1: “{{ sender title }}” is empty here: your account "
        "has no title."
    )
    db.session.refresh(application)
    assert application.is_active


def test_merge_fields_are_filled_in_once_and_text_is_never_executed() -> None:
    values = dict.fromkeys(FIELDS, "x") | {"candidate name": "A", "posting": "B"}
    assert fill_in("{{candidate  NAME}} {{ posting }} {% x %} {a}", values) == "A B {% x %} {a}"
    for broken in (
        "{{",
        "}}",
        "{{ }}",
        "{{ 7*7 }}",
        "{{{{ posting }}}}",
        "{{ posting",
        "{{ self.__class__ }}",
    ):
        assert unfilled_fields_in(broken), broken
        with pytest.raises(UnfilledFields):
            fill_in(broken, values)


def test_templates_are_written_edited_and_deleted_and_none_is_saved_with_a_hole(
    desk: PageClient, new_client: NewClient
) -> None:
    page = desk.visit("/hr/settings").click("Message templates").click("New template")
    form = page.form(SETTINGS).fill(name="Later", purpose="update", subject="{{ posting }}", body="Hi {{ you }}")
    page = form.submit(status=422)
    assert "Line 1, character 4: “{{ you }}” isn’t a merge field" in page.error_of("body")
    page = page.form(SETTINGS).fill(body="Hi {{ candidate name }}").submit()
    first, second = page.click("Later"), page.click("Later")
    first.form(button="Save template").fill(body="Hello {{ candidate name }}").submit()
    page = second.form(button="Save template").fill(body="Good day").submit(status=409)
    assert "Someone else saved this" in page.notices[0]
    page = page.form(button="Save template").submit()
    assert db.session.scalars(select(MessageTemplate).filter_by(name="Later")).one().body == "Good day"
    page.click("Later").form("/deletion").submit()
    assert "Later" not in desk.visit(SETTINGS).links
    page = desk.visit(SETTINGS).form("/delay").fill(minutes="a while").submit(status=422)
    assert page.error_of("minutes")
    page.form("/delay").fill(minutes="0").submit()
    at_desk(new_client(), a_user("recruiter")).visit(SETTINGS, status=403)


def test_the_shipped_templates_have_no_holes(app: object) -> None:
    templates = db.session.scalars(select(MessageTemplate)).all()
    assert len(templates) >= 8
    assert not [
        template.name
        for template in templates
        if unfilled_fields_in(template.subject) or unfilled_fields_in(template.body)
    ]
