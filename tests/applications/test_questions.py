"""A posting's own questions: asked, answered, kept with their words, and lost by nobody when they change."""

import json
import zipfile
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from careers.applications.models import Answer, Application, Attachment, Draft
from careers.database import db, transaction
from careers.documents.models import Document
from careers.postings.models import CLOSED, Posting
from careers.postings.questions.models import PostingQuestion
from careers.postings.questions.services import (
    MAX_CHOICES,
    MAX_QUESTIONS,
    QuestionContent,
    change_question,
    remove_question,
)
from tests.applications.portal import Mailbox, mailbox_of, portal_path
from tests.client import PageClient
from tests.documents.samples import pdf
from tests.factories import PASSWORD, a_question, a_user
from tests.page import Form, Page

Fill = Callable[..., Form]
Send = Callable[[Form], Page]
ALL = {
    "short": ("Your favorite index?", "", "A covering one", "A covering one"),
    "long": ("Tell us of a failure.", "", "It was late.\n\nIt was dark.", "It was dark."),
    "yes_no": ("Do you work on site?", "", "Yes", "Yes"),
    "choice": ("Which shift?", "Early\nLate", "Late", "Late"),
    "several": ("Which languages?", "Python\nSQL\nGo", ["Python", "Go"], "Go"),
    "number": ("How many years?", "", "1 000.5", "1000.5"),
    "date": ("From when?", "", "2027-01-31", "31 January 2027"),
    "link": ("Where is your code?", "", "example.com/anna", "https://example.com/anna"),
}


def asked(posting: Posting, **required: bool) -> dict[str, str]:
    """A question of every kind; the name of the form's field for each."""
    names = {}
    for place, (kind, (wording, choices, _, _)) in enumerate(ALL.items()):
        is_required = required.get(kind, False)
        question = a_question(posting, wording, kind=kind, choices=choices, position=place, is_required=is_required)
        names[kind] = f"q{question.id}"
    names["file"] = f"q{a_question(posting, 'A diagram, please.', kind='file', position=99).id}"
    return names


def now_reads(question: PostingQuestion, **content: str) -> None:
    """Let HR change the question."""
    number = question.id
    with transaction():
        current = db.session.get_one(PostingQuestion, number)
        posting = db.session.get_one(Posting, current.posting_id)
        if not content:
            remove_question(posting, current, by="HR")
            return
        given: dict[str, Any] = {
            "kind": current.kind,
            "wording": current.wording,
            "choices": current.choices,
        } | content
        change_question(posting, current, QuestionContent(**given), version=current.version, by="HR")


def test_every_kind_of_answer_is_shown_everywhere_with_its_question(
    new_client: Callable[[], PageClient], posting: Posting, filled: Fill, mailbox: Mailbox
) -> None:
    client, names, diagram = new_client(), asked(posting), pdf("A diagram")
    form = filled().fill(**{names[kind]: value for kind, (_, _, value, _) in ALL.items()})
    review = form.attach(names["file"], "diagram.pdf", diagram).submit("Review and send")
    receipt = review.form().submit("Send application")
    application = db.session.scalars(select(Application)).one()
    own = client.visit(portal_path(application))
    desk = new_client()
    desk.sign_in(a_user("recruiter").email, PASSWORD)
    read = desk.visit(f"/hr/applications/{application.id}")
    mail = mailbox()["anna@people.example"][0]
    texts = [part.get_content() for part in mail.walk() if part.get_content_type() == "text/plain"]
    places = {
        "review": review.text,
        "receipt": receipt.text,
        "own": own.text,
        "desk": read.text,
        "mail": texts[0],
    }
    for wording, _, _, shown in ALL.values():
        missing = [place for place, text in places.items() if wording not in text or shown not in text]
        assert not missing, (wording, missing)
    assert all("diagram.pdf" in text for text in places.values())
    assert sha256(diagram).hexdigest() in receipt.text and sha256(diagram).hexdigest() in texts[0]
    assert "Answer: diagram.pdf" in read.text


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_the_maximum_number_of_answers_is_accepted(posting: Posting, filled: Fill, send: Send) -> None:
    choices = [f"Choice {number}" for number in range(MAX_CHOICES)]
    questions = [
        a_question(posting, f"Which of {number}?", kind="several", choices="\n".join(choices), position=number)
        for number in range(MAX_QUESTIONS)
    ]
    send(filled().fill(**{f"q{question.id}": choices for question in questions}))
    kept = db.session.scalars(select(Answer.text)).all()
    assert kept == ["\n".join(choices)] * MAX_QUESTIONS


