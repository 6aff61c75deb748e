"""The public pages of postings, as a visitor sees them."""

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import brotli
import pytest
from flask import Flask
from sqlalchemy import delete, event

from careers.clock import frozen, now
from careers.company.models import CompanyProfile
from careers.database import db, transaction
from careers.demo.services import fill
from careers.http.catalog import touch_catalog
from careers.postings.models import CLOSED, DRAFT
from tests.client import PageClient
from tests.factories import a_company, a_department, a_hiring_step, a_location, a_page, a_posting


@pytest.fixture(autouse=True)
def company(app: Flask) -> None:
    """Create the company, whose name is on every page."""
    a_company(time_zone="America/Los_Angeles")


@contextmanager
def queries() -> Iterator[list[str]]:
    """Collect the statements that are executed inside the block."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def clear_page_cache(app: Flask) -> None:
    """Make the next visit render its page."""
    app.extensions["page_cache"].forget()


def test_the_listing_shows_open_postings_only(client: PageClient) -> None:
    a_posting(title="Cook")
    a_posting(title="Secret", state=DRAFT)
    a_posting(title="Over", state=CLOSED)
    a_posting(title="Past", valid_through=now() - timedelta(seconds=1))
    page = client.visit("/jobs")
    assert "Cook" in page.links
    assert not {"Secret", "Over", "Past"} & set(page.links)


def test_pay_places_and_closing_date_are_shown(client: PageClient) -> None:
    place = a_location(locality="San Francisco", region="CA")
    posting = a_posting(
        locations=[place],
        is_remote=True,
        remote_countries="US",
        base_salary_min=9_500_000,
        base_salary_max=11_500_000,
    )
    page = client.visit(f"/jobs/{posting.id}")
    assert "$95,000–115,000 a year" in page.text
    assert "Remote (US), or San Francisco, CA (hybrid)" in page.text


@pytest.mark.parametrize(
    ("address", "shown", "hidden"),
    [
        ("/jobs?department=kitchen", "Cook", "Driver"),
        ("/jobs?workplace=remote", "Driver", "Cook"),
        ("/jobs?location=rome", "Cook", "Driver"),
        ("/jobs?type=PART_TIME", "Driver", "Cook"),
    ],
)
def test_a_filter_shows_only_matching_postings(client: PageClient, address: str, shown: str, hidden: str) -> None:
    kitchen = a_department(slug="kitchen", name="Kitchen")
    a_posting(title="Cook", department_id=kitchen.id, locations=[a_location(slug="rome", name="Rome")])
    a_posting(title="Driver", is_remote=True, office_mode="", employment_type="PART_TIME")
    page = client.visit(address)
    assert shown in page.links and hidden not in page.links


@pytest.mark.parametrize(
    "address",
    ["/jobs?department=nope", "/jobs?type='; --", "/jobs?workplace=%F0%9F%98%80", "/jobs?flavor=sweet"],
)
def test_an_unknown_value_is_ignored_with_a_notice(client: PageClient, address: str) -> None:
    a_posting(title="Cook")
    page = client.visit(address)
    assert "Cook" in page.links
    assert "We ignored" in page.text


@pytest.mark.parametrize("number", ["0", "-1", "999999", "x", "9" * 40, "%00"])
def test_an_invalid_page_number_shows_an_existing_page(client: PageClient, number: str) -> None:
    a_posting(title="Cook")
    assert "Cook" in client.visit(f"/jobs?page={number}").links


def test_the_pages_of_the_listing_show_each_posting_once(client: PageClient) -> None:
    department = a_department()
    for number in range(27):
        a_posting(
            title=f"Job {number}",
            department_id=department.id,
            is_remote=True,
            office_mode="",
            date_posted=now() - timedelta(days=number),
        )
    first, second = client.visit("/jobs"), client.visit("/jobs?page=2")
    seen = [title for page in (first, second) for title in page.links if title.startswith("Job ")]
    assert seen == [f"Job {number}" for number in range(27)]
    beyond = client.visit(f"/jobs?page={'9' * 40}")
    assert "Page 2 of 2" in beyond.text and beyond.notices == ["That page doesn’t exist. Here is the last one."]


def test_the_number_of_queries_of_the_listing_is_constant(app: Flask, client: PageClient) -> None:
    counts = []
    for more in (1, 20):
        for _ in range(more):
            a_posting()
        clear_page_cache(app)
        with queries() as sent:
            client.visit("/jobs")
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 14


def test_an_old_or_missing_slug_redirects(client: PageClient) -> None:
    posting = a_posting(title="Cook")
    for slug in ("", "-chef", "-Cook", "-cook%20"):
        answer = client.get(f"/jobs/{posting.id}{slug}")
        assert (answer.status, answer.location) == (301, f"/jobs/{posting.id}-cook")


def test_a_trailing_slash_redirects(client: PageClient) -> None:
    for path, meant in (
        ("/jobs/?q=a+b", "/jobs?q=a+b"),
        ("/company//", "/company"),
        ("/hr/postings/", "/hr/postings"),
    ):
        answer = client.get(path)
        assert (answer.status, answer.location) == (308, meant)
    for path in ("/nothing/", "/hr/postings/nothing/", "/jobs/999-gone/x/"):
        client.visit(path, status=404)
    client.post("/jobs/", status=404)


def test_a_draft_is_404_and_a_closed_posting_410_with_similar_ones(client: PageClient) -> None:
    a_posting(title="Driver")
    draft, closed = a_posting(title="Secret", state=DRAFT), a_posting(title="Cook", state=CLOSED)
    assert "Secret" not in client.visit(f"/jobs/{draft.id}-secret", status=404).html
    page = client.visit(f"/jobs/{closed.id}-cook", status=410)
    assert "Driver" in page.links and not page.json_ld
    client.visit(f"/jobs/{closed.id}-cook/apply", status=410)
    client.visit(f"/jobs/{draft.id}-secret/apply", status=404)


def test_a_posting_is_gone_once_its_closing_date_has_passed(app: Flask, client: PageClient) -> None:
    posting = a_posting(title="Cook", valid_through=now() + timedelta(hours=1))
    with frozen(now() + timedelta(hours=2)):
        client.visit(f"/jobs/{posting.id}-cook", status=410)


def test_structured_data_matches_the_page_and_is_escaped(client: PageClient) -> None:
    posting = a_posting(
        title="Cook </script><script>alert(1)</script>",
        slug="cook",
        is_remote=True,
        remote_countries="US,CA",
        valid_through=now() + timedelta(days=5),
    )
    page = client.visit(f"/jobs/{posting.id}-cook")
    data = page.json_ld[0]
    assert data["title"] == page.h1 == posting.title
    assert data["datePosted"] and data["validThrough"] and data["jobLocation"][0]["address"]["addressCountry"] == "US"
    assert data["jobLocationType"] == "TELECOMMUTE"
    assert [place["name"] for place in data["applicantLocationRequirements"]] == ["US", "CA"]
    assert data["baseSalary"]["value"] == {
        "@type": "QuantitativeValue",
        "minValue": 90000.0,
        "maxValue": 120000.0,
        "unitText": "YEAR",
    }


def test_hybrid_alone_is_not_telecommuting(client: PageClient) -> None:
    posting = a_posting(title="Cook")
    assert "jobLocationType" not in client.visit(f"/jobs/{posting.id}-cook").json_ld[0]


def test_publishing_is_visible_within_a_second_and_then_cached(app: Flask, client: PageClient) -> None:
    assert "Cook" not in client.visit("/jobs").links
    with transaction():
        a_posting(title="Cook")
        touch_catalog()
    app.extensions["page_cache"]._checked_at = -10.0
    assert "Cook" in client.visit("/jobs").links
    with queries() as sent:
        client.visit("/jobs")
    assert sent == []


def test_public_pages_set_no_cookie_and_support_conditional_requests(client: PageClient) -> None:
    a_hiring_step()
    for slug in ("company", "benefits", "how-we-hire", "privacy", "accessibility"):
        a_page(slug)
    for path in ("/", "/jobs", "/company", "/benefits", "/how-we-hire", "/privacy", "/accessibility"):
        page = client.visit(path)
        assert "Set-Cookie" not in page.headers and "Cookie" not in page.headers["Vary"]
        again = client.get(path, headers={"If-None-Match": page.headers["ETag"]})
        assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize(
    ("accepted", "coding", "unpack"),
    [
        ("br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("identity", None, bytes),
        ("br;q=0", None, bytes),
    ],
)
def test_a_public_page_is_compressed_if_the_client_accepts_it(
    app: Flask, accepted: str, coding: str | None, unpack: Callable[[bytes], bytes]
) -> None:
    a_posting(title="Cook")
    answer = app.test_client().get("/jobs", headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == coding
    assert b">Cook<" in unpack(answer.data)


def test_the_real_posting_of_the_demo_has_all_its_sections(app: Flask, client: PageClient) -> None:
    with transaction():
        db.session.execute(delete(CompanyProfile))
        fill([])
    page = client.visit("/jobs").click("Backend Developer")
    titles = [
        "About NextGen Software",
        "The position",
        "What you’ll do",
        "What you bring",
        "Education",
        "Experience",
        "What we offer",
    ]
    assert [title for title in page.headings if title in titles] == titles
    value = page.json_ld[0]["baseSalary"]["value"]
    assert (value["minValue"] + value["maxValue"]) / 2 == 105_000
