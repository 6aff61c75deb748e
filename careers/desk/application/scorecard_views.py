"""The page where a reviewer scores an application next to its documents."""

from typing import Any

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from careers.applications.models import Application
from careers.database import in_transaction
from careers.desk.application import presenters
from careers.desk.application.opening_views import opened_application
from careers.desk.application.queue_navigation import next_step_after, redirect_to_next
from careers.desk.application_search.filters import filter_from
from careers.desk.blueprint import APPLICATION_URL, bp
from careers.errors import DomainError
from careers.pipeline.access.queries import application_for
from careers.pipeline.blind_review.queries import is_resume_locked
from careers.pipeline.scores import queries as score_queries
from careers.pipeline.scores.scoring import Criterion
from careers.pipeline.summary.presenters import summary_of
from careers.review.scorecards import presenters as score_pages, services as score_services
from careers.review.scorecards.forms import ScorecardForm, form_for, values_of
from careers.security import Permission, requires

WORK_FIRST = (
    "Score the work sample first, on the application page. Your scorecard wasn’t saved, but your text is below."
)


@bp.get(f"{APPLICATION_URL}/scorecard")
@requires(Permission.SCORE)
def scorecard(application_id: int) -> str:
    """Show the form, empty or with the user's scorecard."""
    return _card_page(opened_application(application_id))


@bp.post(f"{APPLICATION_URL}/scorecard")
@requires(Permission.SCORE)
def submit_scorecard(application_id: int) -> ResponseReturnValue:
    """Submit the scorecard, or change it."""
    application = application_for(current_user, application_id)
    is_closed = is_resume_locked(current_user, application)
    criteria, citable = _rubric(application), score_pages.citable_of(application, is_locked=is_closed)
    form = form_for(criteria, citable)
    if is_closed:
        return _card_page(application, form=form, trouble=WORK_FIRST), 409
    is_valid = form.validate_on_submit()
    if not (_is_whole(form, citable) and is_valid):
        return _card_page(application, form=form), 422

    def act() -> int:
        card = score_services.submit_scorecard(
            application_for(current_user, application_id),
            form.entries(),
            recommendation=form.recommendation.data,
            summary=form.summary.data or "",
            citable=citable,
            revision=form.revision.data,
            by=current_user,
        )
        return card.revision

    next_step = next_step_after(application)
    try:
        revision = in_transaction(act)
    except DomainError as error:
        return _refused(application_id, form, error)
    flash("Scorecard submitted." if revision == 1 else "Scorecard updated.", "success")
    return redirect_to_next(application_id, next_step)


def _refused(application_id: int, form: ScorecardForm, error: DomainError) -> ResponseReturnValue:
    # What was typed stays, now based on the saved version.
    card = score_queries.own_card(current_user, application_id)
    form.revision.data = card.revision if card else 0
    return _card_page(application_for(current_user, application_id), form=form, trouble=str(error)), 409


def _is_whole(form: ScorecardForm, citable: dict[str, str]) -> bool:
    # What field validators can't check: whether the evidence fits the score.
    for entry in form.entries():
        fields = form.fields_of(entry.criterion)
        problem = score_services.problem_with(entry, citable)
        if problem and not any(field.errors for field in fields):
            fields[1].errors = [problem]
    return not form.errors


def _rubric(application: Application) -> list[Criterion]:
    return score_queries.criteria_of(application.posting_id)


def _card_page(application: Application, *, form: ScorecardForm | None = None, trouble: str = "") -> str:
    criteria = _rubric(application)
    card = score_queries.own_card(current_user, application.id)
    values: dict[str, Any] = {"revision": 0}
    if card:
        values = {"revision": card.revision, "recommendation": card.recommendation, "summary": card.summary}
        values |= values_of(score_pages.prefilled(card, criteria))
    is_closed = is_resume_locked(current_user, application)
    citable = score_pages.citable_of(application, is_locked=is_closed)
    form = form or form_for(criteria, citable, formdata=None, data=values)
    return render_template(
        "desk/scorecard.html",
        application=summary_of(application),
        answers=presenters.answers_of(application),
        documents=presenters.documents_of(application, is_locked=is_closed),
        form=form,
        scored=[(criterion, *form.fields_of(criterion)) for criterion in criteria],
        is_amending=card is not None,
        has_other_rubric=card is not None and score_pages.has_different_criteria(card, criteria),
        trouble=trouble,
        filter=filter_from(request.args).query,
    )