def test_answers_are_exported_and_erased_with_the_application(
    client: PageClient, posting: Posting, filled: Fill, send: Send
) -> None:
    names = asked(posting)
    send(filled().fill(**{names["several"]: ["SQL"]}).attach(names["file"], "plan.pdf", pdf("Plan")))
    own = portal_path(db.session.scalars(select(Application)).one())
    with zipfile.ZipFile(BytesIO(client.get(f"{own}/data.zip", status=200).body)) as archive:
        facts = json.loads(archive.read("data.json"))["applications"][0]
        assert any(name.endswith("plan.pdf") for name in archive.namelist())
    assert [(fact["question"], fact["answer"]) for fact in facts["answers"]] == [
        ("Which languages?", "SQL"),
        ("A diagram, please.", "plan.pdf"),
    ]
    client.visit(f"{own}/deletion").form().submit()
    assert not db.session.scalars(select(Answer)).all()
    assert not db.session.scalars(select(Document)).all()


@pytest.fixture
def mailbox(instance_path: Path, run_tasks: Callable[[], None]) -> Mailbox:
    """What the worker has sent."""
    return mailbox_of(instance_path, run_tasks)


@pytest.mark.parametrize(("kind", "typed", "expected"), [
    ("short", "", "Answer this question."),
    ("short", "x" * 301, "at most 300 characters"),
    ("long", "x" * 10_001, "at most 10,000 characters"),
    ("choice", None, "Choose an answer."),
    ("several", None, "Choose at least one."),
    ("number", "about five", "Enter a number"),
    ("date", "2027-02-31", "like 2027-01-31"),
    ("link", "javascript:alert(1)", "isn’t a web address"),
])  # fmt: skip
@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_an_error_is_shown_at_its_question_and_nothing_is_lost(
    posting: Posting, filled: Fill, kind: str, typed: str | None, expected: str
) -> None:
    names = asked(posting, **{kind: True})
    form = filled(cover_letter="Dear all").attach(names["file"], "plan.pdf", pdf("Plan"))
    page = form.fill(**{names[kind]: typed} if typed is not None else {}).submit("Review and send", status=422)
    assert expected in page.error_of(names[kind])
    values = page.form().values
    assert values["cover_letter"] == "Dear all" and values.get(names[kind]) in (typed, None, "")
    assert "plan.pdf" in page.text and "anna.pdf" in page.text
    mended = page.form().fill(**{names[kind]: ALL[kind][2]}).submit("Review and send")
    assert mended.h1 == "Review your application" and ALL[kind][3] in mended.text


def test_a_missing_required_file_is_reported_and_a_refused_one_keeps_the_accepted_one(
    posting: Posting, filled: Fill
) -> None:
    name = f"q{a_question(posting, 'A diagram', kind='file', is_required=True).id}"
    page = filled().submit("Review and send", status=422)
    assert page.error_of(name) == "Choose a file."
    page = page.form().attach(name, "plan.pdf", pdf("Plan")).submit("Review and send").click("Change")
    page = page.form().attach(name, "plan.exe", b"MZ").submit("Review and send", status=422)
    assert "aren’t accepted" in page.error_of(name) and "plan.pdf" in page.text
    page.form().attach(name, "better.pdf", pdf("Better")).submit("Review and send")
    kept = {document.display_name for document in db.session.scalars(select(Document))}
    assert kept == {"anna.pdf", "better.pdf"}


def test_a_reworded_question_shows_both_wordings_and_keeps_the_answer(posting: Posting, filled: Fill) -> None:
    question = a_question(posting, "Why here?")
    form = filled(**{f"q{question.id}": "The database"})
    now_reads(question, wording="Why us, of all?")
    page = form.submit("Review and send", status=422)
    assert "Some questions changed" in " ".join(page.notices)
    assert "“Why here?” is now “Why us, of all?”" in page.text
    current = db.session.scalars(select(PostingQuestion).where(PostingQuestion.archived_at.is_(None))).one()
    assert page.form().values[f"q{current.id}"] == "The database"
    page.form().submit("Review and send").form().submit("Send application")
    answer = db.session.scalars(select(Answer)).one()
    assert (answer.wording, answer.text) == ("Why us, of all?", "The database")


