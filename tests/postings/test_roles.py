"""Role overviews and their statistics."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete

from careers.clock import now
from careers.company.markdown import render
from careers.company.models import CompanyProfile
from careers.database import db, transaction
from careers.demo.services import fill
from careers.postings.models import CLOSED, DRAFT, RoleOverview, RoleSection
from careers.postings.roles.presenters import Pay, yearly_pay
from careers.postings.roles.queries import RolePosting
from tests.client import PageClient
from tests.factories import a_company, a_posting, save
from tests.page import Page
from tests.staff import statements


@pytest.fixture(autouse=True)
def company(app: Flask) -> None:
    """Create the company, whose name is on every page."""
    a_company(time_zone="America/Los_Angeles")


def a_role(**values: Any) -> RoleOverview:
    """Return a role overview with one section."""
    section = RoleSection(position=0, title="The work", markdown="*Bread*", html=render("*Bread*"))
    given = {"slug": "baker", "title": "Baker", "introduction": "Bakes.", "sections": [section]}
    return save(RoleOverview(**given | values))


def figures(page: Page) -> dict[str, str]:
    """Return the statistics by label."""
    rows = page.soup.select("#figures ~ dl > div")
    return {row.dt.get_text(): " ".join(row.dd.get_text(" ").split()) for row in rows}  # type: ignore[union-attr]


def offer(low: int | None, high: int | None, unit: str = "YEAR", currency: str = "USD") -> RolePosting:
    """Return an open posting with this pay."""
    return RolePosting(1, low, high, currency, unit, False)


def test_pay_is_converted_to_a_year_and_grouped_by_currency() -> None:
    dollars = [offer(100_00, 300_00), offer(10, 20, "HOUR"), offer(1000, 1000, "MONTH"), offer(None, None)]
    assert yearly_pay([*dollars, offer(7, 9, currency="EUR")]) == [
        Pay("USD", 3, average=(200_00 + 312_00 + 120_00) // 3 + 1, median=200_00, low=100_00, high=416_00),
        Pay("EUR", 1, average=8, median=8, low=7, high=9),
    ]


def test_statistics_include_only_open_postings(client: PageClient) -> None:
    role = a_role()
    a_posting(title="One", role_id=role.id, degree_required=True)
    a_posting(title="Two", role_id=role.id, base_salary_min=12_000_000, base_salary_max=15_000_000)
    a_posting(title="No pay", role_id=role.id, base_salary_min=None, base_salary_max=None)
    for values in ({"state": DRAFT}, {"state": CLOSED}, {"valid_through": now() - timedelta(days=1)}):
        a_posting(role_id=role.id, base_salary_min=1, base_salary_max=1, **values)
    a_posting(base_salary_min=1, base_salary_max=1)
    page = client.visit("/roles/baker")
    assert figures(page) == {
        "Open positions": "3 (n = 3)",
        "Average pay in USD": "$120,000 a year (n = 2)",
        "Median pay in USD": "$120,000 a year (n = 2)",
        "Pay range in USD": "$90,000 to $150,000 a year (n = 2)",
        "Require a degree": "33% (1 of 3 postings)",
    }
    assert {"One", "Two", "No pay"} <= set(page.links)
    assert f"on {now():%Y}" not in page.text and f"{now():%Y}" in page.text
    assert "The work" in page.headings and page.soup.select_one("main em")


def test_a_role_without_postings_has_no_statistics(client: PageClient) -> None:
    a_role()
    page = client.visit("/roles/baker")
    assert figures(page) == {} and "No position of this kind is open" in page.text


def test_postings_without_pay_have_no_pay_statistics(client: PageClient) -> None:
    a_posting(role_id=a_role().id, base_salary_min=None, base_salary_max=None)
    page = client.visit("/roles/baker")
    assert set(figures(page)) == {"Open positions", "Require a degree"}
    assert "None of these postings shows its pay" in page.text


def test_currencies_without_cents_are_shown_in_whole_units(client: PageClient) -> None:
    a_posting(role_id=a_role().id, base_salary_min=5_000_000, base_salary_max=7_000_001, base_salary_currency="JPY")
    assert figures(client.visit("/roles/baker"))["Average pay in JPY"] == "¥6,000,000 a year (n = 1)"


def test_roles_are_listed_and_linked_from_their_postings(client: PageClient) -> None:
    role = a_role()
    posting = a_posting(title="Cook", role_id=role.id)
    page = client.visit(f"/jobs/{posting.id}").click("Baker")
    assert page.h1 == "Baker" and page.click("Cook").h1 == "Cook"
    listed = client.visit("/").click("Roles")
    assert listed.h1 == "Roles" and "1 open position." in listed.text
    assert "http://localhost/roles/baker" in client.get("/sitemap.xml").body.decode()
    client.visit("/roles/smith", status=404)


def test_the_empty_list_of_roles_links_to_open_positions(client: PageClient) -> None:
    assert "/jobs" in client.visit("/roles").links.values()


@pytest.mark.parametrize("path", ["/roles", "/roles/baker"])
def test_the_number_of_queries_of_a_role_is_constant(app: Flask, client: PageClient, path: str) -> None:
    role, counts = a_role(), []
    for more in (1, 8):
        for _ in range(more):
            a_posting(role_id=role.id)
        app.extensions["page_cache"].forget()
        with statements() as sent:
            client.visit(path)
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 10


def test_the_role_of_the_demo_has_the_sections_and_the_figures_of_its_posting(app: Flask, client: PageClient) -> None:
    with transaction():
        db.session.execute(delete(CompanyProfile))
        fill([])
    page = client.visit("/roles").click("Back End Software Engineer")
    shown = figures(page)
    assert shown["Average pay in USD"] == "$105,000 a year (n = 1)"
    assert shown["Require a degree"] == "100% (1 of 1 posting)"
    assert len(page.soup.select("article ul")[0].find_all("li")) == 8
    assert "How to get into it" in page.headings and "Backend Developer" in page.links
