"""Applying, as a person does it: fill in, review, send, keep the receipt."""

import time
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from careers.applications.models import Application, Attachment, Candidate, Draft, Event
from careers.clock import frozen, now
from careers.database import db, transaction
from careers.documents.models import Document
from careers.documents.storage import current_storage
from careers.mail.models import OutboundEmail
from careers.postings.models import CLOSED, Posting
from tests.client import PageClient
from tests.documents.samples import locked_pdf, pdf, word
from tests.factories import save
from tests.page import Form, Page

Fill = Callable[..., Form]
Send = Callable[[Form], Page]


def count(model: type) -> int:
    """How many rows there are, as others see them."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_viewing_the_form_creates_no_draft(client: PageClient, apply_path: str) -> None:
    client.visit(apply_path)
    assert count(Draft) == 0


def test_the_receipt_lists_every_file_with_its_fingerprint(filled: Fill, send: Send) -> None:
    resume, sample = pdf("Anna Berg"), word("A report")
    receipt = send(filled(resume).attach("work_samples", "report.docx", sample))
    assert receipt.h1 == "We received your application"
    for content in (resume, sample):
        assert sha256(content).hexdigest() in receipt.text
    assert "anna.pdf" in receipt.text and "report.docx" in receipt.text


def test_what_was_sent_is_what_is_stored(filled: Fill, send: Send) -> None:
    resume = pdf("Anna Berg")
    send(filled(resume, phone="+1 415 555 0100", links="example.com/work", project_description="A <b>queue</b>"))
    application = db.session.scalars(select(Application)).one()
    assert (application.name, application.phone, application.privacy_version) == (
        "Anna Berg",
        "+1 415 555 0100",
        "2026-11",
    )
    stored = db.session.scalars(select(Document)).one()
    with current_storage().open(stored.storage_key) as file:
        assert file.read() == resume


def test_submitting_twice_gives_one_application_and_the_same_receipt(filled: Fill, client: PageClient) -> None:
    review = filled().submit("Review and send")
    first = review.form().submit("Send application")
    second = review.form().submit("Send application")
    assert second.path == first.path
    assert count(Application) == 1


def test_a_submitted_draft_cannot_be_changed(filled: Fill, client: PageClient) -> None:
    review = filled().submit("Review and send")
    draft = review.click("Change")
    receipt = review.form().submit("Send application")
    late = draft.form().fill(name="Somebody Else").attach("resume", "late.pdf", pdf("late"))
    assert late.submit("Review and send").path == receipt.path
    assert count(Document) == 1
    assert "Somebody Else" not in client.visit(receipt.path).text


def test_an_incomplete_draft_is_not_submitted_and_lists_what_is_missing(filled: Fill, client: PageClient) -> None:
    review = filled().submit("Review and send")
    remove = review.click("Change").form().fill(name="")
    remove.submit("Save and continue")
    page = review.form().submit("Send application", status=422)
    assert page.error_of("name") == "Enter your name."
    assert count(Application) == 0


def test_the_same_words_and_files_sent_anew_are_the_same_application(filled: Fill, send: Send) -> None:
    resume = pdf("Anna Berg")
    first, second = send(filled(resume)), send(filled(resume))
    assert count(Application) == 1
    assert second.text == first.text


def test_an_application_tells_candidate_and_manager_once_each(filled: Fill, send: Send) -> None:
    send(filled())
    told = db.session.execute(select(OutboundEmail.kind, OutboundEmail.to_address).order_by(OutboundEmail.id)).all()
    assert [tuple(row) for row in told] == [
        ("acknowledgment", "anna@people.example"),
        ("new_application", "mona@staff.example"),
    ]


def test_a_missing_resume_is_reported_at_its_field(client: PageClient, apply_path: str) -> None:
    page = client.visit(apply_path).form().fill(name="Anna", email="a@people.example", consent=True).submit(status=422)
    assert page.error_of("resume") == "Choose your resume."


@pytest.mark.parametrize(
    ("field", "typed", "expected"),
    [
        ("name", "", "Enter your name."),
        (
            "name",
            "You won: https://evil.example",
            "Enter only your name, without web addresses.",
        ),
        ("name", "A" * 10_000, "Use at most 200 characters."),
        ("email", "anna", "This isn’t a complete email address."),
        ("email", "a@b.example, c@d.example", "Enter only one email address."),
        ("email", "anna@b.example\r\nBcc: all@b.example", "Enter only one email address."),
        ("phone", "call me", "This doesn’t look like a phone number."),
        ("links", "javascript:alert(1)", "isn’t a web address"),
        ("links", "\n".join(f"https://example.com/{n}" for n in range(11)), "at most 10 links"),
        ("project_description", "x" * 10_001, "at most 10,000 characters"),
        ("consent", False, "Confirm you’ve read the privacy notice"),
    ],
)
def test_an_error_is_shown_at_its_field_and_nothing_is_lost(
    filled: Fill, field: str, typed: object, expected: str
) -> None:
    page = filled(**{field: typed}).submit("Review and send", status=422)
    assert expected in page.error_of(field)
    assert "anna.pdf" in page.text
    again = page.form()
    if isinstance(typed, str):
        assert " ".join(again.values[field].split()) == " ".join(typed.split())
    fixed = {
        "name": "Anna",
        "email": "a@people.example",
        "phone": "",
        "links": "",
        "project_description": "",
        "consent": True,
    }
    assert again.fill(**{field: fixed[field]}).submit("Review and send").h1 == "Review your application"


@pytest.mark.parametrize(
    ("filename", "content", "expected"),
    [
        ("resume.exe", b"MZ", "aren’t accepted"),
        ("resume.pdf", b"", "is empty"),
        ("resume.pdf", b"PK\x03\x04 not a pdf", "isn’t a valid PDF"),
        ("resume.docx", pdf("no"), "isn’t a valid DOCX file; it looks like PDF"),
        ("resume.html", b"<script>alert(1)</script>", "aren’t accepted"),
    ],
)
def test_a_file_that_cannot_be_stored_is_refused_at_its_field(
    filled: Fill, filename: str, content: bytes, expected: str
) -> None:
    page = filled(content, filename).submit("Review and send", status=422)
    assert expected in page.error_of("resume")
    assert page.form().values["name"] == "Anna Berg"
    assert count(Document) == 0


def test_a_file_over_the_limit_is_refused_with_its_size_and_the_rest_is_kept(filled: Fill) -> None:
    large = pdf("x") + b"\n%" + b"0" * (12 * 1024 * 1024)
    page = filled().attach("work_samples", "large.pdf", large).submit("Review and send", status=422)
    assert "is 12.1 MB; the limit is 10 MB" in page.error_of("work_samples")
    assert "anna.pdf" in page.text and "large.pdf" not in page.text.replace(page.error_of("work_samples"), "")


def test_a_password_protected_pdf_is_kept_with_a_warning(filled: Fill, send: Send) -> None:
    receipt = send(filled(locked_pdf()))
    assert "password" in receipt.text
    assert count(Document) == 1


def test_a_refused_file_does_not_take_the_accepted_one_with_it(filled: Fill, send: Send) -> None:
    page = filled().submit("Review and send")
    page = page.click("Change")
    page = page.form().attach("resume", "new.pdf", b"").submit("Review and send", status=422)
    assert "anna.pdf" in page.text


def test_a_new_resume_replaces_the_old_one_and_deletes_its_file(filled: Fill, send: Send) -> None:
    filled().submit("Review and send").click("Change").form().attach("resume", "new.pdf", pdf("New")).submit()
    document = db.session.scalars(select(Document)).one()
    assert document.display_name == "new.pdf"
    assert list(current_storage().sweepable(-10)) == [document.storage_key]


def test_a_file_can_be_removed_without_losing_a_word(filled: Fill) -> None:
    page = filled(cover_letter="Dear all").submit("Save and continue")
    remove = page.soup.select_one("button[name=remove]")
    assert remove
    form = page.form().fill(cover_letter="Dear everybody")
    payload = form.values | {"remove": str(remove["value"])}
    page = page.submit(form, payload, 200)
    assert "anna.pdf" not in page.text
    assert page.form().values["cover_letter"] == "Dear everybody"


def test_more_work_samples_than_allowed_are_named(filled: Fill) -> None:
    form = filled()
    for number in range(11):
        form.attach("work_samples", f"sample-{number}.txt", b"words " * (number + 1))
    page = form.submit("Review and send", status=422)
    assert "“sample-10.txt” wasn’t saved" in page.error_of("work_samples")
    assert "sample-9.txt" in page.text


def test_a_posting_that_closes_meanwhile_keeps_the_draft(filled: Fill, posting: Posting) -> None:
    review = filled(cover_letter="Dear all").submit("Review and send")
    with transaction():
        db.session.get_one(Posting, posting.id).state = CLOSED
    page = review.form().submit("Send application", status=410)
    assert page.h1 == "Backend Developer has closed"
    assert "Dear all" in page.text and "anna.pdf" in page.text
    assert count(Application) == 0


def test_a_form_with_an_invalid_token_keeps_its_text(filled: Fill) -> None:
    form = filled(cover_letter="Two hours of work")
    page = form.fill(csrf_token="wrong").submit("Review and send", status=400)
    assert page.form().values["cover_letter"] == "Two hours of work"
    assert count(Draft) == 0


def test_a_form_that_took_two_hours_is_still_sent(filled: Fill, send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    form = filled(cover_letter="Two hours of work")
    # Tokens and cookies are dated by this clock, not by the site's own.
    later = SimpleNamespace(time=lambda: time.time() + 2 * 3600)
    monkeypatch.setattr("itsdangerous.timed.time", later)
    with frozen(now() + timedelta(hours=2)):
        assert "Two hours of work" in send(form).text


def test_another_persons_record_is_not_changed_by_a_known_address(filled: Fill, send: Send) -> None:
    known = save(Candidate(name="Anna B.", email="Anna@People.example", email_normalized="anna@people.example"))
    send(filled(name="Somebody Else"))
    db.session.expire_all()
    assert db.session.get_one(Candidate, known.id).name == "Anna B."
    assert db.session.scalars(select(Application)).one().name == "Somebody Else"


def test_a_draft_opens_with_its_token_only_and_for_its_own_posting(
    client: PageClient, filled: Fill, apply_path: str
) -> None:
    page = filled().submit("Save and continue")
    token = page.path.rsplit("/", 1)[1]
    client.visit(f"{apply_path}/{token[:-1]}x", status=404)
    client.visit(f"{apply_path}/{'x' * 5000}", status=404)
    client.visit(f"/jobs/999-x/apply/{token}", status=404)


def test_the_receipt_opens_with_its_token_only(client: PageClient, filled: Fill, send: Send) -> None:
    path = send(filled()).path
    client.visit(path[:-1] + ("0" if path[-1] != "0" else "1"), status=404)
    assert client.get(path).headers["Cache-Control"] == "private, no-store"


def test_submitting_writes_the_event_and_clears_the_draft(filled: Fill, send: Send) -> None:
    send(filled())
    event = db.session.scalars(select(Event)).one()
    assert (event.kind, event.actor_name) == ("submitted", "Anna Berg")
    assert db.session.scalars(select(Draft)).one().answers == {}


def test_the_reply_date_counts_working_days(filled: Fill, send: Send) -> None:
    friday = now().replace(year=2026, month=11, day=20, hour=12)
    with frozen(friday):
        assert "27 November 2026" in send(filled()).text


def test_an_expired_draft_is_swept_with_its_files_and_a_submitted_one_is_not(
    filled: Fill, send: Send, run_tasks: Callable[[], None]
) -> None:
    send(filled())
    filled(email="other@people.example").submit("Save and continue")
    with transaction():
        for draft in db.session.scalars(select(Draft)):
            draft.expires_at = now()
    run_tasks()
    assert count(Draft) == 1
    assert count(Attachment) == 1
    assert len(list(current_storage().sweepable(-10))) == 1
