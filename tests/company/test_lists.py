"""Departments, locations, benefits and steps of hiring, as an administrator edits them and visitors see them."""

from collections.abc import Callable

import pytest
from flask import Flask

from careers.company.models import Department
from careers.database import db
from tests.client import PageClient
from tests.factories import a_benefit, a_department, a_page, a_posting, a_user
from tests.staff import NewClient, at_desk

Seen = Callable[[str], str]
READY = {"description": "The work.", "responsibilities": "- Do it", "qualifications": "- Know how"}


@pytest.fixture
def seen(app: Flask, client: PageClient) -> Seen:
    """What visitors read at an address now, a second or more after the last change."""

    def read(path: str) -> str:
        app.extensions["page_cache"].forget()
        return client.visit(path).text

    return read


def test_what_is_added_is_offered_to_postings_and_found_under_its_new_name(
    desk: PageClient, run_tasks: Callable[[], None]
) -> None:
    page = desk.visit("/hr/settings/departments/new").form().fill(name="Bakery").submit()
    assert page.h1 == "Departments" and "Bakery" in page.text
    bakery = db.session.query(Department).one()
    a_posting(title="Baker", department_id=bakery.id)
    page.click("Bakery").form("/departments/" + str(bakery.id)).fill(name="Patisserie").submit()
    run_tasks()
    assert "Baker" in desk.visit("/jobs?q=patisserie").text
    assert desk.visit("/jobs?department=bakery").text.count("Patisserie")


def test_two_of_a_list_have_two_names(desk: PageClient) -> None:
    bar, kitchen = a_department(name="Bar"), a_department(name="Kitchen")
    for path in ("/hr/settings/departments/new", f"/hr/settings/departments/{bar.id}"):
        page = desk.visit(path)
        form = page.form(f"/departments/{bar.id}") if path.endswith(str(bar.id)) else page.form()
        assert "with this name" in form.fill(name="kitchen").submit(status=422).error_of("name")
    form = desk.visit(f"/hr/settings/departments/{kitchen.id}").form(f"/departments/{kitchen.id}")
    assert form.fill(name="KITCHEN").submit().notices == ["Saved."]


def test_a_department_with_postings_is_retired_and_never_breaks_them(desk: PageClient) -> None:
    used, free = a_department(name="Kitchen"), a_department(name="Cellar")
    posting = a_posting(title="Cook", department_id=used.id, sections=READY)
    page = desk.visit(f"/hr/settings/departments/{used.id}")
    assert not page.soup.select('form[action$="/removal"]')
    # Somebody who saw it unused a moment ago.
    other = desk.visit(f"/hr/settings/departments/{free.id}").form("/removal")
    a_posting(title="Sommelier", department_id=free.id)
    assert "Archive" in other.submit().notices[0]
    page.form("/retirement").submit()
    assert "Kitchen" not in desk.visit("/hr/postings/new").text
    edited = desk.visit(f"/hr/postings/{posting.id}").form(f"/postings/{posting.id}")
    page = edited.fill(summary="Cooks.").submit()
    assert page.notices == ["Saved."] and "Kitchen" in desk.visit(f"/jobs/{posting.id}").text


def test_benefits_are_moved_and_removed_and_visitors_see_it(desk: PageClient, seen: Seen) -> None:
    a_page("benefits")
    first, second = a_benefit(title="Time"), a_benefit(title="Bread")
    text = seen("/benefits")
    assert text.index("Time") < text.index("Bread")
    desk.visit("/hr/settings/benefits").form(f"/{second.id}/move").submit()
    text = seen("/benefits")
    assert text.index("Bread") < text.index("Time")
    desk.visit(f"/hr/settings/benefits/{first.id}").form("/removal").submit()
    assert "Time" not in seen("/benefits")


def test_the_second_of_two_editors_gets_a_conflict_and_loses_nothing(desk: PageClient, new_client: NewClient) -> None:
    benefit = a_benefit(title="Time", description="Thirty days.")
    mine = desk.visit(f"/hr/settings/benefits/{benefit.id}").form(f"/benefits/{benefit.id}")
    theirs = at_desk(new_client(), a_user("admin")).visit(f"/hr/settings/benefits/{benefit.id}")
    theirs.form(f"/benefits/{benefit.id}").fill(description="Forty days.").submit()
    page = mine.fill(description="Fifty days.").submit(status=409)
    assert "Forty days." in page.text and "Someone else saved this" in page.notices[0]
    page = page.form(f"/benefits/{benefit.id}").submit()
    assert page.h1 == "Benefits" and "Fifty days." in page.text


def test_the_second_of_two_who_move_archive_or_remove_gets_a_conflict(desk: PageClient, new_client: NewClient) -> None:
    colleague = at_desk(new_client(), a_user("admin"))
    rows = [a_department(name=name, position=at) for at, name in enumerate(("Bar", "Cellar", "Kitchen"))]
    a_posting(department_id=rows[2].id)
    listing, last = "/hr/settings/departments", f"/hr/settings/departments/{rows[2].id}"
    mine, retiring, removing = desk.visit(listing), desk.visit(last), desk.visit(f"{listing}/{rows[1].id}")
    colleague.visit(listing).form(f"{rows[2].id}/move").submit()
    page = mine.form(f"{rows[2].id}/move").submit()
    assert "Someone changed this after you opened it" in page.notices[0]
    assert [row.get_text(strip=True) for row in page.soup.select("tbody th")] == ["Bar", "Kitchen", "Cellar"]
    colleague.visit(last).form(last).fill(name="Bakery").submit()
    assert "Someone changed this after you opened it" in retiring.form("/retirement").submit().notices[0]
    assert "Bakery" in desk.visit("/hr/postings/new").text
    colleague.visit(f"{listing}/{rows[1].id}").form(f"/{rows[1].id}").fill(summary="Keep.").submit()
    assert "Someone changed this after you opened it" in removing.form("/removal").submit().notices[0]
    assert "Cellar" in desk.visit(listing).text


def test_the_profile_is_shown_everywhere_and_errors_at_their_field(desk: PageClient) -> None:
    form = desk.visit("/hr/settings/company").form()
    page = form.fill(name="", email="a@b, c@d", website="example.com", country="USA").submit(status=422)
    assert len(page.errors) == 4
    form = desk.visit("/hr/settings/company").form()
    form.fill(name="Ovens & Sons", website="https://ovens.example", about_markdown="We *bake*.").submit()
    a_posting(title="Baker")
    visitors = desk.visit("/jobs").click("Baker")
    assert "About Ovens & Sons" in visitors.headings
    assert visitors.json_ld[0]["hiringOrganization"]["sameAs"] == "https://ovens.example"
