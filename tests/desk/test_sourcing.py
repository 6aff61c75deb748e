"""The workbench: a search made of a posting, kept for it, and written out for others."""

import pytest
from flask import Flask

from careers.clock import now
from careers.postings.models import HIRING_MANAGER
from tests.client import PageClient
from tests.desk.test_application_search import indexed, names_on
from tests.factories import a_company, a_posting, a_user, an_application
from tests.page import Page
from tests.staff import NewClient, at_desk, on_team

BENCH = "/hr/workbench"


@pytest.fixture(autouse=True)
def company(app: Flask) -> None:
    """Every page needs to know whose it is."""
    a_company()


def texts_on(page: Page) -> dict[str, str]:
    """What there is to copy, by what it is for."""
    return {
        str(area.find_previous("label").get_text()): area.get_text()  # type: ignore[union-attr]
        for area in page.soup.select("textarea[readonly]")
    }


def test_a_posting_suggests_a_search_that_can_be_saved_and_copied(client: PageClient) -> None:
    needs = "- Strong Python.\n- MySQL and its keys.\n- A framework such as Django or Flask.\n- Git in particular."
    posting = a_posting(title="Backend Developer", sections={"qualifications": needs})
    desk = at_desk(client, a_user("recruiter"))
    page = desk.visit(BENCH, query={"posting": posting.id})
    search = page.soup.select_one("textarea#q")
    assert search and search.get_text().endswith("AND python AND (mysql OR mariadb) AND (django OR flask)")
    assert "too narrow: git" in page.text
    texts = texts_on(page)
    assert texts["For GitHub (users)"] == "type:user language:python"
    assert texts["For Google (LinkedIn profiles)"].startswith('site:linkedin.com/in ("backend developer" OR')
    page.form("/hr/views").fill(name="Pythonists").submit()
    page = desk.visit(BENCH, query={"posting": posting.id, "q": "rust"})
    again = desk.visit(page.resolve(page.links["Pythonists"]))
    assert texts_on(again)["For GitHub (users)"] == "type:user language:python"


def test_the_first_matches_are_shown_with_highlights_and_their_number(client: PageClient) -> None:
    baker = a_posting(title="Baker")
    for number in range(7):
        indexed(an_application(baker, name=f"Ana {number}", documents=[], cover_letter="I bake rye bread."))
    settled = {"disposition": "withdrawn", "disposition_reason": "no_answer", "disposed_at": now()}
    indexed(an_application(baker, name="Bo", documents=[], cover_letter="Bread.", **settled))
    indexed(an_application(name="Cy", documents=[], cover_letter="Bread and rolls."))
    desk = at_desk(client, a_user("recruiter"))
    page = desk.visit(BENCH, query={"posting": baker.id, "q": "bread"})
    assert names_on(page) == ["Bo", "Ana 6", "Ana 5", "Ana 4", "Ana 3"] and "8 applications" in page.text
    marked = [element.get_text() for element in page.soup.select("tr.hit mark")]
    assert marked == ["Bread", *["bread"] * 4]
    assert len(names_on(desk.visit(page.resolve(page.links["Show all matches for Baker"])))) == 8
    first = desk.visit(page.resolve(page.links["Ana 6"])).soup.select(".queue a")
    assert first[0].get_text() == "Bo"
    assert names_on(desk.visit(page.resolve(page.links["Search all applications"])))[0] == "Cy"
    assert "No matches." in desk.visit(BENCH, query={"q": "cobol"}).text


def test_a_search_with_only_exclusions_finds_people_without_excerpts(client: PageClient) -> None:
    indexed(an_application(name="Ana", documents=[], cover_letter="Bread."))
    indexed(an_application(name="Bo", documents=[], cover_letter="Rolls."))
    page = at_desk(client, a_user("recruiter")).visit(BENCH, query={"q": "NOT bread"})
    assert "1 application" in page.text and "Bo" in page.links


def test_any_description_can_become_a_search(client: PageClient) -> None:
    desk = at_desk(client, a_user("recruiter"))
    form = desk.visit(BENCH).form(button="Build search")
    page = form.fill(title="Java developer", text="Java, Ruby, PHP or Python").submit()
    search = page.soup.select_one("textarea#q")
    assert search and search.get_text().endswith("AND (java OR ruby OR php OR python)")
    page = desk.visit(BENCH).form(button="Build search").fill(title="").submit(status=422)
    assert page.error_of("title") == "Enter a title."


def test_the_workbench_of_a_posting_is_for_those_who_may_see_it(new_client: NewClient) -> None:
    posting, own = a_posting(title="Cook"), a_posting(title="Baker")
    manager = at_desk(new_client(), on_team(a_user("hiring_manager"), own, HIRING_MANAGER))
    manager.visit(BENCH, query={"posting": own.id})
    manager.visit(BENCH, query={"posting": posting.id}, status=404)
