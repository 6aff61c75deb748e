"""Where somebody came from: carried from the link to the application, without a cookie."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from careers.applications.models import Application
from careers.database import db
from careers.postings.models import Posting
from careers.postings.sources import MAX_LENGTH, source_in
from tests.applications.conftest import ANNA
from tests.client import PageClient
from tests.documents.samples import pdf
from tests.factories import a_posting, a_user
from tests.page import Form, Page
from tests.staff import at_desk


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({}, ""),
        ({"source": "newsletter may"}, "newsletter may"),
        ({"utm_source": "linkedin", "utm_campaign": "spring"}, "linkedin / spring"),
        ({"utm_campaign": "spring"}, ""),
        ({"ref": "hn", "source": " \x00 "}, "hn"),
        ({"source": '=HYPERLINK("x")'}, "HYPERLINK( x )"),
        ({"source": "<script>alert(1)</script>"}, "script alert(1) /script"),
        ({"source": "\u202eevil\ud800"}, "evil"),
        ({"source": "x" * 5000}, "x" * MAX_LENGTH),
        ({"source": "anna@people.example"}, "anna people.example"),
        ({"source": "Universität Köln"}, "Universität Köln"),
    ],
)
def test_a_source_is_reduced_to_harmless_characters(arguments: dict[str, str], expected: str) -> None:
    assert source_in(arguments) == expected


def test_a_link_with_a_source_is_remembered_up_to_the_application(
    client: PageClient, posting: Posting, send: Callable[[Form], Page]
) -> None:
    page = client.visit(f"/jobs/{posting.id}-old-title?utm_source=linkedin&utm_campaign=spring")
    assert page.links["Apply for this position"].endswith("?source=linkedin+%2F+spring")
    assert client.cookies == {}
    form = page.click("Apply for this position").form().fill(**ANNA, referred_by="Otto Weiss")
    draft = form.attach("resume", "anna.pdf", pdf("Anna")).submit("Save and continue")
    assert "Otto Weiss" in send(draft.form()).text
    application = db.session.scalars(select(Application)).one()
    assert (application.source, application.referred_by) == ("linkedin / spring", "Otto Weiss")
    shown = at_desk(client, a_user("recruiter")).visit(f"/hr/applications/{application.id}").text
    assert "linkedin / spring" in shown and "Otto Weiss" in shown


def test_a_source_is_carried_from_the_front_page_through_every_link_of_the_listing(
    client: PageClient, posting: Posting
) -> None:
    for number in range(25):
        a_posting(title=f"Job {number}")
    assert client.visit("/").links["Positions"] == "/jobs"
    front = client.visit("/?utm_source=fair&fbclid=x")
    assert front.links["Job 24"].endswith("?source=fair")
    second = front.click("Positions").form().fill(sort="pay").submit().click("Next")
    assert second.path == "/jobs?sort=pay&page=2&source=fair" and not second.notices
    assert client.visit(f"/jobs/{posting.id}").links["Open positions"] == "/jobs"
    page = second.click(posting.title)
    assert page.links["Open positions"] == "/jobs?source=fair" and client.cookies == {}
    assert page.click("Apply for this position").field("source")["value"] == "fair"


def test_a_source_is_not_kept_for_the_next_visitor(client: PageClient, posting: Posting) -> None:
    path = f"/jobs/{posting.id}-{posting.slug}"
    client.visit(f"{path}?source=linkedin")
    assert client.visit(path).links["Apply for this position"] == f"{path}/apply"


def test_coming_back_by_another_link_is_the_same_application(
    client: PageClient, apply_path: str, send: Callable[[Form], Page]
) -> None:
    resume = pdf("Anna")
    for source in ("linkedin", "newsletter"):
        form = client.visit(f"{apply_path}?source={source}").form().fill(**ANNA)
        send(form.attach("resume", "anna.pdf", resume))
    assert db.session.scalars(select(Application.source)).all() == ["linkedin"]


def test_hr_makes_a_link_for_a_campaign(client: PageClient, posting: Posting) -> None:
    at_desk(client, a_user("recruiter"))
    form = client.visit(f"/hr/postings/{posting.id}").form(button="Create link")
    page = form.fill(campaign="Campus fair “May”").submit()
    link = str(page.soup.select_one("#tagged")["value"])  # type: ignore[index]
    assert link.endswith("-backend-developer?source=Campus+fair+May")
    assert client.visit(client.path_of(link)).links["Apply for this position"].endswith("?source=Campus+fair+May")
