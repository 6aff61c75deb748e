"""Drafts that are published at a scheduled time, with the usual checks."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from careers.audit.models import AuditEntry
from careers.clock import now
from careers.database import db, transaction
from careers.postings.models import DRAFT, PUBLISHED, Posting
from careers.postings.schedule.models import PostingSchedule
from careers.postings.schedule.tasks import publish_due
from tests.applications.portal import mailbox_of
from tests.client import PageClient
from tests.factories import a_company, a_department, a_posting, a_user, save
from tests.page import Page
from tests.staff import NewClient, at_desk

READY = {"description": "The work.", "responsibilities": "- Do it", "qualifications": "- Know how"}


@pytest.fixture(autouse=True)
def company(app: Flask) -> None:
    """Create the company, whose time zone is used for schedules."""
    a_company(time_zone="America/Los_Angeles")


@pytest.fixture
def desk(client: PageClient) -> PageClient:
    """Return a client signed in as a recruiter."""
    return at_desk(client, a_user("recruiter", name="Ines Ortega", email="ines@staff.example"))


def scheduled(desk: PageClient, at: str = "2099-12-18T09:30", **values: Any) -> tuple[Posting, Page]:
    """Return a scheduled draft and its editor."""
    posting = a_posting(state=DRAFT, date_posted=None, **{"sections": READY, **values})
    form = desk.visit(f"/hr/postings/{posting.id}").form("/schedule").fill(publish_at=at)
    return posting, form.submit()


def make_due(posting: Posting) -> None:
    """Make the scheduled time of a draft pass."""
    with transaction():
        db.session.get_one(PostingSchedule, posting.id).publish_at = now() - timedelta(seconds=1)


def state_of(posting: Posting) -> tuple[str, int]:
    db.session.rollback()
    fresh = db.session.get_one(Posting, posting.id)
    return fresh.state, fresh.version


def test_a_draft_is_published_when_make_due_and_not_before(desk: PageClient, run_tasks: Callable[[], None]) -> None:
    posting, page = scheduled(desk)
    assert "18 December 2099, 09:30 (America/Los_Angeles)" in page.text
    for path in ("/hr/", "/hr/postings"):
        assert "18 December 2099, 09:30 (America/Los_Angeles)" in desk.visit(path).text
    hour = db.session.get_one(PostingSchedule, posting.id).publish_at
    assert hour == datetime.fromisoformat("2099-12-18T17:30:00+00:00")
    publish_due({})
    assert state_of(posting)[0] == DRAFT
    make_due(posting)
    run_tasks()
    assert state_of(posting)[0] == PUBLISHED
    assert posting.title in desk.visit("/jobs").links
    entry = db.session.scalars(select(AuditEntry).filter_by(action="published posting")).one()
    assert entry.actor_name == "Ines Ortega"
    assert db.session.scalars(select(PostingSchedule)).all() == []


def test_hr_is_notified_if_the_checks_fail(
    desk: PageClient, run_tasks: Callable[[], None], instance_path: Path
) -> None:
    posting, _ = scheduled(desk, sections={"description": "The work."}, title="Cook")
    make_due(posting)
    run_tasks()
    assert state_of(posting) == (DRAFT, 1)
    emails = mailbox_of(instance_path, run_tasks)()["ines@staff.example"]
    assert [email["Subject"] for email in emails] == ["Not published: Cook"]
    assert "List the qualifications." in emails[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "Scheduled for" not in desk.visit(f"/hr/postings/{posting.id}").text


def test_a_missing_or_past_time_is_rejected_and_a_schedule_can_be_changed_or_canceled(
    desk: PageClient,
) -> None:
    posting, page = scheduled(desk)
    refused = page.form("/schedule").fill(publish_at="2020-01-01T10:00").submit(status=422)
    assert "This time has passed." in refused.notices[0]
    assert refused.form("/schedule").values["publish_at"] == "2020-01-01T10:00"
    assert "Choose a date and time." in page.form("/schedule").fill(publish_at="").submit(status=422).notices[0]
    page = page.form("/schedule").fill(publish_at="2099-12-19T10:00").submit()
    assert "19 December 2099, 10:00" in page.text
    page = page.form("/schedule/removal").submit()
    assert "Scheduled for" not in page.text and state_of(posting)[0] == DRAFT


def test_a_schedule_without_pay_needs_a_reason(desk: PageClient, run_tasks: Callable[[], None]) -> None:
    posting = a_posting(state=DRAFT, sections=READY, base_salary_min=None, base_salary_max=None)
    form = desk.visit(f"/hr/postings/{posting.id}").form("/schedule")
    form.fill(publish_at="2099-12-18T09:30", later_reason="Agreed with the works council").submit()
    make_due(posting)
    run_tasks()
    assert state_of(posting)[0] == PUBLISHED


def test_an_edit_by_a_user_who_cannot_publish_cancels_the_schedule(desk: PageClient, new_client: NewClient) -> None:
    a_department()
    manager = a_user("hiring_manager")
    posting, _ = scheduled(desk, created_by_id=manager.id, version=1)
    page = at_desk(new_client(), manager).visit(f"/hr/postings/{posting.id}").form(button="Save")
    assert "HR needs to review" in page.fill(title="Something else").submit().notices[1]
    assert db.session.scalars(select(PostingSchedule)).all() == []


def test_a_posting_published_in_the_meantime_is_not_published_again(
    desk: PageClient, run_tasks: Callable[[], None]
) -> None:
    posting = a_posting(sections=READY)
    save(PostingSchedule(posting_id=posting.id, publish_at=now()))
    run_tasks()
    assert state_of(posting) == (PUBLISHED, 1)
    assert db.session.scalars(select(PostingSchedule)).all() == []
