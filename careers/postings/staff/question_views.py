"""The questions of a posting: add, change, reorder, and remove them."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from careers.database import transaction
from careers.errors import DomainError
from careers.postings.models import Posting
from careers.postings.questions import queries as question_queries, services as question_services
from careers.postings.questions.forms import QuestionForm
from careers.postings.questions.models import KINDS, PostingQuestion
from careers.postings.staff.views import ITEM_URL, Page, bp, editable
from careers.security import Permission, requires

QUESTION_URL = f"{ITEM_URL}/questions/<id:question_id>"


@bp.get(f"{ITEM_URL}/questions")
@requires(Permission.DRAFT_POSTINGS)
def questions(posting_id: int) -> str:
    """Show the posting's questions, with a form for another one."""
    return _list_page(editable(posting_id), QuestionForm(formdata=None))


@bp.post(f"{ITEM_URL}/questions")
@requires(Permission.DRAFT_POSTINGS)
def add_question(posting_id: int) -> Response | Page:
    """Add a question."""
    posting, form = editable(posting_id), QuestionForm()
    if not form.validate_on_submit():
        return _list_page(posting, form), 422
    try:
        with transaction():
            question_services.add_question(editable(posting_id), form.content(), by=current_user)
    except DomainError as error:
        return _list_page(editable(posting_id), form, problem=str(error)), 422
    flash("Question added. New applicants will see it.", "success")
    return _to_list(posting_id)


@bp.get(QUESTION_URL)
@requires(Permission.DRAFT_POSTINGS)
def question(posting_id: int, question_id: int) -> str | Response:
    """Show the form of a question; a removed one redirects to the list."""
    posting = editable(posting_id)
    shown = question_queries.question_of(posting_id, question_id)
    if not shown.is_asked:
        return _to_list(posting_id)
    return _question_page(posting, shown, QuestionForm.of(shown))


@bp.post(QUESTION_URL)
@requires(Permission.DRAFT_POSTINGS)
def change_question(posting_id: int, question_id: int) -> Response | Page:
    """Save a change of a question."""
    posting, form = editable(posting_id), QuestionForm()
    shown = question_queries.question_of(posting_id, question_id)
    if not form.validate_on_submit():
        return _question_page(posting, shown, form), 422
    try:
        with transaction():
            posting, shown = editable(posting_id), question_queries.question_of(posting_id, question_id)
            question_services.change_question(
                posting, shown, form.content(), version=form.read_version, by=current_user
            )
    except question_services.QuestionConflict as error:
        return _conflict_page(posting_id, question_id, form, str(error))
    flash("Question saved. Submitted answers keep the wording they were given to.", "success")
    return _to_list(posting_id)


@bp.post(f"{QUESTION_URL}/place")
@requires(Permission.DRAFT_POSTINGS)
def move_question(posting_id: int, question_id: int) -> Response:
    """Move a question up or down."""
    with transaction():
        posting, shown = editable(posting_id), question_queries.question_of(posting_id, question_id)
        question_services.move_question(posting, shown, request.form.get("direction", ""), by=current_user)
    return _to_list(posting_id, question_id)


@bp.post(f"{QUESTION_URL}/removal")
@requires(Permission.DRAFT_POSTINGS)
def remove_question(posting_id: int, question_id: int) -> Response:
    """Stop asking a question."""
    with transaction():
        posting, shown = editable(posting_id), question_queries.question_of(posting_id, question_id)
        question_services.remove_question(posting, shown, by=current_user)
    flash("Question removed. Submitted answers stay with their applications.", "success")
    return _to_list(posting_id)


def _to_list(posting_id: int, question_id: int | None = None) -> Response:
    anchor = f"question-{question_id}" if question_id else None
    return redirect(url_for(".questions", posting_id=posting_id, _anchor=anchor), 303)


def _list_page(posting: Posting, form: QuestionForm, problem: str = "") -> str:
    current = question_queries.questions_asked(posting.id)
    return render_template(
        "postings/questions.html",
        posting=posting,
        questions=current,
        kinds=KINDS,
        form=form,
        problem=problem,
        is_full=len(current) >= question_services.MAX_QUESTIONS,
    )


def _question_page(posting: Posting, shown: PostingQuestion, form: QuestionForm, problem: str = "") -> str:
    return render_template(
        "postings/question.html", posting=posting, question=shown, kinds=KINDS, form=form, problem=problem
    )


def _conflict_page(posting_id: int, question_id: int, form: QuestionForm, problem: str) -> Page:
    posting, shown = editable(posting_id), question_queries.question_of(posting_id, question_id)
    while shown.replaced_by_id is not None:
        shown = question_queries.question_of(posting_id, shown.replaced_by_id)
    # Saving again then replaces the version shown; a removed question can only be added again.
    form.version.data = shown.version
    return _question_page(posting, shown, form, problem), 409
