"""The reviewer's screens as a reviewer sees them."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from careers.applications.models import Application, Event
from careers.audit.models import AuditEntry
from careers.clock import now
from careers.database import db
from careers.review.notes.models import Note
from tests.client import PageClient
from tests.factories import a_company, a_document, a_posting, a_user, an_application, an_email
from tests.page_rules import words_of
from tests.staff import at_desk
from tests.stored_documents import CONTENT, a_stored_document

ADDRESS = "ines@staff.example"


@pytest.fixture(autouse=True)
def company(app: Flask) -> None:
    """Every page needs to know whose it is."""
    a_company(time_zone="America/Los_Angeles")


@pytest.fixture
def desk(client: PageClient) -> PageClient:
    """A recruiter's browser."""
    return at_desk(client, a_user("recruiter", name="Ines Ortega", email=ADDRESS))


def path_of(application: Application) -> str:
    """The address of its page."""
    return f"/hr/applications/{application.id}"


def test_the_page_shows_answers_files_and_status(desk: PageClient) -> None:
    document = a_document(display_name="anna.pdf", text="Six years of Python.", warning="This file has a password.")
    application = an_application(
        a_posting(title="Baker"), name="Anna Berg", documents=[document], links="https://anna.example/work",
        project_description="A mill.", cover_letter="Dear all,\nI bake.", stage="interview",
    )  # fmt: skip
    page = desk.visit(path_of(application))
    assert page.h1 == "Anna Berg"
    for words in (
        "Baker",
        "A mill.",
        "Six years of Python.",
        "anna.pdf",
        document.sha256,
        "This file has a password.",
    ):
        assert words in page.text
    assert page.links["https://anna.example/work (opens a new window)"] == "https://anna.example/work"
    assert [step.get_text(strip=True) for step in page.soup.select('.track [aria-current="step"]')] == ["Interview"]
    assert "I bake." in page.soup.select(".plain-text")[-1].get_text().splitlines()


def test_links_are_links_only_where_they_are_web_addresses(desk: PageClient) -> None:
    links = "javascript:alert(1)\ndata:text/html,x\nhttps://fine.example/a\nhttp://also.example\nftp://x.example\n//x.example"
    page = desk.visit(path_of(an_application(links=links)))
    shown = page.soup.select("dd a[target]")
    assert [link["href"] for link in shown] == ["https://fine.example/a", "http://also.example"]
    assert {link["rel"] for link in shown} == {"noopener noreferrer nofollow"}
    assert "javascript:alert(1)" in page.text


def test_markup_in_any_field_is_shown_as_text(desk: PageClient) -> None:
    nasty = '"><img src=x onerror=alert(1)><script>alert(2)</script>{{7*7}}'
    document = a_document(
        display_name=f"{nasty}.pdf", text=f"text {nasty}", warning=f"warning {nasty}", preview_pages=1
    )
    application = an_application(
        a_posting(title=f"title {nasty}"[:120]), name=f"name {nasty}", email='"<b>"@people.example', phone=nasty[:40],
        documents=[document], links=f"https://x.example/{nasty}", project_description=f"project {nasty}",
        cover_letter=f"letter {nasty}", source=nasty[:80],
    )  # fmt: skip
    an_email(
        application_id=application.id,
        to_name=f"to {nasty}",
        last_error=f"error {nasty}",
        subject=f"subject {nasty}",
    )
    desk.visit(path_of(application)).form("/notes").fill(body=f"note {nasty}").submit()
    page = desk.visit(path_of(application))
    for field in ("title", "name", "project", "letter", "text", "warning", "note", "to", "error", "subject"):
        assert f"{field} {nasty}"[:90] in page.text, field
    assert page.soup.select("img[onerror], main script, main img[src=x]") == []
    assert "49" not in page.h1
    listed = desk.visit("/hr/applications")
    assert listed.soup.select("main script, main img") == []
    assert f"name {nasty}" in listed.links


def test_a_file_is_a_download_and_its_pages_are_images(desk: PageClient) -> None:
    document = a_stored_document(display_name="anna.html.pdf")
    application = an_application(documents=[document])
    page = desk.visit(path_of(application))
    file = desk.get(page.resolve(page.links["Download anna.html.pdf"]), status=200)
    assert file.body == CONTENT
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in file.headers["Content-Security-Policy"]
    image = desk.get(page.resolve(str(page.soup.select("img.leaf")[0]["src"])), status=200)
    assert image.headers["Content-Type"] == "image/webp"
    assert desk.get(f"{path_of(application)}/documents/{document.id}/pages/2").status == 404


