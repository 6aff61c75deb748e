"""Description templates, built in and saved by HR."""

import pytest
from flask import Flask
from sqlalchemy import select

from careers.database import db
from careers.postings.description_templates.queries import TEMPLATE_FIELDS, built_in_templates, sourcing_in
from careers.postings.models import Posting
from tests.client import PageClient
from tests.factories import a_company, a_department, a_posting, a_user
from tests.staff import NewClient, at_desk, attempt

READY = {"description": "The work.", "responsibilities": "- Do it", "qualifications": "- Know how"}


@pytest.fixture
def desk(app: Flask, client: PageClient) -> PageClient:
    """Return a client signed in as a recruiter."""
    a_company()
    a_department()
    return at_desk(client, a_user("recruiter"))


def test_a_posting_starts_from_a_built_in_template_and_the_check_finds_its_placeholders(
    desk: PageClient,
) -> None:
    library = desk.visit("/hr/postings").click("Templates")
    page = library.click("Back-end developer, experienced")
    assert '"back-end developer"' in page.text and "Java developer" in page.links
    form = page.click("Use template").form()
    assert form.values["title"] == "Back-end Developer" and "clean, functional code" in form.values["responsibilities"]
    saved = form.fill(is_remote=True, remote_countries="US", pay_min="95000", pay_max="115000").submit()
    assert "“[Years or kind of experience.]”" in saved.text
    assert db.session.scalars(select(Posting.degree_required)).one() is True


def test_every_built_in_template_is_complete() -> None:
    for template in built_in_templates():
        assert template.sourcing and template.related and template.note, template.key
        assert set(READY) | {"title", "summary", "criteria"} <= set(template.content) <= set(TEMPLATE_FIELDS), (
            template.key
        )
        assert all(query.count("(") == query.count(")") for _, query in template.sourcing), template.key


def test_hr_saves_describes_and_deletes_a_template(desk: PageClient) -> None:
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


def test_search_strings_are_read_line_by_line() -> None:
    assert sourcing_in("Here: a AND b\n\nsolo") == [("Here", "a AND b"), ("Search", "solo")]


def test_hiring_managers_can_use_but_not_change_templates(desk: PageClient, new_client: NewClient) -> None:
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
