"""Feeds, sitemap, and structured data, parsed by independent parsers and compared with the page."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from flask import Flask
from lxml import etree

from careers.clock import frozen, now
from careers.company.pages.models import PageVersion
from careers.postings.models import CLOSED, DRAFT, Posting
from tests.client import PageClient
from tests.factories import a_company, a_location, a_page, a_posting, save
from tests.page import Page
from tests.staff import statements

ATOM = {"a": "http://www.w3.org/2005/Atom"}
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
NASTY = "R&D <b>]]> Köchin & 日本 \x01\x0b“quoted”"
FEEDS = ("/feeds/jobs.atom", "/feeds/jobs.json", "/feeds/indeed.xml", "/sitemap.xml")


@pytest.fixture(autouse=True)
def company(app: Flask) -> None:
    """Create the company, whose name is on every page."""
    a_company(time_zone="America/Los_Angeles")


def tree(client: PageClient, path: str) -> Any:
    """Return a document parsed by lxml; defusedxml must be able to parse it too."""
    page = client.get(path, status=200)
    fromstring(page.body)
    return etree.fromstring(page.body)


def entries(client: PageClient, path: str = "/feeds/jobs.atom") -> list[dict[str, str]]:
    """Return the entries of the Atom feed."""
    return [
        {etree.QName(child).localname: child.get("href") or child.text or "" for child in entry}
        for entry in tree(client, path).findall("a:entry", ATOM)
    ]


def jobs(client: PageClient) -> list[dict[str, str]]:
    """Return the jobs of the Indeed feed."""
    found = tree(client, "/feeds/indeed.xml").findall("job")
    return [{child.tag: child.text or "" for child in job} for job in found]


def page_of(client: PageClient, posting: Posting) -> Page:
    """Return the posting's page."""
    return client.visit(f"/jobs/{posting.id}")


def test_every_feed_matches_the_page(client: PageClient) -> None:
    place = a_location(locality="San Francisco", region="CA", postal_code="94103")
    posting = a_posting(
        title="Cook",
        locations=[place],
        is_remote=True,
        remote_countries="US",
        sections={"description": "Cook."},
    )
    page, address = page_of(client, posting), f"http://localhost/jobs/{posting.id}-cook"
    shown = page.json_ld[0]
    assert page.soup.select_one("link[rel=canonical]")["href"] == address == shown["url"]  # type: ignore[index]
    (entry,), (item,) = entries(client), client.get("/feeds/jobs.json").json["items"]
    assert entry["link"] == item["url"] == address
    assert entry["id"] == item["id"] == f"http://localhost/jobs/{posting.id}"
    for html in (entry["content"], item["content_html"]):
        for said in (
            "$90,000–120,000 a year",
            "Remote (US), or San Francisco, CA (hybrid)",
            "Full time",
            "Apply by",
        ):
            assert said in html and said in page.text
    for job in jobs(client):
        assert (job["title"], job["url"], job["requisitionid"]) == (page.h1, address, str(posting.id))
        assert job["description"] == shown["description"] and "<p>Cook.</p>" in job["description"]
        assert job["salary"] in page.text and job["jobtype"] == "fulltime"


def test_indeed_gets_a_job_for_each_place_with_a_permanent_number(client: PageClient) -> None:
    place = a_location(locality="Berlin", region="Berlin", country="DE", postal_code="10115")
    posting = a_posting(title="Cook", locations=[place], is_remote=True, remote_countries="DE,US")
    office, remote = jobs(client)
    assert (office["city"], office["state"], office["country"], office["postalcode"]) == (
        "Berlin",
        "Berlin",
        "DE",
        "10115",
    )
    assert (office["remotetype"], remote["remotetype"]) == ("Hybrid remote", "Fully remote")
    assert office["referencenumber"] == f"{posting.id}-{place.id}"
    assert remote["referencenumber"] == f"{posting.id}-remote" and remote["country"] == "DE"


def test_closing_dates_in_feeds_use_the_companys_time_zone(client: PageClient) -> None:
    posting = a_posting(title="Cook", valid_through=datetime(2090, 1, 2, 8, tzinfo=UTC))
    (job,), page = jobs(client), page_of(client, posting)
    assert job["expirationdate"] == "2090-01-01" and "Apply by 1 January 2090" in page.text
    assert page.json_ld[0]["validThrough"] == "2090-01-02T08:00:00+00:00"


def test_feeds_contain_only_open_postings(client: PageClient) -> None:
    a_posting(title="Cook")
    for values in ({"state": DRAFT}, {"state": CLOSED}, {"valid_through": now() - timedelta(seconds=1)}):
        a_posting(title="Hidden", slug="hidden", **values)
    for path in FEEDS:
        body = client.get(path, status=200).body.decode().lower()
        assert "cook" in body and "hidden" not in body, path


