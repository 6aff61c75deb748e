"""The candidate's interview page, opened by an emailed token."""

from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)

from careers.applications.portal.views import opened
from careers.database import in_transaction
from careers.errors import DomainError
from careers.review.interviews import queries as interview_queries, services as interview_services
from careers.review.interviews.calendar import PUBLISH, calendar_of
from careers.review.interviews.emails import entry_for_candidate
from careers.review.interviews.forms import AgreementForm, ChoiceForm, RefusalForm
from careers.review.interviews.models import BOOKED, Interview
from careers.review.interviews.presenters import candidates_page
from careers.review.interviews.times import zones
from careers.security import public

bp = Blueprint("interviews", __name__, url_prefix="/interviews")


@bp.get("/<token>")
@public
def show(token: str) -> str:
    """Show the times, in a time zone that the candidate can choose."""
    return _page(_interview(token), token, RefusalForm(formdata=None))


@bp.post("/<token>/choice")
@public
def pick(token: str) -> Any:
    """Book one of the times."""
    form = ChoiceForm()
    if not form.validate_on_submit():
        return _page(_interview(token), token, RefusalForm(formdata=None)), 422
    try:
        in_transaction(lambda: interview_services.choose_slot(_interview(token), form.slot_id))
    except DomainError as error:
        flash(str(error), "error")
        return _page(_interview(token), token, RefusalForm(formdata=None)), 409
    flash("You’re booked. We’ve emailed you a calendar invitation.", "success")
    return redirect(url_for(".show", token=token, zone=request.args.get("zone")), 303)


@bp.post("/<token>/agreement")
@public
def agree(token: str) -> Any:
    """Accept the new time of the interview."""
    form = AgreementForm()
    if not form.validate_on_submit():
        return _page(_interview(token), token, RefusalForm(formdata=None)), 422
    try:
        in_transaction(lambda: interview_services.agree(_interview(token), form.sequence.data))
    except DomainError as error:
        flash(str(error), "error")
        return _page(_interview(token), token, RefusalForm(formdata=None)), 409
    flash("Thank you. The new time is confirmed.", "success")
    return redirect(url_for(".show", token=token, zone=request.args.get("zone")), 303)


@bp.post("/<token>/refusal")
@public
def refuse(token: str) -> Any:
    """Decline all offered times, or the booked one."""
    form = RefusalForm()
    if not form.validate_on_submit():
        return _page(_interview(token), token, form), 422
    said = (form.said.data or "").strip()
    try:
        in_transaction(lambda: interview_services.refuse(_interview(token), said=said))
    except DomainError as error:
        flash(str(error), "warning")
    else:
        flash("We’ve told the hiring team. They’ll get back to you.", "success")
    return redirect(url_for(".show", token=token, zone=request.args.get("zone")), 303)


@bp.get("/<token>/interview.ics")
@public
def calendar(token: str) -> Response:
    """Return the booked interview as a calendar file."""
    interview = _interview(token)
    if interview.state != BOOKED or interview.starts_at is None:
        abort(404)
    response = make_response(calendar_of(entry_for_candidate(interview, interview.starts_at), PUBLISH))
    response.headers["Content-Type"] = "text/calendar; charset=utf-8"
    response.headers["Content-Disposition"] = 'attachment; filename="interview.ics"'
    return response


def _interview(token: str) -> Interview:
    return opened(interview_queries.interview_with(token))


def _page(interview: Interview, token: str, refusal: RefusalForm) -> str:
    wanted = request.args.get("zone")
    return render_template(
        "review/interview.html",
        interview=candidates_page(interview, wanted),
        zones=zones(),
        is_unknown_zone=bool(wanted) and wanted not in zones(),
        token=token,
        refusal=refusal,
    )