def test_a_download_is_only_logged(desk: PageClient) -> None:
    document = a_stored_document()
    application = an_application(documents=[document])
    desk.get(f"{path_of(application)}/documents/{document.id}/file", status=200)
    entry = db.session.scalars(select(AuditEntry).filter_by(action="downloaded document")).one()
    assert (entry.actor_name, entry.object_id, entry.details) == (
        "Ines Ortega",
        application.id,
        {"document": document.id, "role": "recruiter"},
    )
    db.session.refresh(application)
    assert application.version == 1
    assert [event.kind for event in db.session.scalars(select(Event))] == ["submitted"]


def test_opening_an_application_is_logged_once_a_day(desk: PageClient) -> None:
    application = an_application()
    for _ in range(3):
        desk.visit(path_of(application))
    entry = db.session.scalars(select(AuditEntry).filter_by(action="opened application")).one()
    assert (entry.object_id, entry.details) == (application.id, {"role": "recruiter"})
    db.session.refresh(application)
    assert application.version == 1
    assert [event.kind for event in db.session.scalars(select(Event))] == ["submitted"]


def test_a_file_that_is_gone_from_the_disk_is_not_found(desk: PageClient) -> None:
    document = a_document(storage_key="0" * 32)
    application = an_application(documents=[document])
    assert desk.get(f"{path_of(application)}/documents/{document.id}/file").status == 404


def test_moving_rejecting_and_reopening_are_on_the_timeline(desk: PageClient) -> None:
    application = an_application()
    page = desk.visit(path_of(application)).form("/stage").submit()
    assert page.notices == ["Moved to Screen."]
    page = page.form("/rejection").fill(reason="position_filled", note="She was second.").submit()
    assert "The position was filled" in page.text
    assert "She was second." in page.text
    page = page.form("/reopening").submit()
    happened = ["Reopened", "Note added", "Rejected", "Moved from New to Screen", "Applied"]
    assert [words_of(tag) for tag in page.soup.select(".timeline li b")] == happened


def test_hiring_and_withdrawal_settle_the_application(desk: PageClient) -> None:
    first, second = an_application(), an_application()
    assert "Accepted our offer" in desk.visit(path_of(first)).form("/hire").submit().text
    page = desk.visit(path_of(second)).form("/withdrawal").fill(reason="accepted_elsewhere").submit()
    assert "Accepted another job" in page.text
    assert not [form for form in page.forms if form.matches("/stage", None) or form.matches("/rejection", None)]


def test_a_decision_on_a_stale_page_shows_what_changed_and_keeps_the_text(
    desk: PageClient,
) -> None:
    application = an_application()
    stale = desk.visit(path_of(application))
    desk.visit(path_of(application)).form("/stage").submit()
    page = stale.form("/rejection").fill(reason="location", note="Too far away.").submit(status=409)
    assert "Someone changed this after you opened it. Nothing was saved." in page.notices[0]
    assert "Moved from New to Screen, by Ines Ortega" in page.notices[0]
    form = page.form("/rejection")
    assert (form.values["reason"], form.values["note"]) == ("location", "Too far away.")
    db.session.refresh(application)
    assert (application.disposition, application.stage) == (None, "screen")
    form.submit()
    db.session.refresh(application)
    assert application.disposition_reason == "location"


def test_a_note_from_a_stale_page_is_welcome(desk: PageClient) -> None:
    application = an_application()
    stale = desk.visit(path_of(application))
    desk.visit(path_of(application)).form("/stage").submit()
    assert "Called her." in stale.form("/notes").fill(body="Called her.").submit().text


@pytest.mark.parametrize("version", ["", "x", "99999999999999999999", "-1", "1 OR 1=1"])
def test_a_decision_without_a_real_version_is_refused(desk: PageClient, version: str) -> None:
    application = an_application()
    form = desk.visit(path_of(application)).form("/hire")
    form.fill(version=version).submit(status=409)
    db.session.refresh(application)
    assert application.is_active


def test_a_rejection_without_a_reason_keeps_the_note(desk: PageClient) -> None:
    application = an_application()
    page = desk.visit(path_of(application)).form("/rejection").fill(note="Half a thought").submit(status=422)
    assert page.error_of("reason") == "Choose a reason."
    assert page.form("/rejection").values["note"] == "Half a thought"


