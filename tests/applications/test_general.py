"""Applying without naming a position: the same flow at /apply, filed under a posting that nothing lists."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from careers.applications.models import Application
from careers.database import db, transaction
from careers.postings.models import CLOSED, Posting
from tests.applications.conftest import ANNA
from tests.applications.portal import links_in, mailbox_of
from tests.client import PageClient
from tests.documents.samples import pdf
from tests.factories import a_company, a_department, a_general_posting, a_posting, a_user
from tests.page import Form, Page
from tests.staff import at_desk

LINK = "Send a general application"


@pytest.fixture
def general(app: Flask) -> Posting:
    """It takes applications; Mona is told of them."""
    a_company(time_zone="UTC", privacy_version="2026-11")
    manager = a_user("hiring_manager", name="Mona Manager", email="mona@staff.example")
    return a_general_posting(managers=[manager], summary="Nothing fits?")


def filled(client: PageClient) -> Form:
    """The form as Anna fills it in."""
    return client.visit("/apply").form().fill(**ANNA).attach("resume", "anna.pdf", pdf("Anna Berg"))


def test_a_general_application_from_the_form_to_the_portal(
    client: PageClient,
    general: Posting,
    instance_path: object,
    run_tasks: Callable[[], None],
    send: Callable[[Form], Page],
) -> None:
    page = client.visit("/apply")
    assert page.h1 == "General application" and "Nothing fits?" in page.text
    form = filled(client)
    kept = form.submit("Email me a link to this draft")
    assert kept.path.startswith("/apply/")
    receipt = send(kept.form())
    assert receipt.h1 == "We received your application" and "The position" not in receipt.links
    assert db.session.scalars(select(Application)).one().posting_id == general.id
    mails = mailbox_of(instance_path, run_tasks)()  # type: ignore[arg-type]
    assert mails["mona@staff.example"][0]["Subject"] == "Anna Berg sent a general application"
    draft, own = mails["anna@people.example"]
    assert client.visit(links_in(draft)[0]).path == receipt.path
    assert "general application" in own.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert client.visit(links_in(own)[0]).h1 == "Your application"


def test_a_draft_of_it_opens_nowhere_else_and_none_of_a_posting_opens_there(
    client: PageClient, general: Posting
) -> None:
    posting = a_posting()
    token = filled(client).submit("Save and continue").path.rsplit("/", 1)[1]
    client.visit(f"/jobs/{posting.id}-{posting.slug}/apply/{token}", status=404)
    client.visit(f"/jobs/{general.id}-{general.slug}/apply/{token}", status=404)
    answer = client.get(f"/apply/{token}")
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_no_list_of_positions_shows_it(client: PageClient, general: Posting) -> None:
    cook = a_posting(title="Cook")
    client.visit(f"/jobs/{general.id}-{general.slug}", status=404)
    client.visit(f"/jobs/{general.id}-{general.slug}/apply", status=404)
    client.visit(f"/jobs/{general.id}-{general.slug}/social.png", status=404)
    for path in (
        "/",
        "/jobs",
        f"/jobs/{cook.id}-{cook.slug}",
        "/feeds/jobs.atom",
        "/feeds/indeed.xml",
        "/sitemap.xml",
    ):
        assert "General application" not in client.get(path).html, path
    assert "1 position in 1 team" in client.visit("/jobs").text


def test_it_is_offered_if_no_position_fits_and_only_while_open(
    client: PageClient, app: Flask, general: Posting
) -> None:
    closed = a_posting(title="Cook", state=CLOSED)
    places = [("/jobs", 200), ("/jobs?q=astronaut", 200), (f"/jobs/{closed.id}-cook", 410)]
    for path, status in places:
        assert client.visit(path, status=status).click(LINK.lower() if "q=" in path else LINK).path == "/apply"
    form = filled(client)
    with transaction():
        db.session.get_one(Posting, general.id).state = CLOSED
    app.extensions["page_cache"].forget()
    for path, status in places:
        assert "/apply" not in client.visit(path, status=status).links.values()
    assert client.visit("/apply", status=410).h1 == "We only accept applications for open positions"
    kept = form.submit("Review and send", status=410)
    assert "anna@people.example" in kept.text


def test_without_a_general_posting_the_page_says_so(client: PageClient) -> None:
    a_company()
    assert client.visit("/apply", status=404).h1 == "We only accept applications for open positions"


def test_staff_begin_with_it_once_write_publish_and_do_not_close_it_by_accident(client: PageClient) -> None:
    a_company()
    a_department(name="People")
    at_desk(client, a_user("recruiter"))
    start = client.visit("/hr/postings").click("General application")
    page = start.form().submit()
    assert start.form().submit().path == page.path
    form = page.form(button="Save").fill(summary="We read everything.", description="Tell **us**.")
    page = form.fill(work_sample_first=True).submit()
    assert db.session.scalars(select(Posting)).one().work_sample_first
    page = page.form("/publication").submit()
    assert "We read everything." in client.visit("/apply").text
    assert page.click("View public form").soup.select_one(".prose strong")
    assert "Not listed" in client.visit("/hr/postings").text
    refused = page.form("/closure").submit(status=422)
    assert "Check the box" in refused.notices[0]
    client.visit("/apply")
    refused.form("/closure").fill(ends_general=True).submit()
    client.visit("/apply", status=410)
