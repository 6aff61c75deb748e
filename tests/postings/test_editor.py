"""The editor's preview, and copies of postings."""

import pytest
from flask import Flask
from sqlalchemy import select

from careers.database import db
from careers.postings.models import DRAFT, Posting
from tests.client import PageClient
from tests.factories import a_company, a_department, a_general_posting, a_posting, a_user, an_application
from tests.staff import NewClient, at_desk, attempt

READY = {"description": "The work.", "responsibilities": "- Do it", "qualifications": "- Know how"}


@pytest.fixture
def desk(app: Flask, client: PageClient) -> PageClient:
    """Return a client signed in as a recruiter."""
    a_company()
    return at_desk(client, a_user("recruiter"))


def test_the_preview_shows_unsaved_text_and_saves_nothing(desk: PageClient) -> None:
    a_department()
    form = desk.visit("/hr/postings/new").form().fill(title="Cook", description="Stir **well**. <b>No</b>")
    page = form.submit("Preview")
    shown = page.soup.select_one("#preview")
    assert shown and [tag.get_text() for tag in shown.select("strong")] == ["well"] and not shown.select("b")
    assert page.form().values["description"] == "Stir **well**. <b>No</b>"
    assert not page.errors and db.session.scalars(select(Posting)).all() == []
    posting = a_posting(title="Cook", sections=READY)
    form = desk.visit(f"/hr/postings/{posting.id}").form(button="Save")
    page = form.fill(title="", description="x" * 20_001).submit("Preview")
    assert "the limit is 20,000" in page.text
    assert page.form(button="Save").fill(title="Chef", description="Better.").submit().h1 == "Chef"


def test_a_copy_has_only_the_content_and_the_team(desk: PageClient) -> None:
    manager, gone = (
        a_user("hiring_manager", name="Mara"),
        a_user("hiring_manager", name="Gone", is_active=False),
    )
    posting = a_posting(title="Cook", sections=READY, managers=[manager, gone])
    an_application(posting)
    page = desk.visit(f"/hr/postings/{posting.id}").form("/copy").submit()
    copy = db.session.scalars(select(Posting).order_by(Posting.id.desc())).first()
    assert copy and (copy.state, copy.title, copy.valid_through, copy.date_posted) == (
        DRAFT,
        "Cook",
        None,
        None,
    )
    assert page.path == f"/hr/postings/{copy.id}" and page.form(button="Save").values["description"] == "The work."
    assert "Mara Hiring manager" in page.text and "Gone Hiring manager" not in page.text
    assert "0 active applications" in page.text


def test_only_visible_postings_other_than_the_general_one_can_be_copied(
    desk: PageClient, new_client: NewClient
) -> None:
    general = a_general_posting()
    assert attempt(desk, "POST", f"/hr/postings/{general.id}/copy").status == 404
    other = at_desk(new_client(), a_user("hiring_manager"))
    assert attempt(other, "POST", f"/hr/postings/{a_posting().id}/copy").status == 404
