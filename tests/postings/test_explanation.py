"""A posting's page around its text: history, criteria, managers, next steps, and similar postings."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from careers.accounts.models import User
from careers.clock import frozen, now
from careers.company.models import HiringStep
from careers.database import db, transaction
from careers.postings import services
from careers.postings.content_services import PostingContent, content_of
from careers.postings.models import DRAFT, HIRING_MANAGER, Posting, RoleOverview
from careers.postings.staff.queries import posting_for
from tests.client import PageClient
from tests.factories import a_company, a_department, a_hiring_step, a_posting, a_user, save
from tests.page import Page
from tests.staff import at_desk, statements

READY = {
    "description": "The work.",
    "responsibilities": "- Do it",
    "qualifications": "- Know how\n- Know why",
}


@pytest.fixture(autouse=True)
def company(app: Flask) -> None:
    """Create the company, whose name is on every page."""
    a_company(time_zone="America/Los_Angeles")


@pytest.fixture
def admin() -> User:
    """Return an admin."""
    return a_user("admin")


def edited(posting: Posting, by: User, **values: Any) -> None:
    """Save an edit."""
    number = posting.id
    with transaction():
        fresh = posting_for(by, number)
        content: PostingContent = replace(content_of(fresh), **values)
        services.update_posting(fresh, content, version=fresh.version, by=by)


def page_of(client: PageClient, app: Flask, posting: Posting) -> Page:
    """Return the current page, without the page cache."""
    app.extensions["page_cache"].forget()
    return client.visit(f"/jobs/{posting.id}")


def history_of(page: Page) -> list[str]:
    """Return the entries of the history."""
    heading = next(tag for tag in page.soup.find_all("h2") if "Changes to" in tag.get_text())
    return [" ".join(row.get_text(" ").split()) for row in heading.find_next("dl").find_all("div")]  # type: ignore[union-attr]


def test_the_history_shows_old_and_new_values(app: Flask, client: PageClient, admin: User) -> None:
    posting = a_posting(sections=READY, valid_through=None)
    with frozen(now().replace(year=2027, month=11, day=12, hour=20)):
        edited(posting, admin, base_salary_max=13_000_000)
        edited(posting, admin, sections=READY | {"qualifications": "- Know how\n- Know whence"})
        edited(posting, admin, criteria="Care: you check twice.")
        edited(posting, admin, degree_required=True, is_remote=True, remote_countries="US")
    entries = history_of(page_of(client, app, posting))
    assert entries[-1].endswith("Opened.")
    assert "12 November 2027 Pay changed from “$90,000–120,000 a year” to “$90,000–130,000 a year”." in entries
    assert "12 November 2027 “What you bring” was rewritten. Removed: Know why Added: Know whence" in entries
    assert any("“Scoring criteria” was rewritten. Added: Care: you check twice." in entry for entry in entries)
    assert any("Degree changed from “not required” to “required”." in entry for entry in entries)
    assert any("Location changed from" in entry and "Remote (US)" in entry for entry in entries)
    assert len(entries) == 6


def test_an_edit_that_visitors_cannot_notice_is_not_in_the_history(app: Flask, client: PageClient, admin: User) -> None:
    posting = a_posting(sections=READY)
    edited(posting, admin, sections=READY | {"qualifications": "* Know how\n\n* Know why"}, show_manager=True)
    page = page_of(client, app, posting)
    assert len(history_of(page)) == 1
    assert "Unchanged since posting" in page.text


def test_the_history_starts_with_publication_and_includes_reopening(
    app: Flask, client: PageClient, admin: User
) -> None:
    posting = a_posting(sections=READY, state=DRAFT, date_posted=None)
    edited(posting, admin, title="Before anybody saw it")
    for act, at in ((services.publish_posting, 1), (services.close_posting, 3), (services.reopen_posting, 5)):
        with frozen(now() + timedelta(days=at)), transaction():
            fresh = posting_for(admin, posting.id)
            act(fresh, version=fresh.version, by=admin)
    entries = history_of(page_of(client, app, posting))
    assert [entry.split()[-1] for entry in entries] == ["Reopened.", "Closed.", "Opened."]


def test_an_edit_of_a_closed_posting_is_shown_once_it_is_reopened(app: Flask, client: PageClient, admin: User) -> None:
    posting = a_posting(sections=READY, state="closed")
    edited(posting, admin, base_salary_min=5_000_000)
    with transaction():
        fresh = posting_for(admin, posting.id)
        services.reopen_posting(fresh, version=fresh.version, by=admin)
    assert any("to “$50,000–120,000 a year”" in sentence for sentence in history_of(page_of(client, app, posting)))


def test_the_criteria_are_published_as_written(app: Flask, client: PageClient, admin: User) -> None:
    a_department()
    posting = a_posting(sections=READY)
    desk = at_desk(client, admin)
    path = f"/hr/postings/{posting.id}"
    text = "Care: you check twice.\n\nPlain words: others understand what you write.\nHumor"
    desk.visit(path).form(button="Save").fill(criteria=text).submit()
    page = page_of(client, app, posting)
    assert "How we assess applications" in page.headings
    words = " ".join(page.soup.main.get_text(" ").split())  # type: ignore[union-attr]
    assert "Care You check twice. Plain words Others understand what you write. Humor" in words
    assert desk.visit(path).field("criteria").get_text().strip() == text.replace("\n\n", "\n")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("Care: a\ncare: b", "Two criteria have the same name."),
        (": nameless", "Start each line"),
        ("x" * 81, "80 characters; put the rest"),
        (f"Care: {'x' * 301}", "at most 300 characters"),
        ("\n".join(f"{number}: x" for number in range(13)), "Use at most 12 criteria"),
    ],
)
def test_invalid_criteria_are_rejected(client: PageClient, admin: User, text: str, error: str) -> None:
    posting = a_posting(sections=READY)
    form = at_desk(client, admin).visit(f"/hr/postings/{posting.id}").form(button="Save")
    page = form.fill(criteria=text).submit(status=422)
    assert error in page.error_of("criteria")
    assert page.field("criteria").get_text().removeprefix("\n") == text


def test_a_criterion_that_keeps_its_name_keeps_its_row(admin: User) -> None:
    posting = a_posting(sections=READY)
    edited(posting, admin, criteria="Care: a\nSpeed: b")
    before = {criterion.name: criterion.id for criterion in posting_for(admin, posting.id).criteria}
    edited(posting, admin, criteria="Humor: c\nCare: d")
    after = posting_for(admin, posting.id).criteria
    assert [(criterion.name, criterion.description) for criterion in after] == [("Humor", "c"), ("Care", "d")]
    assert after[1].id == before["Care"]


def test_managers_are_shown_by_first_name_and_title_only_if_chosen(app: Flask, client: PageClient, admin: User) -> None:
    manager = a_user("hiring_manager", name="Mara Lindqvist", title="Head of Baking")
    posting = a_posting(sections=READY, managers=[manager])
    assert "Mara" not in page_of(client, app, posting).html
    form = at_desk(client, admin).visit(f"/hr/postings/{posting.id}").form(button="Save")
    form.fill(show_manager=True).submit()
    page = page_of(client, app, posting)
    assert "Hiring manager: Mara, Head of Baking." in page.text and "Lindqvist" not in page.html


def test_a_change_of_the_shown_team_is_visible_at_once(app: Flask, client: PageClient, admin: User) -> None:
    posting = a_posting(sections=READY, show_manager=True)
    client.visit(f"/jobs/{posting.id}")
    newcomer = a_user("hiring_manager", name="Ada Moe", title="")
    with transaction():
        services.add_team_member(
            posting_for(admin, posting.id), db.session.get_one(User, newcomer.id), HIRING_MANAGER, by=admin
        )
    app.extensions["page_cache"]._checked_at = -10.0
    assert "Hiring manager: Ada." in client.visit(f"/jobs/{posting.id}").text


def test_the_page_shows_next_steps_similar_postings_and_a_share_link(client: PageClient) -> None:
    step: HiringStep = a_hiring_step(title="A talk", duration="45 minutes")
    kitchen = a_department(name="Kitchen")
    role = save(RoleOverview(slug="cook", title="Cook")).id
    a_posting(title="Baker", role_id=role)
    a_posting(title="Chef", department_id=kitchen.id)
    a_posting(title="Driver")
    cook = a_posting(title="Cook & Co", slug="cook", department_id=kitchen.id, role_id=role)
    page = client.visit(f"/jobs/{cook.id}")
    assert f"{step.title}: {step.duration}" in page.text
    similar = [title for title in page.links if title in ("Baker", "Chef", "Driver")]
    assert similar == ["Baker", "Chef", "Driver"]
    mail = page.links["Share by email"]
    canonical = str(page.soup.select_one("link[rel=canonical]")["href"])  # type: ignore[index]
    assert mail.startswith("mailto:?subject=Cook%20%26%20Co%20at%20Example%20Works&body=") and canonical in page.text


def test_markup_in_criteria_and_history_is_shown_as_text(app: Flask, client: PageClient, admin: User) -> None:
    nasty = '"><img src=x onerror=alert(1)>'
    posting = a_posting(sections=READY)
    edited(posting, admin, title=nasty, criteria=f"Care {nasty}: {nasty}")
    page = page_of(client, app, posting)
    assert not page.soup.select("main img") and page.text.count(nasty) >= 4


def test_the_number_of_queries_of_a_page_is_constant(app: Flask, client: PageClient, admin: User) -> None:
    posting, counts = a_posting(sections=READY, show_manager=True), []
    for more in (1, 6):
        for number in range(more):
            a_posting()
            edited(posting, admin, base_salary_max=13_000_000 + more * 100 + number, criteria="A: b\nC: d")
        app.extensions["page_cache"].forget()
        with statements() as sent:
            client.visit(f"/jobs/{posting.id}-{posting.slug}")
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 20
