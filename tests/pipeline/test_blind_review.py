"""Blind review and work first: what is covered is covered everywhere, and lifting it is an event."""

import unicodedata
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from careers.accounts.models import User
from careers.applications.messages.models import Message, MessageText
from careers.applications.models import Application, Attachment, Event
from careers.clock import now
from careers.database import db, transaction
from careers.desk.application_search.search_index import index_applications
from careers.documents.models import DocumentText
from careers.mail.models import OutboundEmail
from careers.mail.services import queue_email
from careers.pipeline.blind_review.redaction import redact
from careers.pipeline.events.services import SYSTEM_ACTOR
from careers.postings.models import Posting
from careers.review.interviews.models import Interview
from careers.review.interviews.queries import interview_by_id
from careers.review.interviews.services import Plan, choose_slot, offer_interview
from careers.review.notes.services import add_note
from careers.review.reviewers import services as assignment_services
from tests.applications.portal import body_of, mailbox_of
from tests.client import PageClient
from tests.desk.test_application_search import names_on
from tests.factories import a_company, a_document, a_general_posting, a_posting, a_user, an_application, save
from tests.review.test_interviews import entry_in
from tests.review.test_scorecards import card_path, filled
from tests.staff import NewClient, asked, at_desk, attempt, on_team
from tests.stored_documents import a_stored_document

RESUME = """Anna Berg
anna.berg@mail.example | +49 170 1234567 | linkedin.com/in/annaberg
Technical University of Munich, 2012–2016
Anna has written Python since 2016 at Mill & Co."""


@pytest.fixture(autouse=True)
def company(app: Flask) -> None:
    """Every page needs to know whose it is."""
    a_company()


@pytest.fixture
def manager(app: Flask) -> User:
    """A hiring manager."""
    return a_user("hiring_manager", name="Mona")


def an_application_of_anna(manager: User, **switches: Any) -> Application:
    """An application with everything that says who it is, for a posting of this manager."""
    posting = a_posting(managers=[manager], title="Baker", **switches)
    resume = a_stored_document(display_name="anna-berg-cv.pdf")
    sample = a_document(display_name="berg.zip", kind="work_sample", text="By Anna Berg")
    application = an_application(
        posting, name="Anna Berg", email="anna.berg@mail.example", phone="+49 170 1234567",
        documents=[resume, sample], links="https://github.com/annaberg",
        cover_letter="I am Anna Berg, a baker.", reply_due_at=now(),
    )  # fmt: skip
    save(DocumentText(document_id=resume.id, text=RESUME))
    with transaction():
        add_note(application, "Anna was good.", by=manager)
        index_applications([application.id])
    return application


def a_reply(application: Application) -> None:
    """Candidate replied back."""
    with transaction():
        message = Message(
            application_id=application.id, is_reply=True, author_name=application.name, sent_at=now(),
            fingerprint="f" * 64, due_at=now(), state="sent", text=MessageText(body="Yours, Anna Berg"),
        )  # fmt: skip
        db.session.add(message)


SECRETS = ("anna", "berg", "munich", "1234567")


def test_nothing_shown_to_a_blind_hiring_manager_identifies_the_candidate(new_client: NewClient, manager: User) -> None:
    application = an_application_of_anna(manager, blind_review=True)
    a_reply(application)
    other = an_application(db.session.get_one(Posting, application.posting_id), name="Cara Dunn")
    open_posting = a_posting(managers=[manager], title="Cook")
    an_application(open_posting, name="Also Anna", candidate_id=application.candidate_id)
    desk, path = at_desk(new_client(), manager), f"/hr/applications/{application.id}"
    alias = f"Candidate {application.reference}"
    for page in (
        desk.visit("/hr/"),
        desk.visit("/hr/applications?disposition=all"),
        desk.visit(path),
        desk.visit(card_path(application)),
        desk.visit(f"{path}/messages/new"),
        desk.visit(f"{path}/rejection"),
        desk.visit(f"/hr/applications/{other.id}"),
        desk.visit("/hr/applications?sort=name"),
    ):
        text = page.html.lower().replace("also anna", "")
        assert not [secret for secret in SECRETS if secret in text], page.path
    assert desk.visit(path).h1 == alias
    assert "has written Python since 2016" in desk.visit(path).text
    assert "{{ candidate name }}" in desk.visit(f"{path}/rejection").form("/rejection/message").values["body"]


