"""The stages of a posting: chosen in its editor, kept by copies and templates."""

import pytest
from flask import Flask

from careers.company.stages.models import Stage
from careers.database import db
from careers.postings.models import Posting
from tests.client import PageClient
from tests.factories import a_company, a_department, a_posting, a_user, an_application, save
from tests.page import Page
from tests.staff import NewClient, at_desk

READY = {"description": "The work.", "responsibilities": "- Do it", "qualifications": "- Know how"}


@pytest.fixture
def desk(app: Flask, client: PageClient) -> PageClient:
    """Return a client signed in as a recruiter."""
    a_company()
    return at_desk(client, a_user("recruiter"))


def selected(page: Page) -> list[str]:
    """Return the selected stages."""
    return [str(box["value"]) for box in page.soup.select("[name=stages][checked]")]


def stored_stages(posting: Posting) -> str:
    """Return the stored stages of the posting."""
    db.session.rollback()
    return db.session.get_one(Posting, posting.id).stages


def test_a_posting_uses_all_stages_unless_some_are_chosen(
    desk: PageClient,
) -> None:
    posting = a_posting(title="Cook", sections=READY)
    for stage in ("screen", "interview", "interview"):
        an_application(posting, stage=stage)
    path = f"/hr/postings/{posting.id}"
    page = desk.visit(path)
    assert selected(page) == ["screen", "interview", "offer"]
    assert "Active now: 1 at Screen, 2 at Interview." in page.text
    page = page.form(path).fill(stages=["screen", "offer"]).submit()
    assert stored_stages(posting) == "applied,offer,screen" and selected(page) == ["screen", "offer"]
    assert "2 active applications at Interview, which this posting no longer uses" in page.text
    # Selecting every stage means all stages, including one that was added in the meantime.
    form = page.form(path).fill(stages=["screen", "interview", "offer"])
    words = {"candidate_name": "Sample", "candidate_sentence": "We read it."}
    save(Stage(key="work-sample", position=9, name="Work sample", **words))
    page = form.submit()
    assert stored_stages(posting) == "" and selected(page) == ["screen", "interview", "offer", "work-sample"]


def test_copies_and_templates_keep_the_stages_and_conflicts_are_shown(desk: PageClient, new_client: NewClient) -> None:
    a_department()
    posting = a_posting(title="Cook", sections=READY, stages="applied,interview")
    path = f"/hr/postings/{posting.id}"
    assert selected(desk.visit(path).form("/copy").submit()) == ["interview"]
    page = desk.visit(path).form("/template").fill(template_name="Our cook").submit()
    assert "New, Interview" in page.text
    assert selected(page.click("Use template")) == ["interview"]
    mine = desk.visit(path).form(path).fill(stages=[])
    other = at_desk(new_client(), a_user("recruiter"))
    other.visit(path).form(path).fill(stages=["offer"]).submit()
    page = mine.submit(status=409)
    assert "Stages now" in page.text and selected(page) == []
    assert stored_stages(posting) == "applied,offer"
    page.form(path).submit()
    assert stored_stages(posting) == "applied"
