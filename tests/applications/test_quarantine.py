"""Submissions that look like spam: nobody is told, nothing is lost, a person decides."""

import json
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask import Flask
from sqlalchemy import func, select

from careers.applications.apply.admission_services import admit
from careers.applications.models import Application, Attachment, Candidate, Draft, Event
from careers.applications.quarantine.models import QuarantinedSubmission, SubmissionFingerprint
from careers.applications.quarantine.services import RELEASE_DELAY, SPAM_LIFETIME
from careers.applications.quarantine.spam_rules import FROM_ADDRESS_IN_AN_HOUR, MONTH
from careers.clock import frozen, now
from careers.database import Base, db, transaction
from careers.desk.today.queries import new_counts_by_posting
from careers.mail.models import OutboundEmail
from careers.postings.models import Posting
from tests.applications.portal import Mailbox, links_in, mailbox_of, portal_path, without_numbers
from tests.client import PageClient
from tests.documents.samples import pdf
from tests.factories import a_posting, a_user, an_application
from tests.page import Form, Page
from tests.staff import NewClient, at_desk

Fill = Callable[..., Form]
Send = Callable[[Form], Page]
TRAPPED = {"leave_empty": "Best pills, cheap"}


@pytest.fixture
def mailbox(instance_path: Path, run_tasks: Callable[[], None]) -> Mailbox:
    """What the worker has sent."""
    return mailbox_of(instance_path, run_tasks)


@pytest.fixture
def held(filled: Fill, send: Send) -> Page:
    """The receipt of a submission that waits."""
    return send(filled(name="Spam Bot", email="bot@people.example", **TRAPPED))


def the_held() -> QuarantinedSubmission:
    """The one submission that is in the quarantine, as it is now."""
    db.session.rollback()
    return db.session.scalars(select(QuarantinedSubmission)).one()


