"""Scorecards: each score cites something, others' stay hidden until one's own is in, old wording is kept."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from careers.accounts.models import User
from careers.applications.models import Application
from careers.database import db, transaction
from careers.pipeline.scores.models import Scorecard
from careers.postings.models import Posting, PostingCriterion
from tests.at_once import at_once
from tests.client import PageClient
from tests.factories import a_company, a_document, a_posting, a_user, an_application
from tests.page import Form, Page
from tests.staff import NewClient, asked, at_desk, on_team


@pytest.fixture(autouse=True)
def company(app: Flask) -> None:
    """Every page needs to know whose it is."""
    a_company()


@pytest.fixture
def posting(app: Flask) -> Posting:
    """A posting with a rubric of two criteria."""
    rows = [("Python", "Reads and writes it."), ("Care", "")]
    return a_posting(
        criteria=[
            PostingCriterion(position=place, name=name, description=description)
            for place, (name, description) in enumerate(rows)
        ]
    )


@pytest.fixture
def application(posting: Posting) -> Application:
    """An application with a resume and a letter."""
    return an_application(posting, documents=[a_document(display_name="anna.pdf")], cover_letter="Dear all")


def filled(page: Page, *values: int, recommendation: str = "yes") -> Form:
    """The form of a card with these scores, each shown by the cover letter."""
    form = page.form("/scorecard").fill(recommendation=recommendation)
    names = [name for name in form.names if name.startswith("score_")]
    for name, value in zip(names, values, strict=True):
        number = name.removeprefix("score_")
        form.fill(**{name: str(value), f"evidence_{number}": "cover_letter", f"comment_{number}": "Saw it."})
    return form


def card_path(application: Application) -> str:
    """Where it is scored."""
    return f"/hr/applications/{application.id}/scorecard"


def test_others_scores_are_visible_after_submitting_your_own(new_client: NewClient, application: Application) -> None:
    posting = db.session.get_one(Posting, application.posting_id)
    first = on_team(a_user("interviewer", name="Ira Stone"), posting, "interviewer")
    second, admin = a_user("recruiter"), a_user("admin")
    for user in (first, second, admin):
        asked(user, application)
    desk, other, boss = (at_desk(new_client(), user) for user in (first, second, admin))
    page = filled(desk.visit(card_path(application)), 4, 2).submit()
    assert page.notices == ["Scorecard submitted."]
    assert "Average 3.0 of 4 · 1 scorecard" in page.text
    path = f"/hr/applications/{application.id}"
    for asked_one in (other, boss):
        page = asked_one.visit(path)
        assert "You’ll see other scorecards after you submit yours." in page.text
        assert "Saw it." not in page.html
        assert "3.0" not in asked_one.visit("/hr/applications").text
    waiting = other.visit("/hr/")
    assert application.name in waiting.links
    page = filled(other.visit(card_path(application)), 2, 1, recommendation="no").submit()
    assert "Average 2.3 of 4 · 2 scorecards" in page.text
    assert "Ira Stone: 3.0, yes" in page.text
    assert "2.3 of 4 (2)" in other.visit("/hr/applications").text
    assert "Waiting for your scorecard" not in other.visit("/hr/").text
    assert "Ira Stone: 3.0" in at_desk(new_client(), a_user("recruiter")).visit(path).text


def test_each_score_needs_evidence_and_nothing_typed_is_lost(client: PageClient, application: Application) -> None:
    at_desk(client, a_user("recruiter"))
    page = client.visit(card_path(application))
    options = [option.get_text() for option in page.soup.select("select")[0].select("option")]
    assert options[1:] == [
        "Resume: anna.pdf",
        "Cover letter",
        "An answer in conversation",
        "Nothing in the application",
    ]
    form = filled(page, 3, 1)
    first, second = [name.removeprefix("score_") for name in form.names if name.startswith("score_")]
    form.fill(**{f"evidence_{first}": "nothing", f"comment_{second}": "", "summary": "Kept"})
    page = form.submit(status=422)
    assert page.error_of(f"evidence_{first}") == "Scores above 1 need evidence."
    assert page.error_of(f"comment_{second}") == "Enter a short comment."
    assert page.form("/scorecard").values["summary"] == "Kept"
    assert page.form("/scorecard").values[f"score_{first}"] == "3"
    sent = {**page.form("/scorecard").values, f"evidence_{first}": "document:999", f"comment_{second}": "x"}
    page = client.post(card_path(application), sent, status=422, referrer=card_path(application))
    assert page.error_of(f"evidence_{first}") == "Choose the evidence."
    assert db.session.scalars(select(Scorecard)).all() == []


def test_a_changed_scorecard_keeps_its_history_and_old_wording(client: PageClient, application: Application) -> None:
    at_desk(client, a_user("recruiter"))
    form = filled(client.visit(card_path(application)), 4, 4)
    form.submit()
    assert "Scorecard submitted." in form.submit().notices
    with transaction():
        rubric = db.session.scalars(select(PostingCriterion).order_by(PostingCriterion.position)).all()
        rubric[0].description = "Another wording."
        db.session.delete(rubric[1])
    page = client.visit(f"/hr/applications/{application.id}")
    assert "Python: Reads and writes it." in page.text
    assert "Care" in page.text
    opened = client.visit(card_path(application))
    assert "The scoring criteria changed" in opened.text
    stale = client.visit(card_path(application))
    page = filled(opened, 1, recommendation="no").submit()
    assert "Version from" in page.text
    assert "Average 1.0 of 4 · 1 scorecard" in page.text
    assert "Scorecard edited" in page.text
    page = filled(stale, 3).submit(status=409)
    assert "in another window" in page.notices[0]
    db.session.rollback()
    assert db.session.scalars(select(Application.score)).one() == 100
    page.form("/scorecard").submit()
    db.session.rollback()
    assert db.session.scalars(select(Application.score)).one() == 300


def test_cards_handed_in_at_once_all_count(new_client: NewClient, application: Application) -> None:
    def press(user: User, *values: int) -> Callable[[], Page]:
        form = filled(at_desk(new_client(), user).visit(card_path(application)), *values)
        return lambda: form.submit(status=None)

    same = a_user("recruiter")
    pages = at_once(
        press(a_user("recruiter"), 4, 4), press(a_user("admin"), 2, 2), press(same, 3, 3), press(same, 3, 3)
    )
    assert sorted(getattr(page, "status", 0) for page in pages) == [200, 200, 200, 200]
    db.session.rollback()
    counted = db.session.execute(select(Application.score, Application.scorecard_count)).one()
    assert tuple(counted) == (300, 3)


def test_without_criteria_there_is_one_score(client: PageClient) -> None:
    application = an_application(cover_letter="Dear all")
    at_desk(client, a_user("recruiter"))
    assert "Average 3.0 of 4" in filled(client.visit(card_path(application)), 3).submit().text