def test_files_searches_mails_and_colleagues_words_do_not_say_it_either(
    new_client: NewClient, manager: User, run_tasks: Callable[[], object]
) -> None:
    application = an_application_of_anna(manager, blind_review=True)
    open_posting = a_posting(managers=[manager], title="Cook")
    elsewhere = an_application(open_posting, name="Also Anna", candidate_id=application.candidate_id)
    desk, path = at_desk(new_client(), manager), f"/hr/applications/{application.id}"
    alias = f"Candidate {application.reference}"
    for file in (attachment.document_id for attachment in attachments(application)):
        assert desk.get(f"{path}/documents/{file}/file").status == 403
        assert desk.get(f"{path}/documents/{file}/pages/1").status == 403
    for words in ("anna", "munich", "email:anna.berg@mail.example", "name:berg"):
        assert alias not in desk.visit("/hr/applications", query={"q": words}).text, words
    assert "From the same email address" not in desk.visit(f"/hr/applications/{elsewhere.id}").text
    mail = queue_new(application, manager)
    run_tasks()
    db.session.refresh(mail)
    assert alias in mail.subject and "Anna" not in mail.subject
    recruiter = at_desk(new_client(), a_user("recruiter"))
    form = filled(recruiter.visit(card_path(application)), 3).fill(summary="Anna Berg is good.")
    form.submit()
    comparison = f"/hr/postings/{application.posting_id}/comparison?application={application.id}"
    for place in (path, comparison, f"/hr/postings/{application.posting_id}/board"):
        shown = desk.visit(place)
        assert alias in shown.text and "Anna" not in shown.html.replace("Also Anna", ""), place
    assert recruiter.visit(path).h1 == "Anna Berg"
    assert "Anna Berg" in recruiter.visit("/hr/applications?q=munich").text


def test_places_and_sources_are_redacted_except_for_participants(
    new_client: NewClient, manager: User, instance_path: Path, run_tasks: Callable[[], None]
) -> None:
    application = an_application_of_anna(manager, blind_review=True)
    ivan, posting = (
        a_user("interviewer", email="ivan@staff.example"),
        db.session.get_one(Posting, application.posting_id),
    )
    asked(on_team(ivan, posting, "interviewer"), application)
    at = now() + timedelta(days=3)
    plan = Plan("Anna meets us", "With Anna Berg, https://meet.example/r7", 30, (ivan.id,), (at,))
    with transaction():
        application.source = "via anna-berg"
        number = offer_interview(application, plan, by=manager).id
    with transaction():
        interview = whole(number)
        choose_slot(interview, interview.slots[0].id)
    place = "With [name hidden], https://meet.example/r7"
    desk, guest, path = (
        at_desk(new_client(), manager),
        at_desk(new_client(), ivan),
        f"/hr/applications/{application.id}",
    )
    for client, shown in ((desk, "[contact hidden]"), (guest, "https://meet.example/r7")):
        page = client.visit(path)
        assert shown in page.text and not [secret for secret in SECRETS if secret in page.html.lower()]
        assert "Hidden for blind review" in page.text
        assert "via anna" not in client.visit("/hr/applications").text
        assert "Candidate" not in client.visit("/hr/applications?source=via+anna-berg").soup.select("tbody")[-1].text
    assert "via anna" not in desk.visit("/hr/reports/funnel?by=source").text
    form = desk.visit(path).click("Edit").form()
    assert "anna" not in str(form.values).lower()
    form.fill(minutes=45).submit()
    kept = whole(number)
    assert (kept.title, kept.place, kept.minutes) == (plan.title, plan.place, 45)
    for message in mailbox_of(instance_path, run_tasks)()["ivan@staff.example"]:
        assert place in body_of(message) and place in entry_in(message).vevent.location.value


def whole(number: int) -> Interview:
    """An interview with all that belongs to it, as it is now."""
    found = interview_by_id(number)
    assert found
    return found


def attachments(application: Application) -> list[Attachment]:
    """Its attachments by number."""
    return list(db.session.scalars(select(Attachment).where(Attachment.application_id == application.id)))


def queue_new(application: Application, manager: User) -> OutboundEmail:
    """The notice of its arrival."""
    with transaction():
        return queue_email(
            "new_application", to_name=manager.name, to_address=manager.email,
            context={"application_id": application.id}, application_id=application.id,
        )  # fmt: skip


