"""Many applications at once: seen before it is done, done after a delay, undone until then, and never twice."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from careers.applications.messages.models import Message
from careers.applications.models import Application, Event
from careers.clock import frozen, now
from careers.database import db, transaction
from careers.desk.bulk_actions.models import BulkAction, BulkActionItem
from careers.desk.bulk_actions.tasks import run_bulk_action, sweep_bulk_actions
from careers.mail.models import OutboundEmail
from careers.pipeline.decisions import services
from careers.postings.models import Posting
from careers.review.notes.services import add_note
from tests.at_once import at_once
from tests.client import PageClient
from tests.factories import a_company, a_posting, a_user, an_application
from tests.page import Page
from tests.staff import NewClient, at_desk

LATER = timedelta(minutes=11)


@pytest.fixture
def posting(app: object) -> Posting:
    """A posting that three people applied for."""
    a_company()
    posting = a_posting(title="Baker")
    for name, stage in (("Anna", "applied"), ("Ben", "screen"), ("Cleo", "offer")):
        an_application(posting, name=name, stage=stage, documents=[])
    return posting


@pytest.fixture
def desk(posting: Posting, new_client: NewClient) -> PageClient:
    """The browser of a recruiter."""
    return at_desk(new_client(), a_user("recruiter", name="Ines", title="Recruiter"))


@contextmanager
def after_the_delay(app: Flask) -> Iterator[None]:
    """In a worker, when every delay is over."""
    with app.app_context(), frozen(now() + LATER):
        yield


def done(app: Flask) -> None:
    """The worker does whatever is due."""
    with after_the_delay(app):
        for number in db.session.scalars(select(BulkAction.id)).all():
            run_bulk_action({"bulk_action_id": number})


def selected(desk: PageClient, kind: str, *names: str) -> Page:
    """Tick these, or all, and choose what to do."""
    page = desk.visit("/hr/applications")
    numbers = [
        str(application.id) for application in db.session.scalars(select(Application)) if application.name in names
    ]
    filled = {"application": numbers} if names else {"all": True}
    return page.form("/hr/bulks").fill(kind=kind, **filled).submit()


def rejecting(desk: PageClient, *names: str) -> Page:
    """The dry run of rejecting these."""
    form = selected(desk, "reject", *names).form("/plan")
    return form.fill(reason="position_filled").submit()


def standing() -> dict[str, str]:
    """Where everybody stands."""
    db.session.rollback()
    return {
        application.name: application.disposition or application.stage
        for application in db.session.scalars(select(Application))
    }


def test_a_bulk_rejection_shows_every_message_waits_and_is_then_done_once(app: Flask, desk: PageClient) -> None:
    page = rejecting(desk)
    assert "3 ready, 0 can’t be done" in page.headings
    assert all(f"Hi {name}," in page.text for name in ("Anna", "Ben", "Cleo"))
    assert "{{" not in page.soup.select_one("#dry-run").get_text()  # type: ignore[union-attr]
    page = page.form("/confirmation").submit()
    assert "Confirmed" in page.notices[0]
    run_bulk_action({"bulk_action_id": 1})
    assert standing() == {"Anna": "applied", "Ben": "screen", "Cleo": "offer"}
    at_once(lambda: done(app), lambda: done(app))
    done(app)
    assert set(standing().values()) == {"rejected"}
    assert db.session.scalar(select(func.count()).select_from(OutboundEmail)) == 3
    page = desk.visit("/hr/bulks").click("Reject and send message")
    assert "0 ready, 0 can’t be done, 3 done" in page.headings


def test_a_chunk_has_the_next_one_done_and_confirming_twice_is_confirming_once(
    desk: PageClient, run_tasks: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("careers.desk.bulk_actions.tasks.CHUNK", 1)
    form = rejecting(desk).form("/confirmation")
    pages = at_once(form.submit, form.submit)
    assert all("Scheduled" in page.text for page in pages if isinstance(page, Page))
    desk.visit("/hr/bulks").click("Reject and send message").form("/hastening").submit()
    run_tasks()
    assert set(standing().values()) == {"rejected"}
    assert db.session.scalars(select(BulkAction)).one().state == "done"
    assert db.session.scalar(select(func.count()).select_from(OutboundEmail)) == 3


def test_a_bulk_action_is_either_undone_or_run(app: Flask, desk: PageClient) -> None:
    undoing = rejecting(desk, "Anna").form("/confirmation").submit().form("/undoing")
    page, _ = at_once(lambda: undoing.submit(status=None), lambda: done(app))
    assert isinstance(page, Page)
    done(app)
    is_undone = "Undone. Nothing was changed." in page.notices[0]
    assert standing()["Anna"] == ("applied" if is_undone else "rejected")
    assert db.session.scalar(select(func.count()).select_from(Message)) == (0 if is_undone else 1)
    undoing.submit(status=409)


def test_applications_that_cannot_be_changed_are_listed_and_skipped(app: Flask, desk: PageClient) -> None:
    page = selected(desk, "move")
    with transaction():
        ben = db.session.scalars(select(Application).filter_by(name="Ben")).one()
        add_note(ben, "Wait.", by=a_user())
    page = page.form("/plan").fill(target="interview").submit()
    assert "1 to do" not in page.headings and "2 ready, 1 can’t be done" in page.headings
    assert "Ben Baker · Screen Can’t be done: Someone changed it after you selected it." in page.text
    page = page.form("/plan").fill(target="screen").submit()
    assert "Can’t move from Offer to Screen." in page.text
    confirmed = page.form("/confirmation").submit()
    with transaction():
        anna = db.session.scalars(select(Application).filter_by(name="Anna")).one()
        services.reject(anna, reason="pay", version=anna.version, by=a_user())
    done(app)
    assert standing() == {"Anna": "rejected", "Ben": "screen", "Cleo": "offer"}
    page = desk.visit(confirmed.path)
    assert "0 ready, 3 can’t be done" in page.headings and "Anna Baker · New Not done:" in page.text


def test_a_message_with_an_unfilled_field_is_not_sent(desk: PageClient, new_client: NewClient) -> None:
    other = at_desk(new_client(), a_user("recruiter", title=""))
    form = selected(other, "reject", "Anna").form("/plan").fill(reason="pay", body="{{ sender titel }}")
    page = form.submit(status=422)
    assert "did you mean {{ sender title }}?" in page.error_of("body")
    page = page.form("/plan").fill(body="{{ sender title }}").submit()
    assert "0 ready, 1 can’t be done" in page.headings and "your account has no title" in page.text


def test_names_that_make_a_subject_too_long_are_shown_as_they_are_sent(app: Flask, desk: PageClient) -> None:
    long = an_application(name="Friedolin-Maria " * 12)
    form = selected(desk, "reject", long.name, "Anna").form("/plan")
    page = form.fill(reason="pay", subject="{{ candidate name }} " * 7).submit()
    assert "2 ready, 0 can’t be done" in page.headings
    page.form("/confirmation").submit()
    shown = db.session.scalars(select(BulkActionItem.subject).filter_by(application_id=long.id)).one()
    db.session.rollback()
    done(app)
    assert shown.endswith("…") and shown in db.session.scalars(select(Message.subject)).all()


def test_of_two_conflicting_bulk_actions_exactly_one_wins(app: Flask, desk: PageClient, new_client: NewClient) -> None:
    other = at_desk(new_client(), a_user("admin", name="Otto"))
    mine = rejecting(desk, "Anna", "Ben")
    theirs = other.visit(mine.path)
    pages = at_once(
        lambda: mine.form("/confirmation").submit(status=None),
        lambda: theirs.form("/confirmation").submit(status=None),
    )
    assert sorted(page.status for page in pages if isinstance(page, Page)) == [200, 409]
    first, second = rejecting(desk, "Cleo"), rejecting(other, "Cleo")
    pages = at_once(
        lambda: first.form("/confirmation").submit(status=None),
        lambda: second.form("/confirmation").submit(status=None),
    )
    loser = next(page for page in pages if isinstance(page, Page) and page.status == 409)
    assert "already included it" in loser.notices[0]
    done(app)
    assert set(standing().values()) == {"rejected"}
    assert db.session.scalar(select(func.count()).select_from(Event).filter_by(kind="rejected")) == 3


def test_tags_and_reviewers_are_set_in_bulk(app: Flask, desk: PageClient) -> None:
    reviewer = a_user("recruiter", name="Rita")
    page = selected(desk, "tag", "Anna", "Ben").form("/plan").fill(tags="night shift, near").submit()
    page.form("/confirmation").submit().form("/hastening").submit()
    page = selected(desk, "assign", "Cleo").form("/plan").fill(user=reviewer.id).submit()
    page.form("/confirmation").submit()
    done(app)
    rows = [row.get_text() for row in desk.visit("/hr/applications").soup.select("tbody tr")]
    assert sum("night shift" in row for row in rows) == 2
    assert sum("Rita" in row for row in rows) == 1


def test_bulk_actions_need_permission_and_a_selection(
    desk: PageClient, new_client: NewClient, posting: Posting
) -> None:
    page = desk.visit("/hr/applications").form("/hr/bulks").fill(kind="reject").submit()
    assert page.notices == ["Select at least one application."]
    manager = at_desk(new_client(), a_user("hiring_manager"))
    assert "Action" not in manager.visit("/hr/applications").text


def test_unconfirmed_bulk_actions_are_deleted(desk: PageClient) -> None:
    rejecting(desk, "Anna")
    with frozen(now() + timedelta(days=2)):
        sweep_bulk_actions({})
    for model in (BulkAction, BulkActionItem):
        assert db.session.scalar(select(func.count()).select_from(model)) == 0
