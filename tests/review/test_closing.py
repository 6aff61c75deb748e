"""Closing a posting leaves nobody without an answer: all are settled on one screen, each message seen first."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from careers.applications.models import Application
from careers.database import db, transaction
from careers.pipeline.decisions import services
from careers.postings.models import CLOSED, PUBLISHED, Posting
from careers.review.closing.queries import MAX_AT_ONCE
from tests.applications.portal import mailbox_of
from tests.client import PageClient
from tests.factories import a_company, a_message, a_posting, a_user, an_application
from tests.staff import NewClient, at_desk, attempt, on_team


@pytest.fixture
def posting(app: object) -> Posting:
    """A posting for which Anna and Ben still wait, and Cleo was written to."""
    a_company()
    posting = a_posting(title="Baker")
    for name in ("Anna", "Ben", "Cleo"):
        an_application(posting, name=name, email=f"{name.lower()}@people.example", documents=[])
    a_message(one("Cleo"))
    return posting


@pytest.fixture
def desk(posting: Posting, new_client: NewClient) -> PageClient:
    """The browser of a recruiter."""
    return at_desk(new_client(), a_user("recruiter", name="Ines"))


def one(name: str) -> Application:
    """The application of that name, as it is now."""
    db.session.rollback()
    return db.session.scalars(select(Application).filter_by(name=name)).one()


def state_of(posting: Posting) -> str:
    """Whether it is open."""
    db.session.rollback()
    return db.session.get_one(Posting, posting.id).state


def test_everyone_is_replied_to_on_one_screen_after_a_preview(
    desk: PageClient, posting: Posting, run_tasks: Callable[[], None], instance_path: Path
) -> None:
    page = desk.visit(f"/hr/postings/{posting.id}").click("Reply to 3 and close")
    assert "2 applicants haven’t been rejected, hired, or messaged yet" in page.text
    form = page.form("/closing", button="Preview messages").fill(**{f"choice-{one('Ben').id}": "keep"})
    page = form.submit("Preview messages", status=422)
    assert page.error_of("reason") == "Choose a reason."
    page = page.form(button="Preview messages").fill(reason="position_filled").submit("Preview messages")
    assert "Hi Anna, We've filled the Baker position" in page.text
    assert "Hi Ben," in page.text and "No message." in page.text
    assert state_of(posting) == PUBLISHED and one("Anna").disposition is None
    page = page.form(button="Reply to 3 and close").submit("Reply to 3 and close")
    assert page.notices == ["Posting closed. Everyone has a reply."]
    assert state_of(posting) == CLOSED
    assert [one(name).disposition for name in ("Anna", "Ben", "Cleo")] == ["rejected", None, None]
    assert set(mailbox_of(instance_path, run_tasks)()) == {"ben@people.example"}
    assert one("Anna").id and "Undo decision" in desk.visit(f"/hr/applications/{one('Anna').id}").text


def test_changes_after_the_preview_require_a_new_preview(desk: PageClient, posting: Posting) -> None:
    page = desk.visit(f"/hr/postings/{posting.id}/closing")
    seen = page.form(button="Preview messages").fill(reason="pay").submit("Preview messages")
    an_application(posting, name="Dora", documents=[])
    page = seen.form(button="Reply to 3 and close").submit("Reply to 3 and close", status=409)
    assert "Something changed since you looked" in page.notices[0] and "Hi Dora," in page.text
    assert state_of(posting) == PUBLISHED and one("Anna").disposition is None
    # Words that nobody has seen in every message go out to nobody either.
    form = page.form(button="Reply to 4 and close").fill(reject_body="Dear {{ candidate name }}, no.")
    page = form.submit("Reply to 4 and close", status=409)
    assert "Dear Anna, no." in page.text and one("Anna").disposition is None
    with transaction():
        services.reject(one("Anna"), reason="pay", version=1, by=a_user())
    page = page.form(button="Reply to 4 and close").submit("Reply to 4 and close", status=409)
    page.form(button="Reply to 3 and close").submit("Reply to 3 and close")
    assert state_of(posting) == CLOSED
    assert one("Dora").disposition == "rejected"


def test_many_applicants_are_replied_to_in_batches(desk: PageClient, posting: Posting) -> None:
    for _ in range(MAX_AT_ONCE - 1):
        an_application(posting, documents=[])
    page = desk.visit(f"/hr/postings/{posting.id}/closing")
    page = page.form(button="Preview messages").fill(reason="pay").submit("Preview messages")
    settle_all = f"Reply to {MAX_AT_ONCE} and close"
    page = page.form(button=settle_all).submit(settle_all)
    assert "1 more" in page.notices[0] and state_of(posting) == PUBLISHED
    page = page.form(button="Preview messages").fill(reason="pay").submit("Preview messages")
    # Besides the last one there is Cleo, to whom somebody has written.
    page.form(button="Reply to 2 and close").submit("Reply to 2 and close")
    assert state_of(posting) == CLOSED


def test_an_unfilled_field_is_shown_at_its_applicant(desk: PageClient, new_client: NewClient, posting: Posting) -> None:
    form = desk.visit(f"/hr/postings/{posting.id}/closing").form(button="Preview messages")
    page = form.fill(reason="pay", reject_body="{{ sender title }}").submit("Preview messages")
    assert "Can’t be sent:" in page.text and "Settle all" not in page.text
    at_desk(new_client(), a_user("hiring_manager")).visit(f"/hr/postings/{posting.id}/closing", status=403)


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_an_invalid_choice_changes_nothing(desk: PageClient, posting: Posting) -> None:
    numbers = [one(name).id for name in ("Anna", "Cleo")]
    form = {f"choice-{number}": "forget" for number in numbers} | {"reason": "pay", "look": "1"}
    form |= {"reject_subject": "Baker", "reject_body": "Dear {{ candidate name }}, no."}
    page = attempt(desk, "POST", f"/hr/postings/{posting.id}/closing", form)
    assert page.status == 200 and "Dear Anna, no." in page.text and "Dear Cleo" not in page.text


def test_applications_still_active_in_closed_postings_are_listed_and_resolved(
    desk: PageClient, new_client: NewClient, posting: Posting
) -> None:
    form = desk.visit(f"/hr/postings/{posting.id}/closing").form(button="Preview messages")
    page = form.fill(reason="pay", **{f"choice-{one('Cleo').id}": "reject"}).submit("Preview messages")
    page.form(button="Reply to 3 and close").submit("Reply to 3 and close")
    assert "active in closed postings" not in desk.visit("/hr/").text
    manager = at_desk(new_client(), on_team(a_user("hiring_manager"), posting, "hiring_manager"))
    page = manager.visit(f"/hr/applications/{one('Ben').id}").form("/undoing").submit()
    assert "Baker is closed" in page.text and "Ben is still active and needs a decision" in page.text
    for client in (desk, manager):
        page = client.visit("/hr/")
        assert "1 applicant is still active, but the posting is closed" in page.text
        page = page.click("View them")
        assert [row.text for row in page.soup.select("tbody th a")] == ["Ben"]
    assert "Ben" in manager.visit(page.click("Ben").path).click("View everyone still active").text
    form = (
        desk.visit(f"/hr/applications/{one('Ben').id}")
        .click("Reply to everyone still active")
        .form("/closing", button="Preview messages")
    )
    seen = form.fill(reason="pay").submit("Preview messages").form(button="Reply to 1 applicant")
    seen.submit("Reply to 1 applicant")
    assert one("Ben").disposition == "rejected" and state_of(posting) == CLOSED
    assert "already closed" in seen.submit("Reply to 1 applicant").text
    assert "active in closed postings" not in desk.visit("/hr/").text
