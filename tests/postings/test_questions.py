"""The questions of a posting: adding, changing, ordering, removing, and conflicting edits."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from careers.database import db, transaction
from careers.postings.models import DRAFT, Posting
from careers.postings.questions.models import PostingQuestion
from careers.postings.questions.queries import questions_asked
from careers.postings.questions.services import MAX_QUESTIONS, copy_questions
from tests.client import PageClient
from tests.factories import a_company, a_posting, a_question, a_user
from tests.page import Page
from tests.staff import at_desk


@pytest.fixture
def posting(app: Flask) -> Posting:
    """Return an open posting."""
    a_company()
    return a_posting(title="Baker")


@pytest.fixture
def desk(client: PageClient) -> PageClient:
    """Return a client signed in as a recruiter."""
    return at_desk(client, a_user("recruiter"))


def current_questions(posting: Posting) -> list[str]:
    """Return the current questions in order."""
    db.session.rollback()
    return [question.wording for question in questions_asked(posting.id)]


def press(page: Page, button: str, wording: str) -> Page:
    """Press a button of one question."""
    return page.form(button=f"{button}: {wording}").submit()


def test_questions_are_added_ordered_changed_and_removed(desk: PageClient, posting: Posting) -> None:
    page = desk.visit(f"/hr/postings/{posting.id}").click("Add questions")
    for wording in ("One?", "Two?", "Three?"):
        form = page.form(button="Add question").fill(wording=wording)
        page = form.submit()
    form.submit()
    assert current_questions(posting) == ["One?", "Two?", "Three?"]
    page = press(page, "Move up", "Three?")
    page = press(page, "Move down", "One?")
    assert current_questions(posting) == ["Three?", "One?", "Two?"]
    form = page.click("Edit: One?").form()
    page = form.fill(wording="Which?", kind="choice", choices="Early\n\n Late  shift \n", is_required=True).submit()
    assert current_questions(posting) == ["Three?", "Which?", "Two?"]
    assert "Early / Late shift" in page.text and "required" in page.text
    page = press(page, "Remove", "Three?")
    assert current_questions(posting) == ["Which?", "Two?"]
    assert "2 questions" in desk.visit(f"/hr/postings/{posting.id}").text


def test_hint_and_requirement_change_in_place_and_new_wording_creates_a_question(
    desk: PageClient, posting: Posting
) -> None:
    number, path = a_question(posting, "Why?").id, f"/hr/postings/{posting.id}/questions"
    desk.visit(f"{path}/{number}").form().fill(hint="Briefly.", is_required=True).submit()
    db.session.rollback()
    assert [(question.id, question.hint, question.is_required) for question in questions_asked(posting.id)] == [
        (number, "Briefly.", True)
    ]
    desk.visit(f"{path}/{number}").form().fill(wording="Why us?").submit()
    old = db.session.get_one(PostingQuestion, number, populate_existing=True)
    assert (old.wording, old.is_asked) == ("Why?", False) and old.replaced_by_id != number


@pytest.mark.parametrize(("typed", "field", "error"), [
    ({"wording": " "}, "wording", "Enter the question."),
    ({"wording": "x" * 301}, "wording", "Use at most 300 characters."),
    ({"kind": "choice", "choices": "One"}, "choices", "Enter 2 to 20 choices"),
    ({"kind": "several", "choices": "One\none"}, "choices", "Each choice must be different."),
    ({"kind": "choice", "choices": "One\n" + "x" * 121}, "choices", "120 characters or fewer"),
])  # fmt: skip
@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_errors_of_a_question_are_shown_next_to_the_field(
    desk: PageClient, posting: Posting, typed: dict[str, str], field: str, error: str
) -> None:
    page = desk.visit(f"/hr/postings/{posting.id}/questions")
    page = page.form(button="Add question").fill(**{"wording": "Why?"} | typed).submit(status=422)
    assert error in page.error_of(field) and not current_questions(posting)
    assert {name: page.form(button="Add question").values[name].strip() for name in typed} == {
        name: value.strip() for name, value in typed.items()
    }


def test_a_conflicting_change_of_a_question_is_kept_in_the_form(
    desk: PageClient, new_client: Callable[[], PageClient], posting: Posting
) -> None:
    path = f"/hr/postings/{posting.id}/questions/{a_question(posting, 'Why?').id}"
    other = at_desk(new_client(), a_user("recruiter")).visit(path)
    desk.visit(path).form().fill(wording="Why us?").submit()
    page = other.form().fill(wording="Why here?").submit(status=409)
    assert "Why us?" in page.text and page.form().values["wording"] == "Why here?"
    page.form().submit()
    assert current_questions(posting) == ["Why here?"]


def test_a_removed_question_cannot_be_changed(
    desk: PageClient, new_client: Callable[[], PageClient], posting: Posting
) -> None:
    path = f"/hr/postings/{posting.id}/questions/{a_question(posting, 'Why?').id}"
    other = at_desk(new_client(), a_user("recruiter")).visit(path)
    press(desk.visit(f"/hr/postings/{posting.id}/questions"), "Remove", "Why?")
    page = other.form().fill(wording="Why here?").submit(status=409)
    assert "This question was removed" in page.text and page.form().values["wording"] == "Why here?"
    assert current_questions(posting) == []


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_a_posting_has_at_most_twenty_questions(desk: PageClient, posting: Posting) -> None:
    for number in range(MAX_QUESTIONS - 1):
        a_question(posting, f"{number}?")
    last = desk.visit(f"/hr/postings/{posting.id}/questions").form(button="Add question")
    last.fill(wording="The last?").submit()
    page = last.fill(wording="One more?").submit(status=422)
    assert "at most 20 questions" in page.text and len(current_questions(posting)) == MAX_QUESTIONS


def test_a_hiring_manager_can_edit_only_the_questions_of_their_own_drafts(
    new_client: Callable[[], PageClient], posting: Posting
) -> None:
    manager = a_user("hiring_manager")
    client, own = at_desk(new_client(), manager), a_posting(state=DRAFT, created_by_id=manager.id)
    client.visit(f"/hr/postings/{own.id}/questions")
    client.visit(f"/hr/postings/{posting.id}/questions", status=404)
    elsewhere = a_question(posting)
    client.visit(f"/hr/postings/{own.id}/questions/{elsewhere.id}", status=404)


def test_a_copy_has_the_current_questions_of_the_original(posting: Posting) -> None:
    a_question(posting, "Two?", kind="choice", choices="A\nB", hint="Choose.", is_required=True)
    copy = a_posting()
    with transaction():
        copy_questions(posting.id, copy.id)
    db.session.rollback()
    copied = db.session.scalars(select(PostingQuestion).filter_by(posting_id=copy.id)).one()
    assert (copied.wording, copied.choices, copied.hint, copied.is_required) == (
        "Two?",
        "A\nB",
        "Choose.",
        True,
    )