def test_an_empty_or_endless_note_is_refused_in_words(desk: PageClient) -> None:
    application = an_application()
    page = desk.visit(path_of(application)).form("/notes").fill(body="  ").submit(status=422)
    assert page.error_of("body") == "Enter a note."
    page = page.form("/notes").fill(body="x" * 20_001).submit(status=422)
    assert page.error_of("body") == "Use at most 20,000 characters."
    assert len(page.form("/notes").values["body"]) == 20_001
    assert db.session.scalars(select(Note)).all() == []


def test_the_filter_holds_through_the_queue_and_its_decisions(desk: PageClient) -> None:
    baker, cook = a_posting(title="Baker"), a_posting(title="Cook")
    first = an_application(baker, name="First")
    an_application(cook, name="Other")
    second = an_application(baker, name="Second")
    third = an_application(baker, name="Third", stage="offer")
    page = desk.visit("/hr/applications").form("/hr/applications").fill(posting=baker.id, stage="applied").submit()
    assert [name for name in ("First", "Other", "Second", "Third") if name in page.links] == [
        "First",
        "Second",
    ]
    page = page.click("Second")
    assert [item.get_text(strip=True) for item in page.soup.select(".queue a")] == ["Second", "First"]
    page = page.form("/stage").submit()
    assert page.path == f"{path_of(second)}?posting={baker.id}&stage=applied"
    page = page.click("Next →")
    assert page.path.startswith(path_of(first))
    assert "Next →" not in page.links
    assert third.name not in page.text


def test_decided_applications_are_listed_by_outcome(desk: PageClient) -> None:
    an_application(name="Active")
    for disposition in ("hired", "rejected", "withdrawn"):
        an_application(name=disposition.upper(), disposition=disposition, disposed_at=now())
    everybody = {"Active", "HIRED", "REJECTED", "WITHDRAWN"}
    shown = {
        "": {"Active"},
        "hired": {"HIRED"},
        "rejected": {"REJECTED"},
        "withdrawn": {"WITHDRAWN"},
        "all": everybody,
    }
    for disposition, names in shown.items():
        page = desk.visit("/hr/applications", query={"disposition": disposition})
        assert everybody & set(page.links) == names, disposition


def test_the_next_page_continues_where_the_last_one_ended(desk: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("careers.desk.application_search.queries.PAGE_SIZE", 2)
    posting = a_posting()
    names = [an_application(posting).name for _ in range(5)]
    page, found = desk.visit(f"/hr/applications?posting={posting.id}"), []
    for _ in range(3):
        found += [name for name in page.links if name in names]
        page = page.click("Older →") if "Older →" in page.links else page
    assert found == list(reversed(names))
    assert "Newer" in " ".join(page.links)


def test_today_names_what_waits(desk: PageClient) -> None:
    manager = a_user("hiring_manager")
    late = an_application(
        a_posting(title="Baker", managers=[manager]),
        name="Late Person",
        reply_due_at=now() - timedelta(days=3),
    )
    a_posting(title="Ends soon", managers=[manager], valid_through=now() + timedelta(days=2))
    a_posting(title="Nobody is told")
    an_email(state="failed")
    page = desk.visit("/hr/")
    assert page.links["Late Person"] == f"{path_of(late)}?sort=due"
    assert "3 days overdue" in page.text
    for title in ("Baker", "Ends soon", "Nobody is told"):
        assert title in page.links
    assert page.links["View failed emails"] == "/hr/mail?state=failed"
    assert [row.get_text(strip=True) for row in page.soup.select("caption")] == [
        "Overdue replies (1)",
        "New applications",
        "Postings without a hiring manager",
        "Postings closing in the next 7 days",
    ]


def test_an_empty_list_says_so(desk: PageClient) -> None:
    assert "You’re all caught up" in desk.visit("/hr/").text


def test_the_messages_of_the_application_tell_whether_they_went_out(desk: PageClient) -> None:
    application = an_application()
    an_email(application_id=application.id, kind="acknowledgment", state="sent", sent_at=now())
    an_email(
        application_id=application.id,
        kind="new_application",
        state="failed",
        last_error="550 no such box",
    )
    text = desk.visit(path_of(application)).text
    assert "Sent Application confirmation" in text
    assert "Failed New application notification" in text
    assert "550 no such box" in text