def test_sorting_does_not_reveal_hidden_names_or_scores(new_client: NewClient, manager: User) -> None:
    anna = an_application_of_anna(manager, blind_review=True)
    with transaction():
        db.session.get_one(Application, anna.id).score = 350
    open_posting = a_posting(managers=[manager])
    for name, score in (("Al", 400), ("Zoe", 300)):
        an_application(open_posting, name=name, score=score)
    asked(manager, anna)
    desk = at_desk(new_client(), manager)
    for sort in ("name", "score"):
        page = desk.visit("/hr/applications", query={"sort": sort, "before": str(anna.id)})
        assert names_on(page) == ["Al", "Zoe"], sort
        beside = desk.visit(f"/hr/applications/{anna.id}", query={"sort": sort})
        assert "Al" not in beside.links and "Zoe" not in beside.links, sort
    assert "Zoe" in desk.visit(f"/hr/applications/{anna.id}").links


def test_submitting_a_scorecard_or_hr_reveals_the_candidate(new_client: NewClient, manager: User) -> None:
    application = an_application_of_anna(manager, blind_review=True)
    posting = db.session.get_one(Posting, application.posting_id)
    interviewer = asked(on_team(a_user("interviewer"), posting, "interviewer"), application)
    desk, guest = at_desk(new_client(), manager), at_desk(new_client(), interviewer)
    path = f"/hr/applications/{application.id}"
    filled(desk.visit(card_path(application)), 3).submit()
    assert desk.visit(path).h1 == "Anna Berg"
    assert guest.visit(path).h1 != "Anna Berg"
    assert attempt(desk, "POST", f"{path}/identity").status == 403
    page = at_desk(new_client(), a_user("recruiter", name="Ines")).visit(path)
    page = page.form("/identity").submit()
    assert "Name and contact details revealed to the team" in page.text
    assert guest.visit(path).h1 == "Anna Berg"
    event = db.session.scalars(select(Event).where(Event.kind == "identity_revealed")).one()
    assert event.actor_name == "Ines"


def test_the_resume_opens_once_the_work_is_scored(new_client: NewClient, manager: User) -> None:
    application = an_application_of_anna(manager, work_sample_first=True)
    desk, path = at_desk(new_client(), manager), f"/hr/applications/{application.id}"
    resume = min(attachment.document_id for attachment in attachments(application))
    page = desk.visit(path)
    assert "since 2016" not in page.html
    assert desk.get(f"{path}/documents/{resume}/file").status == 403
    assert desk.get(f"{path}/documents/{resume}/pages/1").status == 403
    assert "Anna Berg" not in desk.visit("/hr/applications?q=munich").text
    refused = filled(desk.visit(card_path(application)), 3).submit(status=409)
    assert not any("anna-berg-cv" in page.html for page in (page, refused, desk.visit(card_path(application))))
    page = page.form("/work-score").fill(value="3").submit(status=422)
    assert page.error_of("comment") == "Enter a short comment."
    for value in ("²", "9" * 5_000):
        answer = attempt(desk, "POST", f"{path}/work-score", {"value": value, "comment": "Clean."})
        assert answer.status == 422 and answer.error_of("value")
    page = page.form("/work-score").fill(comment="Clean.").submit()
    assert "since 2016" in page.text
    assert "Resume unlocked for Mona" in page.text
    assert "Anna Berg" in desk.visit("/hr/applications?q=munich").text
    posting = db.session.get_one(Posting, application.posting_id)
    told = an_application(posting, documents=[a_stored_document()], project_description="A loaf of rye.")
    assert "is locked, and this application has no other files" in desk.visit(f"/hr/applications/{told.id}").text
    without = an_application(posting)
    assert "Score the work sample" not in desk.visit(f"/hr/applications/{without.id}").text


def test_reviewers_cannot_search_locked_resumes(new_client: NewClient, manager: User) -> None:
    application = an_application_of_anna(manager, work_sample_first=True)
    later = an_application(a_posting(title="Cook"), candidate_id=application.candidate_id, name="Anna B.")
    admin = a_user("admin")
    desk, path = at_desk(new_client(), admin), f"/hr/applications/{application.id}"
    signs = {
        "/hr/applications": "Anna Berg",
        "/hr/applications.csv": "Anna Berg",
        "/hr/candidates": f"/hr/candidates/{application.candidate_id}",
    }

    def found() -> list[bool]:
        """In which lists a word of the resume finds the application."""
        return [sign in desk.get(f"{place}?q=munich").body.decode() for place, sign in signs.items()]

    assert found() == [True, True, True]
    with transaction():
        assignment_services.assign(application, admin, by=admin)
    assert "since 2016" not in desk.visit(path).html
    assert found() == [False, False, False]
    assert "leave out applications" in desk.visit("/hr/applications?q=munich").text
    assert "since 2016" not in desk.visit(f"/hr/applications/{later.id}/since-last").html
    # They are not hidden: who applied is known, in lists and orders without words.
    assert "Anna Berg" in desk.visit("/hr/applications?sort=name").text
    desk.visit(path).form("/work-score").fill(value="3", comment="Clean.").submit()
    assert found() == [True, True, True]


