"""Description templates: those that come with the site, and HR's own."""

import pytest
from flask import Flask
from sqlalchemy import select

from careers.database import db
from careers.postings.description_templates.queries import KEPT, shipped, sourcing_in
from careers.postings.models import Posting
from tests.client import PageClient
from tests.factories import a_company, a_department, a_posting, a_user
from tests.staff import NewClient, at_desk, attempt

READY = {"description": "The work.", "responsibilities": "- Do it", "qualifications": "- Know how"}


@pytest.fixture
def desk(app: Flask, client: PageClient) -> PageClient:
    """A recruiter's browser."""
    a_company()
    a_department()
    return at_desk(client, a_user("recruiter"))


def test_a_posting_begins_with_a_template_of_the_site_whose_gaps_the_check_finds(desk: PageClient) -> None:
    library = desk.visit("/hr/postings").click("Templates")
    page = library.click("Back-end developer, experienced")
    assert '"back-end developer"' in page.text and "Java developer" in page.links
    form = page.click("Use template").form()
    assert (
        form.values["title"] == "Back-end Developer"
        and "clean, functional code" in form.values["responsibilities"]
    )
    saved = form.fill(is_remote=True, remote_countries="US", pay_min="95000", pay_max="115000").submit()
    assert "“[Years or kind of experience.]”" in saved.text
    assert db.session.scalars(select(Posting.degree_required)).one() is True


def test_every_template_of_the_site_is_whole() -> None:
    for template in shipped():
        assert template.sourcing and template.related and template.note, template.key
        assert set(READY) | {"title", "summary", "criteria"} <= set(template.content) <= set(KEPT), (
            template.key
        )
        assert all(query.count("(") == query.count(")") for _, query in template.sourcing), template.key


def test_hr_saves_describes_and_deletes_its_own(desk: PageClient) -> None:
    posting = a_posting(title="Cook", sections=READY)
    editor = desk.visit(f"/hr/postings/{posting.id}")
    taken = editor.form("/template").fill(template_name="java developer").submit(status=422)
    assert "There’s already a template named “java developer”." in taken.notices[0]
    page = taken.form("/template").fill(template_name="Our cook").submit()
    assert page.h1 == "Our cook" and "Saved from Cook" in page.text and "Do it" in page.text
    form = page.form(button="Save").fill(
        sourcing="LinkedIn: cook AND (soup: OR stew)\nchef", related="Java developer\nBaker"
    )
    page = form.submit()
    assert "cook AND (soup: OR stew)" in page.text and "Baker not created yet" in page.text
    assert page.form(button="Save").fill(template_name="").submit(status=422).error_of("template_name")
    assert page.click("Use template").form().values["description"] == "The work."
    page = page.form("/removal").submit()
    assert "Our cook" not in page.links and "Java developer" in page.links


def test_search_strings_are_read_a_line_each() -> None:
    assert sourcing_in("Here: a AND b\n\nsolo") == [("Here", "a AND b"), ("Search", "solo")]


def test_hiring_managers_begin_with_templates_and_do_not_change_them(
    desk: PageClient, new_client: NewClient
) -> None:
    posting = a_posting(sections=READY)
    desk.visit(f"/hr/postings/{posting.id}").form("/template").fill(template_name="Ours").submit()
    manager = at_desk(new_client(), a_user("hiring_manager"))
    page = manager.visit("/hr/postings/templates").click("Ours")
    assert not page.soup.select("main form")
    assert page.click("Use template").form().values["description"] == "The work."
    answers = [
        attempt(manager, "POST", path).status
        for path in (page.path, f"{page.path}/removal", f"/hr/postings/{posting.id}/template")
    ]
    assert answers == [403, 403, 403]
    foreign = {"template_name": "Mine", "note": "", "sourcing": "", "related": ""}
    assert attempt(desk, "POST", "/hr/postings/templates/java-developer", foreign).status == 404
    assert attempt(desk, "POST", "/hr/postings/templates/java-developer/removal").status == 404
    for key in ("own-999", "own-x", "own-", "nothing"):
        assert desk.get(f"/hr/postings/templates/{key}").status == 404
