"""Pages of words: drafts, previews, publishing, versions, and the privacy notice that applications name."""

import pytest
from flask import Flask

from careers.company.models import Page
from careers.database import db
from tests.client import PageClient
from tests.company.test_lists import Seen
from tests.factories import a_benefit, a_company, a_page, a_user
from tests.staff import NewClient, at_desk, attempt


@pytest.fixture(autouse=True)
def company(app: Flask) -> None:
    """Every page needs to know whose it is."""
    a_company()


@pytest.fixture
def desk(client: PageClient) -> PageClient:
    """An administrator's browser."""
    return at_desk(client, a_user("admin", name="Ada"))


@pytest.fixture
def seen(app: Flask, new_client: NewClient) -> Seen:
    """What visitors read at an address now, a second or more after the last change."""

    def read(path: str) -> str:
        app.extensions["page_cache"].forget()
        return new_client().visit(path, status=None).text

    return read


def test_a_draft_is_seen_by_staff_only_until_it_is_published(desk: PageClient, seen: Seen) -> None:
    page = a_page("company", title="Company")
    form = desk.visit(f"/hr/settings/pages/{page.id}").form(f"/pages/{page.id}")
    preview = form.fill(body_markdown="## Ovens\n\nWe <b>bake</b>.").submit("Save and preview")
    assert "Ovens" in preview.headings and "We <b>bake</b>." in preview.text
    assert "Ovens" not in seen("/company")
    edited = preview.click("Back to editing")
    edited.form(f"/pages/{page.id}").submit("Publish")
    assert "Ovens" in seen("/company")


def test_versions_are_compared_and_restored(desk: PageClient, seen: Seen) -> None:
    page = a_page("company", title="Company")
    address = f"/hr/settings/pages/{page.id}"
    for words in ("First words.\n\nThey stay.", "Second words.\n\nThey stay."):
        desk.visit(address).form(f"/pages/{page.id}").fill(body_markdown=words).submit("Publish")
    second = desk.visit(address).click("Version 2")
    assert [tag.text for tag in second.soup.select("del, ins")] == [
        "Removed: First words.",
        "Added: Second words.",
    ]
    first = desk.visit(address).click("Version 1")
    restored = first.form("/restoration").submit()
    assert "Second words." in seen("/company")
    restored.form(f"/pages/{page.id}").submit("Publish")
    assert "First words." in seen("/company") and "Version 3" in desk.visit(address).text


def test_a_new_page_has_an_address_and_a_place_in_the_footer(desk: PageClient, seen: Seen) -> None:
    form = desk.visit("/hr/settings/pages/new").form()
    page = form.fill(title="Life at work", body_markdown="Bread.").submit()
    assert "Page not found" in seen("/pages/life-at-work") or "Bread" not in seen("/pages/life-at-work")
    row = db.session.query(Page).one()
    page = page.form(f"/pages/{row.id}").submit("Publish")
    assert "Bread." in seen("/pages/life-at-work")
    assert page.form("/listing").submit().notices == ["Added to the footer."]
    # Somebody else who pressed the same button a moment later does not take it out again.
    assert "Someone changed this after you opened it" in page.form("/listing").submit().notices[0]
    desk.visit("/jobs").click("Life at work")
    desk.visit(f"/hr/settings/pages/{row.id}").form("/removal").submit()
    assert "Bread." not in seen("/pages/life-at-work")


def test_two_editors_of_a_page_lose_nothing(desk: PageClient, new_client: NewClient) -> None:
    page = a_page("company", title="Company")
    mine = desk.visit(f"/hr/settings/pages/{page.id}").form(f"/pages/{page.id}")
    theirs = at_desk(new_client(), a_user("admin")).visit(f"/hr/settings/pages/{page.id}")
    theirs.form(f"/pages/{page.id}").fill(body_markdown="Theirs.").submit("Publish")
    answer = mine.fill(body_markdown="Mine.").submit("Publish", status=409)
    assert "Theirs." in answer.text and "Mine." in str(answer.form(f"/pages/{page.id}").values)


def test_a_number_of_thousands_of_digits_is_no_version_and_no_neighbor(desk: PageClient) -> None:
    page, benefit, endless = a_page("about"), a_benefit(), "9" * 5_000
    for path, form in (
        (f"/hr/settings/pages/{page.id}/listing", {"version": endless}),
        (f"/hr/settings/benefits/{benefit.id}/move", {"direction": "up", "beside_up": endless}),
    ):
        assert attempt(desk, "POST", path, form).status == 303, path
