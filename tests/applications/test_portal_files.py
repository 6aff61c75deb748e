"""Adding and replacing files until somebody reads; what HR will read of a resume; going on elsewhere."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from careers.applications.models import Application, Attachment, Draft, DraftEmail, Event
from careers.clock import frozen, now
from careers.database import db, transaction
from careers.documents.models import Document
from careers.documents.storage import current_storage
from careers.mail.models import OutboundEmail
from careers.pipeline.decisions.services import move_stage
from careers.postings.models import Posting
from tests.applications.portal import links_in, mailbox_of, opened, portal_path
from tests.client import PageClient
from tests.documents.samples import locked_pdf, pdf, scanned_pdf, word
from tests.factories import a_user, an_application
from tests.page import Form, Page
from tests.staff import NewClient, at_desk
from tests.stored_documents import a_stored_document

Fill = Callable[..., Form]
Send = Callable[[Form], Page]


def number_of(model: type) -> int:
    """How many rows there are."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model)) or 0


@pytest.fixture
def application(posting: Posting) -> Application:
    """An application with a resume, which nobody has opened."""
    return an_application(posting, documents=[a_stored_document(display_name="old.pdf")])


def test_files_can_be_added_until_review_begins(client: PageClient, application: Application) -> None:
    form = client.visit(portal_path(application)).form("/documents")
    page = form.attach("file", "report.docx", word("A report")).submit("Upload file")
    assert "The file “report.docx” was added" in page.text and "old.pdf" in page.text
    assert [document.kind for document in db.session.scalars(select(Document).order_by(Document.id))] == [
        "resume",
        "work_sample",
    ]


def test_a_replaced_resume_is_kept_as_an_older_version(
    client: PageClient, new_client: NewClient, application: Application
) -> None:
    number = db.session.scalars(select(Document.id)).one()
    form = client.visit(portal_path(application)).form("/documents").fill(replaces=str(number))
    page = form.attach("file", "new.pdf", pdf("New")).submit("Upload file")
    assert "Older versions" in page.text and "“old.pdf” was replaced with “new.pdf”" in page.text
    assert len(list(current_storage().sweepable(-10))) == 2
    db.session.expire_all()
    assert db.session.get_one(Application, application.id).version == 2
    desk = at_desk(new_client(), a_user("recruiter")).visit(f"/hr/applications/{application.id}")
    assert "Replaced by the candidate" in desk.text
    assert desk.text.index("new.pdf") < desk.text.index("old.pdf")


@pytest.mark.parametrize("begun", ["opened", "moved", "withdrawn"])
def test_once_review_has_begun_files_stay_as_they_are(client: PageClient, application: Application, begun: str) -> None:
    page = client.visit(portal_path(application))
    form = page.form("/documents").attach("file", "late.txt", b"Too late")
    if begun == "opened":
        opened(application)
    elif begun == "moved":
        with transaction():
            move_stage(application, "screen", version=1, by=a_user())
    else:
        page.click("Withdraw this application").form().submit("Withdraw")
    page = form.submit("Upload file")
    assert "you can’t change its files anymore" in page.text
    assert all("Upload file" not in form.buttons for form in page.forms)
    assert number_of(Document) == 1
    assert len(list(current_storage().sweepable(-10))) == 1


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("x.exe", b"MZ", "aren’t accepted"),
        ("x.pdf", b"", "is empty"),
        ("x.pdf", b"PK\x03\x04", "a valid PDF"),
    ],
)
def test_a_refused_file_changes_nothing(
    client: PageClient, application: Application, name: str, content: bytes, expected: str
) -> None:
    form = client.visit(portal_path(application)).form("/documents").attach("file", name, content)
    assert expected in form.submit("Upload file", status=422).error_of("file")
    assert number_of(Attachment) == 1


def test_a_missing_or_foreign_file_is_reported(client: PageClient, application: Application) -> None:
    form = client.visit(portal_path(application)).form("/documents")
    assert form.submit("Upload file", status=422).error_of("file") == "Choose a file."
    payload = {**form.attach("file", "a.txt", b"Words").values, "replaces": "999"}
    page = client.visit(portal_path(application)).submit(form, payload, 422)
    assert page.error_of("replaces") and number_of(Attachment) == 1


def test_the_review_shows_the_text_and_the_first_page_that_hr_will_read(client: PageClient, filled: Fill) -> None:
    page = filled(pdf("Anna Berg, Python and MySQL")).submit("Review and send")
    assert "Anna Berg, Python and MySQL" in page.text
    image = page.soup.select_one("img.sheet")
    assert image and image["alt"] == "First page of anna.pdf"
    answer = client.get(page.resolve(str(image["src"])), status=200)
    assert answer.headers["Content-Type"] == "image/webp" and answer.body[8:12] == b"WEBP"


