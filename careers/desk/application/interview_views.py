"""Schedule, change, and cancel interviews."""

from dataclasses import replace
from typing import Any, TypeVar

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.wrappers import Response

from careers.applications.models import Application
from careers.company.queries import company_profile
from careers.database import in_transaction
from careers.desk.blueprint import APPLICATION_URL, bp
from careers.errors import DomainError
from careers.pipeline.access.queries import application_for
from careers.pipeline.assignments.queries import possible_reviewers
from careers.pipeline.decisions.forms import DecisionForm
from careers.pipeline.summary.presenters import summary_of
from careers.review.interviews import queries as interview_queries, services as interview_services
from careers.review.interviews.forms import ChangeForm, OfferForm, PlanForm
from careers.review.interviews.models import BOOKED, Interview
from careers.review.interviews.presenters import interviews_shown
from careers.review.interviews.services import Plan
from careers.review.interviews.times import local_of
from careers.security import Permission, requires
from careers.versions import EditConflict

INTERVIEW = f"{APPLICATION_URL}/interviews/<id:interview_id>"
AnyPlanForm = TypeVar("AnyPlanForm", bound=PlanForm)


@bp.get(f"{APPLICATION_URL}/interviews/new")
@requires(Permission.MOVE)
def new_interview(application_id: int) -> str:
    """Show the form with times to offer."""
    application = application_for(current_user, application_id)
    return _offer_page(application, _ready(OfferForm(formdata=None), application))


@bp.post(f"{APPLICATION_URL}/interviews")
@requires(Permission.MOVE)
def offer_interview(application_id: int) -> ResponseReturnValue:
    """Offer times to the candidate."""
    application = application_for(current_user, application_id)
    form = _ready(OfferForm(), application)
    if not form.validate_on_submit():
        return _offer_page(application, form), 422
    plan = form.plan()
    elsewhere = interview_queries.also_offered(application.id, plan.interviewer_ids, plan.starts, plan.minutes)
    try:
        in_transaction(
            lambda: interview_services.offer_interview(
                application_for(current_user, application_id), plan, by=current_user
            )
        )
    except DomainError as error:
        return _offer_page(application_for(current_user, application_id), form, str(error)), 422
    flash("Times sent. The candidate gets a link to choose one.", "success")
    if elsewhere:
        flash(
            (f"Also offered to other candidates: {', '.join(elsewhere)}. Whoever chooses first gets the time."),
            "warning",
        )
    return _back(application_id)


@bp.get(INTERVIEW)
@requires(Permission.MOVE)
def edit_interview(application_id: int, interview_id: int) -> str:
    """Show a booked interview for editing."""
    application, interview = _found(application_id, interview_id)
    return _change_page(application, interview, _as_saved(application, interview))


@bp.post(INTERVIEW)
@requires(Permission.MOVE)
def change_interview(application_id: int, interview_id: int) -> ResponseReturnValue:
    """Change a booked interview and update everyone's calendar."""
    application, interview = _found(application_id, interview_id)
    form = _ready(ChangeForm(), application, interview)
    if not form.validate_on_submit():
        return _change_page(application, interview, form), 422
    plan, version = _as_meant(form.plan(), interview), form.version.data
    try:
        in_transaction(
            lambda: interview_services.change_interview(
                _found(application_id, interview_id)[1], plan, version=version, by=current_user
            )
        )
    except DomainError as error:
        status = 409 if isinstance(error, EditConflict) else 422
        application, interview = _found(application_id, interview_id)
        form.version.data = interview.version
        return _change_page(application, interview, form, str(error)), status
    flash("Interview updated. Everyone involved will be notified.", "success")
    return _back(application_id)


@bp.post(f"{INTERVIEW}/cancellation")
@requires(Permission.MOVE)
def cancel_interview(application_id: int, interview_id: int) -> ResponseReturnValue:
    """Cancel an offered or booked interview."""
    form = DecisionForm()
    _found(application_id, interview_id)
    if not form.validate_on_submit():
        return _back(application_id)
    try:
        in_transaction(
            lambda: interview_services.cancel_interview(
                _found(application_id, interview_id)[1], version=form.version.data, by=current_user
            )
        )
    except DomainError as error:
        flash(str(error), "error")
    else:
        flash("Interview canceled. Everyone involved will be notified.", "success")
    return _back(application_id)


def _found(application_id: int, interview_id: int) -> tuple[Application, Interview]:
    application = application_for(current_user, application_id)
    return application, interview_queries.interview_of(application, interview_id)


def _ready(form: AnyPlanForm, application: Application, interview: Interview | None = None) -> AnyPlanForm:
    people = list(possible_reviewers(application.posting_id))
    # Current participants stay selectable, whatever their role is now.
    there = [interviewer.user for interviewer in interview.interviewers] if interview else []
    people += [user for user in there if user.id not in {person.id for person in people}]
    form.offer(people, company_profile().time_zone)
    return form


def _as_saved(application: Application, interview: Interview) -> ChangeForm:
    if interview.state != BOOKED or interview.starts_at is None:
        abort(404)
    values: dict[str, Any] = {
        "version": interview.version,
        **_shown_words(interview),
        "minutes": interview.minutes,
        "interviewers": [interviewer.user_id for interviewer in interview.interviewers],
        "start": local_of(interview.starts_at, company_profile().time_zone),
    }
    return _ready(ChangeForm(formdata=None, data=values), application, interview)


def _shown_words(interview: Interview) -> dict[str, str]:
    shown = interviews_shown([interview])[0]
    return {"title": shown.title, "place": shown.place}


def _as_meant(plan: Plan, interview: Interview) -> Plan:
    # A value that is redacted for the user comes back as it was shown, and stays unchanged.
    kept = {
        name: getattr(interview, name) for name, text in _shown_words(interview).items() if getattr(plan, name) == text
    }
    return replace(plan, **kept)


def _offer_page(application: Application, form: OfferForm, problem: str = "") -> str:
    return render_template(
        "desk/interview_offer.html",
        application=summary_of(application),
        form=form,
        zone=form.zone,
        problem=problem,
    )


def _change_page(application: Application, interview: Interview, form: ChangeForm, problem: str = "") -> str:
    return render_template(
        "desk/interview_change.html",
        application=summary_of(application),
        interview=interviews_shown([interview])[0],
        form=form,
        zone=form.zone,
        problem=problem,
    )


def _back(application_id: int) -> Response:
    return redirect(url_for(".show", application_id=application_id, _anchor="interviews"), 303)