def count(model: type[Base]) -> int:
    """How many rows there are."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def mailed_to(address: str) -> list[OutboundEmail]:
    """What the email log knows of mail to an address."""
    db.session.rollback()
    return list(db.session.scalars(select(OutboundEmail).filter_by(to_address=address)))


def test_a_quarantined_sender_gets_the_same_receipt_and_email(filled: Fill, send: Send, mailbox: Mailbox) -> None:
    pages = [send(filled(email="bot@people.example", **more)) for more in ({}, TRAPPED)]
    assert without_numbers(pages[0].text) == without_numbers(pages[1].text) and the_held()
    first, second = (message.get_content_type() for message in mailbox()["bot@people.example"])
    subjects = {message["Subject"] for message in mailbox()["bot@people.example"]}
    assert first == second and len(subjects) == 1


def test_a_quarantined_submission_creates_no_application_and_no_notification(
    held: Page, posting: Posting, mailbox: Mailbox
) -> None:
    assert (count(Application), count(Candidate), count(Event)) == (0, 0, 0)
    assert list(mailbox()) == ["bot@people.example"]
    assert new_counts_by_posting([posting.id]) == {}


@pytest.mark.parametrize("role", ["admin", "hiring_manager"])
def test_only_the_quarantine_and_the_email_log_show_quarantined_submissions(
    role: str, app: Flask, held: Page, posting: Posting, new_client: NewClient
) -> None:
    desk = at_desk(new_client(), a_user(role))
    number = posting.id
    seen, asked = set(), 0
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or not rule.rule.startswith("/hr") or rule.rule == "/hr/sign-out":
            continue
        if rule.arguments - {"posting_id"}:
            continue
        built = rule.build({"posting_id": number} if rule.arguments else {}, append_unknown=False)
        assert built
        asked += 1
        page = desk.get(built[1])
        if b"Spam Bot" in page.body or b"bot@people" in page.body:
            seen.add(rule.rule)
    assert asked > 10
    assert seen == ({"/hr/quarantine", "/hr/mail", "/hr/mail.csv"} if role == "admin" else set())


def test_hr_sees_on_the_first_page_how_many_wait_and_reads_why_and_what(held: Page, new_client: NewClient) -> None:
    desk = at_desk(new_client(), a_user("recruiter"))
    page = desk.visit("/hr/")
    assert "1 submission looks like spam" in page.text
    page = page.click("Review quarantine").click("Spam Bot")
    assert "hidden field that people can’t see" in page.text and "Best pills, cheap" in page.text
    assert "Anna Berg, Python and MySQL" in page.text, "the resume as text"
    assert "/file" not in page.html


def test_the_sender_sees_who_looked_and_can_change_files_after_the_release(
    client: PageClient, held: Page, new_client: NewClient, mailbox: Mailbox
) -> None:
    own = links_in(mailbox()["bot@people.example"][0])[0]
    assert "read your application" not in client.visit(own).text
    desk, at_hr = at_desk(new_client(), a_user("recruiter")), f"/hr/quarantine/{the_held().id}"
    desk.get(at_hr, headers={"Sec-Purpose": "prefetch"}, status=503)
    assert "read your application" not in client.visit(own).text
    for _ in range(2):
        desk.visit(at_hr)
    assert client.visit(own).text.count("A recruiter read your application") == 1
    facts = json.loads(ZipFile(BytesIO(client.get(f"{own}/data.zip", status=200).body)).read("data.json"))
    assert len(facts["applications"][0]["opened_by"]) == 1
    desk.visit(at_hr).form("/release").submit()
    with frozen(now() + 2 * RELEASE_DELAY):
        mailbox()
        page = client.visit(own)
    assert page.text.count("A recruiter read your application") == 1
    assert "Add or replace a file" in page.headings and "opened your application" not in page.text


def test_a_release_makes_the_application_of_then_with_all_that_follows_once(
    held: Page, new_client: NewClient, mailbox: Mailbox, client: PageClient
) -> None:
    before = mailbox()
    waiting = the_held()
    number, reference, arrived = waiting.id, waiting.reference, waiting.submitted_at
    with frozen(now() + timedelta(days=3)):
        desk = at_desk(new_client(), a_user("recruiter", name="Rita Recruiter"))
        page = desk.visit(f"/hr/quarantine/{number}").form("/release").submit()
        assert "You can undo this until then" in page.text and count(Application) == 0
    with frozen(now() + timedelta(days=3) + 2 * RELEASE_DELAY):
        after = mailbox()
        with transaction():
            assert admit(number) is None, "the task ran twice"
        page = desk.visit(f"/hr/quarantine/{number}").click("View application")
        assert page.h1 == "Spam Bot" and "Released from quarantine" in page.text
        assert "Rita Recruiter" in page.text
    application = db.session.scalars(select(Application)).one()
    assert (application.reference, application.submitted_at) == (reference, arrived)
    assert application.consented_at == arrived and application.reply_due_at < now() + timedelta(days=8)
    assert len(after["mona@staff.example"]) == 1 and "mona@staff.example" not in before
    assert len(after["bot@people.example"]) == 1, "acknowledged when it came, not again"
    assert reference in client.visit(held.path).text
    own = next(path for path in links_in(after["bot@people.example"][0]) if path.startswith("/applications/"))
    assert client.visit(own).h1 == "Your application"


def test_undoing_a_release_in_time_notifies_nobody(held: Page, new_client: NewClient, mailbox: Mailbox) -> None:
    desk = at_desk(new_client(), a_user("recruiter"))
    path = f"/hr/quarantine/{the_held().id}"
    page = desk.visit(path).form("/release").submit()
    assert "mona@staff.example" not in mailbox(), "the worker has looked, and it is too early"
    page = page.form("/undo").submit()
    assert "Moved back to quarantine" in page.text
    with frozen(now() + 2 * RELEASE_DELAY):
        assert "mona@staff.example" not in mailbox()
    assert count(Application) == 0 and the_held().state == "held"


def test_of_two_simultaneous_decisions_the_second_gets_a_conflict(held: Page, new_client: NewClient) -> None:
    path = f"/hr/quarantine/{the_held().id}"
    first, second = (at_desk(new_client(), a_user("recruiter")).visit(path) for _ in range(2))
    first.form("/spam").submit()
    page = second.form("/release").submit()
    assert "already decided" in page.text and the_held().state == "spam"


def test_confirmed_spam_is_erased_after_its_retention_and_not_before(
    held: Page, new_client: NewClient, mailbox: Mailbox, instance_path: Path, client: PageClient
) -> None:
    mailbox()
    desk = at_desk(new_client(), a_user("recruiter"))
    page = desk.visit(f"/hr/quarantine/{the_held().id}").form("/spam").submit()
    assert "It will be deleted after" in page.text and page.form("/undo")
    with frozen(now() + SPAM_LIFETIME - timedelta(minutes=2)):
        mailbox()
        assert the_held() and client.visit(held.path)
    with frozen(now() + SPAM_LIFETIME + timedelta(hours=2)):
        mailbox()
    assert [count(model) for model in (QuarantinedSubmission, Draft, Attachment, OutboundEmail)] == [
        0,
        0,
        0,
        0,
    ]
    assert not [path for path in (instance_path / "documents").rglob("*") if path.is_file()]
    client.visit(held.path, status=404)


def test_an_undecided_submission_outlives_its_draft(held: Page, mailbox: Mailbox) -> None:
    with frozen(now() + timedelta(days=90)):
        mailbox()
    assert the_held().state == "held" and count(Attachment) == 1


def test_sending_again_from_a_second_form_gives_the_first_receipt(
    filled: Fill, send: Send, new_client: NewClient
) -> None:
    resume = pdf("Same")
    receipts = [send(filled(resume, email="bot@people.example", **more)) for more in (TRAPPED, TRAPPED, {})]
    assert len({page.text for page in receipts}) == 1
    assert the_held() and count(Application) == 0


def test_a_flood_for_one_address_is_quarantined_and_limits_email(filled: Fill, send: Send, mailbox: Mailbox) -> None:
    sent = FROM_ADDRESS_IN_AN_HOUR + 4
    for number in range(sent):
        send(filled(email="Stranger@people.example", cover_letter=f"Variation {number}"))
    assert count(Application) == FROM_ADDRESS_IN_AN_HOUR and count(QuarantinedSubmission) == 4
    messages = {address.lower(): found for address, found in mailbox().items()}
    assert len(messages["stranger@people.example"]) == FROM_ADDRESS_IN_AN_HOUR


def test_a_repeated_text_with_many_links_is_quarantined_from_the_third_address_on(filled: Fill, send: Send) -> None:
    words = "Buy at https://pills.example/now " * 12
    for number in range(4):
        send(filled(email=f"p{number}@people.example", cover_letter=words))
    assert count(Application) == 2
    assert set(db.session.scalars(select(QuarantinedSubmission.email))) == {
        "p2@people.example",
        "p3@people.example",
    }


def test_an_old_form_and_a_missing_timestamp_are_not_suspicious(filled: Fill, send: Send) -> None:
    form = filled(name="Slow Person")
    with frozen(now() + timedelta(hours=26)):
        send(form)
    send(filled(name="Old Page", opened="forged"))
    assert count(Application) == 2


def test_traces_hold_no_address_and_are_swept(filled: Fill, send: Send, run_tasks: Callable[[], None]) -> None:
    send(filled())
    subjects = db.session.scalars(select(SubmissionFingerprint.subject)).all()
    assert len(subjects) == 3 and all(len(subject) == 64 for subject in subjects)
    with frozen(now() + MONTH + timedelta(minutes=1)):
        run_tasks()
    assert count(SubmissionFingerprint) == 0


def test_the_emailed_link_opens_a_portal_that_does_not_mention_quarantine(
    client: PageClient, held: Page, filled: Fill, send: Send, mailbox: Mailbox
) -> None:
    send(filled(email="anna@people.example"))
    mail = mailbox()
    own, ordinary = (links_in(mail[f"{name}@people.example"][0])[0] for name in ("bot", "anna"))
    page = client.visit(own)
    assert page.h1 == "Your application"
    assert set(client.visit(ordinary).headings) - set(page.headings) == {"Add or replace a file"}
    assert not any(word in page.html.replace("Spam Bot", "").lower() for word in ("spam", "quarantine", "suspicious"))
    assert (
        client.visit(own)
        .form("/future")
        .fill(keep_for_future=True)
        .submit()
        .field("keep_for_future")
        .has_attr("checked")
    )
    archive = ZipFile(BytesIO(client.get(f"{own}/data.zip", status=200).body))
    (facts,) = json.loads(archive.read("data.json"))["applications"]
    assert (
        facts["name"] == "Spam Bot"
        and facts["future_roles_consent_at"]
        and f"{facts['reference']}/1-anna.pdf" in archive.namelist()
    )
    page.click("Delete everything now").form().submit()
    assert client.visit(own, status=404) and count(QuarantinedSubmission) == 0 and count(Application) == 1


def test_a_quarantined_submission_can_be_reused_to_apply_again(
    client: PageClient, held: Page, mailbox: Mailbox, posting: Posting
) -> None:
    own, cook = links_in(mailbox()["bot@people.example"][0])[0], a_posting(title="Cook")
    form = client.visit(own).click("Apply again with the same details").form()
    assert [option["value"] for option in form.tag.select("option")] == [str(cook.id)]
    draft = form.fill(posting=str(cook.id)).submit()
    assert draft.form().values["name"] == "Spam Bot"
    page = draft.form().fill(consent=True).submit("Review and send")
    assert "anna.pdf" in page.text and count(Attachment) == 2
    client.visit(f"{held.path}/again", status=404)


def test_a_lost_link_to_a_quarantined_submission_is_sent_again(
    client: PageClient, held: Page, mailbox: Mailbox
) -> None:
    own = links_in(mailbox()["bot@people.example"][0])[0]
    client.visit("/applications").form().fill(email="bot@people.example").submit()
    (anew,) = [path for path in links_in(mailbox()["bot@people.example"][1]) if path.startswith("/applications/")]
    assert anew != own and client.visit(anew).text == client.visit(own).text
    client.visit(own).click("Delete everything now").form().submit()
    assert mailed_to("bot@people.example") == []


@pytest.mark.parametrize("is_released", [False, True])
def test_a_withdrawn_submission_never_becomes_an_application(
    client: PageClient, held: Page, mailbox: Mailbox, run_tasks: Callable[[], None], is_released: bool
) -> None:
    own = links_in(mailbox()["bot@people.example"][0])[0]
    desk = at_desk(client, a_user("recruiter"))
    at_hr = f"/hr/quarantine/{the_held().id}"
    if is_released:
        desk.visit(at_hr).form("/release").submit()
    form = client.visit(own).click("Withdraw this application").form().fill(said="I found a job")
    assert "Withdrawn" in form.submit().headings
    assert "already closed" in form.submit().text
    with frozen(now() + RELEASE_DELAY * 2):
        run_tasks()
    page = desk.visit("/hr/quarantine?state=withdrawn").click("Spam Bot")
    assert "I found a job" in page.text and "/release" not in page.html
    assert "Spam Bot" not in desk.visit("/hr/quarantine").links and count(Application) == 0


def test_deleting_everything_includes_quarantined_submissions(
    client: PageClient, filled: Fill, send: Send, posting: Posting
) -> None:
    mine = an_application(posting, documents=[], name="Anna Berg", email="anna@people.example")
    before = client.visit(portal_path(mine)).text
    send(filled(name="Somebody Else", **TRAPPED))
    page = client.visit(portal_path(mine))
    assert page.text == before, "a stranger's submission shows nothing on her page"
    page.click("Delete everything").form().submit()
    assert [count(model) for model in (QuarantinedSubmission, Application, SubmissionFingerprint)] == [
        0,
        0,
        0,
    ]