def test_automatic_events_do_not_reveal_redacted_candidates(new_client: NewClient, manager: User) -> None:
    application = an_application(a_posting(managers=[manager], blind_review=True), name="Anna Berg")
    details = {"name": "Talk with Anna"}
    save(
        Event(
            application_id=application.id,
            kind="interview_canceled",
            actor_name=SYSTEM_ACTOR,
            details=details,
        )
    )
    page = at_desk(new_client(), manager).visit(f"/hr/applications/{application.id}")
    assert "The careers site" in page.text and "Talk with [name hidden]" in page.text


def test_hr_unlocks_the_resume_for_everybody(new_client: NewClient, manager: User) -> None:
    application = an_application_of_anna(manager, work_sample_first=True)
    path = f"/hr/applications/{application.id}"
    desk = at_desk(new_client(), a_user("recruiter"))
    assert "since 2016" in desk.visit(path).text
    desk.visit(path).form("/resume-lock").submit()
    assert "since 2016" in at_desk(new_client(), manager).visit(path).text
    assert [event.kind for event in db.session.scalars(select(Event).order_by(Event.id))][-1] == "resume_unlocked"


def test_redaction_removes_identity_and_keeps_content() -> None:
    text = redact(RESUME, name="Anna Berg", email="anna.berg@mail.example", phone="+49 170 1234567")
    assert not [secret for secret in SECRETS if secret in text.lower()]
    assert text.endswith("has written Python since 2016 at Mill & Co.")
    kept = "C++ and C#, 2019–2023, 1,200 users, ISO 27001, version 3.11.2; node.js; led 12 people (2020-2021)."
    assert redact(kept, name="Li Wu") == kept
    assert redact("Ask Li or li.wu; Lithium", name="Li Wu", email="li.wu@x.example") == (
        "Ask [name hidden] or [name hidden]; Lithium"
    )


@pytest.mark.parametrize(("name", "text", "left"), [
    ("José García", unicodedata.normalize("NFD", "José García writes."), "[name hidden] writes."),
    ("José García", "JOSE GARCIA, josegarcia.pdf, Josefa", "[name hidden], [name hidden].pdf, Josefa"),
    ("Jürgen Groß", "Juergen Gross; Jurgen", "[name hidden]; [name hidden]"),
    ("Jane Doe", "DoeJane1985, Ja\u00adne D\u200boe, Janet Doerr", "[name hidden]1985, [name hidden], Janet Doerr"),
    ("王芳", "我叫王芳，住在北京", "我叫[name hidden]，住在北京"),
    ("김민수", "저는 김민수입니다", "저는 [name hidden]입니다"),
    ("प्रिया शर्मा", "मैं प्रिया हूँ", "मैं [name hidden] हूँ"),
])  # fmt: skip
def test_names_are_redacted_in_every_spelling(name: str, text: str, left: str) -> None:
    assert redact(text, name=name) == left


@pytest.mark.parametrize("text", ["(415) 555-2671", "4155552671", "+1 (415) 555-2671", "415.555.2671"])
def test_phone_numbers_are_redacted_in_every_grouping(text: str) -> None:
    assert redact(f"Call {text} or 12345.", name="Li Wu", phone="+1 415 555 2671") == (
        "Call [contact hidden] or 12345."
    )
    assert redact("(415) 555-9999", name="Li Wu") == "[contact hidden]"


def test_editors_of_a_posting_can_switch_blind_review_and_it_is_logged(client: PageClient) -> None:
    at_desk(client, a_user("recruiter"))
    posting = a_posting()
    form = client.visit(f"/hr/postings/{posting.id}").form(button="Save")
    form.fill(qualifications="Bread.", blind_review=True, work_sample_first=True).submit()
    db.session.refresh(posting)
    assert posting.blind_review and posting.work_sample_first
    general = a_general_posting()
    form = client.visit("/hr/postings/general").form(button="Save")
    form.fill(blind_review=True).submit()
    db.session.refresh(general)
    assert general.blind_review and not general.work_sample_first
