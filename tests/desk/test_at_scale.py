"""Many rows, and two reviewers at once."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from careers.accounts.models import User
from careers.applications.models import Application, Event
from careers.clock import now
from careers.database import db, transaction
from careers.pipeline.scores.scoring import OVERALL, Entry
from careers.review.notes.services import add_note
from careers.review.reviewers import services as assignment_services
from careers.review.scorecards import services as score_services
from careers.review.tags import services as tag_services
from tests.at_once import at_once
from tests.client import PageClient
from tests.factories import a_company, a_document, a_posting, a_user, an_application, an_email
from tests.page import Page
from tests.staff import NewClient, at_desk, count_of


@pytest.fixture(autouse=True)
def company(app: Flask) -> None:
    """Every page needs to know whose it is."""
    a_company()


def test_two_reviewers_deciding_at_once_do_not_both_succeed(new_client: NewClient) -> None:
    application = an_application()
    path = f"/hr/applications/{application.id}"

    def press(action: str, **typed: str) -> Callable[[], Page]:
        form = at_desk(new_client(), a_user("recruiter")).visit(path).form(action).fill(**typed)
        return lambda: form.submit(status=None)

    pages = at_once(
        press("/rejection", reason="skills"),
        press("/hire"),
        press("/stage"),
        press("/withdrawal", reason="no_answer"),
    )
    assert sorted(getattr(page, "status", page) for page in pages) == [200, 409, 409, 409]  # type: ignore[type-var]
    db.session.rollback()
    assert len(db.session.scalars(select(Event).where(Event.kind != "submitted")).all()) == 1
    assert db.session.scalars(select(Application.version)).one() == 2


def test_notes_written_at_once_are_all_kept(new_client: NewClient) -> None:
    application = an_application()

    def write(number: int) -> Callable[[], Page]:
        page = at_desk(new_client(), a_user("recruiter")).visit(f"/hr/applications/{application.id}")
        form = page.form("/notes").fill(body=f"Note {number}")
        return lambda: form.submit()

    pages = at_once(*(write(number) for number in range(3)))
    assert [getattr(page, "status", page) for page in pages] == [200] * 3
    db.session.rollback()
    assert db.session.scalars(select(Application.version)).one() == 4


def test_the_list_has_a_constant_number_of_queries(client: PageClient) -> None:
    boss = a_user("admin")
    at_desk(client, boss)
    fill(1, boss)
    few = count_of(client, "/hr/applications")
    fill(7, boss)
    assert count_of(client, "/hr/applications") == few <= 18


def test_the_application_page_has_a_constant_number_of_queries(client: PageClient) -> None:
    at_desk(client, a_user("admin"))
    plain = laden(1)
    few = count_of(client, f"/hr/applications/{plain.id}")
    full = laden(6)
    assert count_of(client, f"/hr/applications/{full.id}") == few <= 30


ENTRIES = [Entry(OVERALL, 3, "links", "Seen")]


def fill(count: int, boss: User) -> None:
    """Applications for as many postings, some overdue, and postings that end soon."""
    for _ in range(count):
        application = an_application(a_posting(), reply_due_at=now())
        with transaction():
            tag_services.add_tags(application, "one, two", by=a_user())
            assignment_services.assign(application, boss, by=boss)
        a_posting(valid_through=now())


def laden(count: int) -> Application:
    """An application with as many of everything."""
    documents = [a_document(text="Words", preview_pages=1) for _ in range(count)]
    application, by = an_application(documents=documents), a_user()
    for number in range(count):
        an_application(candidate_id=application.candidate_id)
        an_email(application_id=application.id)
        add_note(application, "A note", by=by)
        tag_services.add_tags(application, f"tag {number}", by=by)
        assignment_services.assign(application, a_user(), by=by)
        score_services.submit_scorecard(
            application, ENTRIES, recommendation="yes", citable=["links"], revision=0, by=a_user()
        )
        db.session.commit()
    return application