def test_a_text_document_is_shown_as_text_and_a_long_one_is_cut(filled: Fill) -> None:
    page = filled(word("Words " * 1000), "anna.docx").submit("Review and send")
    assert "the text continues" in page.text and page.soup.select_one("img.sheet") is None
    shown = page.soup.select_one(".sheet-text")
    assert shown and 1900 < len(shown.get_text()) <= 2000


def test_a_scan_without_text_is_warned_of(filled: Fill) -> None:
    page = filled(scanned_pdf()).submit("Review and send")
    assert "found no text in it" in page.text
    assert page.soup.select_one("img.sheet")


def test_an_unreadable_resume_is_reported(filled: Fill) -> None:
    assert "We couldn’t extract any text" in filled(locked_pdf()).submit("Review and send").text


def test_a_slow_file_is_read_later(filled: Fill, send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("careers.documents.services.read_beginning", lambda *_: None)
    page = filled().submit("Review and send")
    assert "We’ll do it after you send the application" in page.text
    assert page.form().submit("Send application").h1 == "We received your application"


def test_viewing_the_review_again_writes_nothing(client: PageClient, filled: Fill, app: object) -> None:
    page = filled().submit("Review and send")
    before = db.session.scalars(select(Draft.updated_at)).one()
    client.visit(page.path)
    db.session.rollback()
    assert db.session.scalars(select(Draft.updated_at)).one() == before


def test_the_first_page_opens_with_the_drafts_token_only(client: PageClient, filled: Fill, apply_path: str) -> None:
    filled().submit("Review and send")
    client.get(f"{apply_path}/{'x' * 43}/first-page", status=404)


def test_a_link_by_mail_opens_the_draft_on_another_device(
    client: PageClient,
    new_client: NewClient,
    filled: Fill,
    instance_path: Path,
    run_tasks: Callable[[], None],
) -> None:
    page = filled(cover_letter="Half a letter").submit("Email me a link to this draft")
    assert "a link to this draft to anna@people.example" in page.text
    message = mailbox_of(instance_path, run_tasks)()["anna@people.example"][0]
    assert message["Subject"] == "Continue your application: Backend Developer"
    elsewhere = new_client().visit(links_in(message)[0])
    assert elsewhere.path == page.path and elsewhere.form().values["cover_letter"] == "Half a letter"
    sent = elsewhere.form().fill(cover_letter="A whole letter").submit("Review and send").form()
    receipt = sent.submit("Send application")
    assert "anna.pdf" in receipt.text
    assert client.visit(page.path).path == receipt.path


def test_the_database_alone_opens_no_draft(filled: Fill, client: PageClient) -> None:
    page = filled().submit("Email me a link to this draft")
    token = page.path.rpartition("/")[2]
    message = db.session.scalars(select(OutboundEmail)).one()
    assert token not in str(message.context)


def test_requesting_a_link_needs_a_valid_address_and_loses_nothing(filled: Fill) -> None:
    page = filled(email="anna", cover_letter="Dear all").submit("Email me a link to this draft", status=422)
    assert page.error_of("email") and page.error_of("consent") == ""
    assert page.form().values["cover_letter"] == "Dear all" and "anna.pdf" in page.text
    assert number_of(OutboundEmail) == 0


def test_a_stranger_cannot_fill_a_mailbox_with_links_to_drafts(filled: Fill) -> None:
    page = filled().submit("Email me a link to this draft")
    for _ in range(4):
        page = page.form().submit("Email me a link to this draft")
    assert "already sent several links" in page.text
    assert number_of(OutboundEmail) == number_of(DraftEmail) == 3


def test_an_expired_draft_is_deleted_with_its_emails(filled: Fill, run_tasks: Callable[[], None]) -> None:
    filled().submit("Email me a link to this draft")
    with transaction():
        db.session.scalars(select(Draft)).one().expires_at = now()
    run_tasks()
    assert number_of(Draft) == number_of(OutboundEmail) == number_of(DraftEmail) == 0


def test_a_draft_tells_until_when_it_is_kept_and_afterwards_what_became_of_it(client: PageClient, filled: Fill) -> None:
    page = filled().submit("Save and continue")
    until = now() + timedelta(days=30)
    assert f"until {until.day} {until:%B %Y}" in page.text
    with frozen(now() + timedelta(days=31)):
        gone = client.visit(page.path, status=404)
    assert gone.h1 == "Draft not found" and "Find my applications" in gone.links


def test_reviewers_see_changes_of_files(client: PageClient, new_client: NewClient, application: Application) -> None:
    form = client.visit(portal_path(application)).form("/documents")
    form.attach("file", "report.txt", b"A report").submit("Upload file")
    assert db.session.scalars(select(Event).filter_by(kind="document_added")).one().actor_id is None
    desk = at_desk(new_client(), a_user("recruiter")).visit(f"/hr/applications/{application.id}")
    assert "Candidate added a file" in desk.text
