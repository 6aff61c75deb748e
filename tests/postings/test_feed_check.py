"""The settings page that compares feeds and structured data with the pages."""

from typing import Any

import pytest
from flask import Flask
from markupsafe import Markup

from careers.postings.feeds import indeed_presenters as indeed_module
from careers.postings.models import DRAFT
from tests.client import PageClient
from tests.factories import a_company, a_location, a_posting, a_user
from tests.page import Page
from tests.staff import at_desk


@pytest.fixture
def desk(app: Flask, client: PageClient) -> PageClient:
    """Return a client signed in as an admin."""
    a_company(time_zone="America/Los_Angeles")
    return at_desk(client, a_user("admin"))


def cells(page: Page) -> dict[str, tuple[str, str]]:
    """Return (differences, missing) by title."""
    rows = [
        [" ".join(cell.get_text().split()) for cell in row.select("th, td")] for row in page.soup.select("tbody tr")
    ]
    return {title: (drifts, missing) for title, drifts, missing in rows}


def test_complete_postings_have_no_differences(desk: PageClient) -> None:
    place = a_location(street="1 Main St", region="CA", postal_code="94103")
    a_posting(title="Cook & <b>Co</b>", slug="cook", locations=[place], is_remote=True, remote_countries="US")
    a_posting(title="Hidden", state=DRAFT)
    page = desk.visit("/hr/postings").click("Feeds")
    assert cells(page) == {"Cook & <b>Co</b>": ("None", "None")}
    assert page.notices == ["Pages and feeds match for these postings."]


def test_missing_data_is_listed(desk: PageClient) -> None:
    place = a_location(name="Harbor", locality="Oslo", region="Oslo", postal_code="0150")
    lacking: dict[str, Any] = {
        "summary": "",
        "valid_through": None,
        "base_salary_min": None,
        "base_salary_max": None,
    }
    a_posting(title="Cook in Oslo, 90k", locations=[place], **lacking)
    ((drifts, missing),) = cells(desk.visit("/hr/settings/feeds")).values()
    assert drifts == "None"
    for words in (
        "No pay range",
        "No closing date",
        "No summary",
        "No street for Harbor.",
        "includes a location",
        "include pay",
    ):
        assert words in missing


def test_a_feed_that_differs_is_reported(desk: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    a_posting(title="Cook")
    shared = indeed_module.shared_values
    monkeypatch.setattr(indeed_module, "shared_values", lambda posting: shared(posting) | {"salary": "$1 a year"})
    monkeypatch.setattr("careers.postings.feeds.views.sitemap", lambda _pages: b"<urlset/>")
    monkeypatch.setattr("careers.postings.public.views.json_ld", lambda *_, **__: Markup('{"title": "Chef"}'))
    page = desk.visit("/hr/settings/feeds")
    drifts, _ = cells(page)["Cook"]
    for words in (
        "Indeed feed has a different",
        "missing from the sitemap",
        "different title",
        "different title than the page",
    ):
        assert words in drifts
    assert "1 posting differs" in page.notices[0]


def test_the_check_reads_pages_without_the_users_session(app: Flask, desk: PageClient) -> None:
    a_posting(title="Cook")
    desk.visit("/hr/settings/feeds")
    assert desk.visit("/hr/").status == 200
    kept = app.extensions["page_cache"]._kept
    assert any(key.startswith("/jobs/") for key in kept) and not any(
        b"Sign out" in page.body.codings["identity"] for page in kept.values()
    )


def test_the_list_has_pages(desk: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("careers.postings.feeds.queries.CHECKED_PAGE_SIZE", 1)
    for title in ("Cook", "Driver"):
        a_posting(title=title)
    page = desk.visit("/hr/settings/feeds")
    assert set(cells(page)) == {"Driver"} and set(cells(page.click("Older →"))) == {"Cook"}