def test_an_answer_keeps_the_wording_of_its_question(posting: Posting, filled: Fill, send: Send) -> None:
    question = a_question(posting, "Why here?")
    receipt = send(filled(**{f"q{question.id}": "The database"}))
    now_reads(question, wording="Something else?")
    now_reads(db.session.scalars(select(PostingQuestion).where(PostingQuestion.archived_at.is_(None))).one())
    again = receipt.click("Receipt") if "Receipt" in receipt.links else receipt
    assert "Why here?" in again.text and "The database" in again.text
    answer = db.session.scalars(select(Answer)).one()
    assert answer.wording == "Why here?"


def test_what_answered_a_removed_question_is_shown_and_not_sent(
    client: PageClient, posting: Posting, filled: Fill
) -> None:
    line, file = a_question(posting, "Your age?"), a_question(posting, "A photograph", kind="file")
    form = filled(**{f"q{line.id}": "Forty-two"}).attach(f"q{file.id}", "me.pdf", pdf("Me"))
    review = form.submit("Review and send")
    now_reads(line)
    now_reads(file)
    page = review.form().submit("Send application", status=422)
    assert "“Your age?” was removed" in page.text
    assert "Forty-two" in page.text and "me.pdf" in page.text
    review = page.form().submit("Review and send")
    assert "Forty-two" in review.text
    receipt = review.form().submit("Send application")
    assert "Forty-two" not in receipt.text and "me.pdf" not in receipt.text
    assert [document.display_name for document in db.session.scalars(select(Document))] == ["anna.pdf"]


def test_a_file_moves_on_with_its_question(posting: Posting, filled: Fill) -> None:
    question = a_question(posting, "A diagram", kind="file", is_required=True)
    page = filled().attach(f"q{question.id}", "plan.pdf", pdf("Plan")).submit("Save and continue")
    now_reads(question, wording="A plan")
    page = page.form().submit("Review and send", status=422)
    page.form().submit("Review and send").form().submit("Send application")
    answer = db.session.scalars(select(Answer)).one()
    assert (answer.wording, answer.text) == ("A plan", "plan.pdf")
    assert db.session.scalars(select(Attachment).where(Attachment.application_id.is_(None))).all() == []


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_a_question_that_becomes_required_must_be_answered_before_submitting(posting: Posting, filled: Fill) -> None:
    review = filled().submit("Review and send")
    question = a_question(posting, "Which shift?", kind="choice", choices="Early\nLate", is_required=True)
    page = review.form().submit("Send application", status=422)
    assert page.error_of(f"q{question.id}") == "Choose an answer."


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_a_closed_posting_shows_the_answers_for_copying(posting: Posting, filled: Fill) -> None:
    question = a_question(posting, "Why here?")
    review = filled(**{f"q{question.id}": "The database"}).submit("Review and send")
    with transaction():
        db.session.get_one(Posting, posting.id).state = CLOSED
    assert "The database" in review.form().submit("Send application", status=410).text


def test_nonsense_in_the_fields_of_questions_is_refused_with_words(
    client: PageClient, posting: Posting, filled: Fill
) -> None:
    names = asked(posting)
    form = filled()
    sent = form.values | {
        names["choice"]: "\x00neither",
        names["several"]: ["Cobol", "SQL"],
        "q999999": "nobody asked",
        "qx": "nobody",
        names["yes_no"]: "x" * 20_000,
        "seen": "1,2,x," + "9" * 40,
        "action": "review",
    }
    page = client.post(form.tag["action"], sent, status=422, referrer=form.tag["action"])  # type: ignore[arg-type]
    assert page.error_of(names["choice"]) == "Choose an answer."
    answers = db.session.scalars(select(Draft)).one().answers["questions"]
    assert answers[names["several"][1:]] == ["SQL"] and "999999" not in answers