def test_markup_and_control_characters_do_not_break_a_document(client: PageClient) -> None:
    a_posting(title=NASTY, slug="nasty", summary=NASTY, sections={"description": f"]]> {NASTY}"})
    plain = NASTY.replace("\x01", "").replace("\x0b", "")
    (entry,), (job,) = entries(client), jobs(client)
    assert entry["title"] == job["title"] == plain
    assert entry["summary"] == plain and "]]> R&D <b>]]>" in job["description"]
    assert client.get("/feeds/jobs.json").json["items"][0]["title"] == NASTY


def test_ids_stay_when_a_title_changes(client: PageClient) -> None:
    posting = a_posting(title="Cook")
    (entry,), (job,) = entries(client), jobs(client)
    assert client.get(entry["id"].removeprefix("http://localhost")).location == f"/jobs/{posting.id}-cook"
    assert "cook" not in entry["id"] and "cook" not in job["referencenumber"]


def test_feeds_are_paged(client: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("careers.postings.feeds.queries.PAGE_SIZE", 2)
    for number in range(3):
        a_posting(title=f"Job {number}", date_posted=now() - timedelta(days=number))
    following = tree(client, "/feeds/jobs.atom").xpath("a:link[@rel='next']/@href", namespaces=ATOM)
    assert following == ["http://localhost/feeds/jobs.atom?page=2"]
    assert [entry["title"] for entry in entries(client, "/feeds/jobs.atom?page=2")] == ["Job 2"]
    assert not tree(client, "/feeds/jobs.atom?page=2").xpath("a:link[@rel='next']", namespaces=ATOM)
    first, second = client.get("/feeds/jobs.json").json, client.get("/feeds/jobs.json?page=2").json
    assert first["next_url"] == "http://localhost/feeds/jobs.json?page=2" and "next_url" not in second
    client.get("/feeds/jobs.atom?page=3", status=404)
    client.get(f"/feeds/jobs.atom?page={'9' * 30}", status=404)


@pytest.mark.parametrize("path", FEEDS)
def test_a_url_with_unknown_parameters_redirects_to_the_plain_url(client: PageClient, path: str) -> None:
    answer = client.get(f"{path}?x=1")
    assert (answer.status, answer.location) == (301, path)


def test_the_sitemap_lists_every_public_page_with_its_date(client: PageClient) -> None:
    edited = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
    posting = a_posting(title="Cook", updated_at=edited)
    save(PageVersion(page_id=a_page("company").id, number=1, at=edited, author_name="Anna", title="Company"))
    dates = {
        url.findtext("s:loc", namespaces=SITEMAP): url.findtext("s:lastmod", namespaces=SITEMAP)
        for url in tree(client, "/sitemap.xml")
    }
    assert dates[f"http://localhost/jobs/{posting.id}-cook"] == "2026-03-04T05:06:07+00:00"
    assert dates["http://localhost/company"] == "2026-03-04T05:06:07+00:00" and "http://localhost/privacy" not in dates
    for address in dates:
        client.get(str(address).removeprefix("http://localhost"), status=200)
    assert "Sitemap: http://localhost/sitemap.xml" in client.get("/robots.txt").body.decode()


def test_pages_name_the_feeds(client: PageClient) -> None:
    links = client.visit("/jobs").soup.select("link[rel=alternate]")
    assert {str(link["href"]): str(link["type"]) for link in links} == {
        "/feeds/jobs.atom": "application/atom+xml",
        "/feeds/jobs.json": "application/feed+json",
    }
    for link in links:
        answer = client.get(str(link["href"]), status=200)
        assert answer.headers["Content-Type"].startswith(str(link["type"]))


def test_security_txt_names_a_contact_and_never_expires(client: PageClient) -> None:
    for moment in (now(), now() + timedelta(days=1000)):
        with frozen(moment):
            page = client.get(f"/.well-known/security.txt?{moment:%s}", status=200)
            fields = dict(line.split(": ", 1) for line in page.body.decode().splitlines())
            expires = datetime.fromisoformat(fields["Expires"])
            assert moment + timedelta(days=30) < expires < moment + timedelta(days=365)
    assert fields["Contact"] == "mailto:careers@works.example"
    assert fields["Canonical"] == "http://localhost/.well-known/security.txt"
    assert page.headers["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize("path", FEEDS)
def test_the_number_of_queries_of_a_feed_is_constant(app: Flask, client: PageClient, path: str) -> None:
    counts = []
    for more in (1, 12):
        for _ in range(more):
            a_posting()
        app.extensions["page_cache"].forget()
        with statements() as sent:
            client.get(path, status=200)
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 8


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_is_cached_and_sets_no_cookie(client: PageClient, path: str) -> None:
    a_posting()
    first = client.get(path, status=200)
    with statements() as sent:
        again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    # On a slow machine the version may be looked at once more in between; the postings are not.
    assert again.status == 304 and not [statement for statement in sent if "postings" in statement]
    assert "Set-Cookie" not in first.headers


def test_the_posting_date_uses_the_companys_time_zone(client: PageClient) -> None:
    page = page_of(client, a_posting(title="Cook", date_posted=datetime(2026, 3, 4, 5, tzinfo=UTC)))
    assert page.json_ld[0]["datePosted"] == "2026-03-03" and "Posted 3 March 2026" in page.text
