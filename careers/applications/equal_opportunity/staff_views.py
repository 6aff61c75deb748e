"""The settings of the voluntary questions. Answers are never shown here."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from careers.applications.equal_opportunity import queries as equal_queries, services as equal_services
from careers.applications.equal_opportunity.forms import EqualQuestionForm
from careers.applications.equal_opportunity.models import DECLINED
from careers.database import transaction
from careers.postings.questions.services import choices_in
from careers.security import Permission, requires

bp = Blueprint("equal", __name__, url_prefix="/hr/settings/equal-opportunity")


@bp.get("")
@requires(Permission.MANAGE_SITE)
def index() -> str:
    """Show the questions, and whether each is asked."""
    return _page(EqualQuestionForm(formdata=None))


@bp.post("")
@requires(Permission.MANAGE_SITE)
def add() -> Response | tuple[str, int]:
    """Add a question."""
    form = EqualQuestionForm()
    if not form.validate_on_submit():
        return _page(form), 422
    with transaction():
        if len(equal_queries.equal_questions_asked()) >= equal_services.MAX_ASKED:
            abort(409)
        equal_services.ask_question(
            form.wording.data, choices_in(form.choices.data), hint=form.hint.data, by=current_user
        )
    flash("Question added. New applicants will see it.", "success")
    return redirect(url_for(".index"), 303)


@bp.post("/<id:question_id>/asking")
@requires(Permission.MANAGE_SITE)
def choose(question_id: int) -> Response:
    """Ask a question, or stop asking it."""
    is_asked = request.form.get("asked") == "yes"
    with transaction():
        question = equal_queries.equal_question(question_id)
        equal_services.choose_asking(question, is_asked=is_asked, by=current_user)
    flash(
        "Question asked again. New applicants will see it." if is_asked else "We no longer ask this question.",
        "success",
    )
    return redirect(url_for(".index"), 303)


@bp.post("/none")
@requires(Permission.MANAGE_SITE)
def none() -> Response:
    """Stop asking all questions."""
    with transaction():
        equal_services.ask_none(by=current_user)
    flash("We no longer ask any of these questions. Existing counts are kept.", "success")
    return redirect(url_for(".index"), 303)


def _page(form: EqualQuestionForm) -> str:
    questions = equal_queries.equal_questions()
    return render_template(
        "applications/equal_opportunity_settings.html",
        questions=questions,
        form=form,
        declined=DECLINED,
        least=equal_queries.MIN_CELL,
        asked=sum(question.is_asked for question in questions),
        most=equal_services.MAX_ASKED,
    )
