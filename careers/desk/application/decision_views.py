"""What reviewers do on the page of an application: move it, write a note, settle it, take that back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm

from careers.applications.models import HIRED, REJECTED, WITHDRAWN, Application
from careers.company.stages.queries import stage_label
from careers.database import in_transaction
from careers.desk.application.forms import RejectionForm
from careers.desk.application.queue_navigation import next_step_after, redirect_to_next
from careers.desk.application.timeline_presenters import changes_since
from careers.desk.application.views import application_page
from careers.desk.blueprint import APPLICATION_URL, bp
from careers.errors import DomainError
from careers.http.limits import accepts_long_texts
from careers.pipeline.access.queries import application_for
from careers.pipeline.decisions import services
from careers.pipeline.decisions.forms import DecisionForm, MoveForm, WithdrawalForm
from careers.pipeline.decisions.idempotency import MOVED, REOPENED, RequestedAction, already_applied
from careers.review.notes import services as note_services
from careers.review.notes.forms import NoteForm
from careers.review.notes.mention_queries import staff_who_can_see
from careers.review.notes.mentioning import unknown_in
from careers.security import Permission, requires
from careers.versions import EditConflict


@bp.post(f"{APPLICATION_URL}/stage")
@requires(Permission.MOVE)
def move(application_id: int) -> ResponseReturnValue:
    """Put the application into another stage."""
    form = MoveForm()
    return _decide(
        application_id,
        form,
        lambda application: services.move_stage(
            application, form.target.data, version=form.version.data, by=current_user
        ),
        said=f"Moved to {stage_label(form.target.data or '')}.",
        asked=RequestedAction((MOVED,), {"to": form.target.data}),
    )


@bp.post(f"{APPLICATION_URL}/notes")
@requires(Permission.NOTE)
@accepts_long_texts
def add_note(application_id: int) -> ResponseReturnValue:
    """Write a note, on whatever version of the application there is by now."""
    form = NoteForm()

    def act(application: Application) -> list[str]:
        note = note_services.add_note(application, form.body.data, by=current_user)
        return unknown_in(note.body, staff_who_can_see(application))

    return _decide(application_id, form, act, said="Note saved.", warned=_told_nobody, note=form)


@bp.post(f"{APPLICATION_URL}/rejection")
@requires(Permission.DECIDE)
def reject(application_id: int) -> ResponseReturnValue:
    """Settle the application: not this time."""
    form = RejectionForm()

    def act(application: Application) -> None:
        services.reject(application, reason=form.reason.data, version=form.version.data, by=current_user)
        if form.note.data and form.note.data.strip():
            note_services.add_note(application, form.note.data, by=current_user)

    said = "Rejected. The candidate hasn't been notified."
    asked = RequestedAction((REJECTED,), {"reason": form.reason.data})
    return _decide(application_id, form, act, said=said, asked=asked, rejection=form)


@bp.post(f"{APPLICATION_URL}/hire")
@requires(Permission.DECIDE)
def hire(application_id: int) -> ResponseReturnValue:
    """Settle the application: hired."""
    form = DecisionForm()
    return _decide(
        application_id,
        form,
        lambda application: services.hire(application, version=form.version.data, by=current_user),
        said="Hired.",
        asked=RequestedAction((HIRED,)),
    )


@bp.post(f"{APPLICATION_URL}/withdrawal")
@requires(Permission.DECIDE)
def withdraw(application_id: int) -> ResponseReturnValue:
    """Settle an application that the candidate no longer wants."""
    form = WithdrawalForm()
    return _decide(
        application_id,
        form,
        lambda application: services.withdraw(
            application, reason=form.reason.data, version=form.version.data, by=current_user
        ),
        said="Marked as withdrawn.",
        asked=RequestedAction((WITHDRAWN,), {"reason": form.reason.data}),
        withdrawal=form,
    )


@bp.post(f"{APPLICATION_URL}/reopening")
@requires(Permission.DECIDE)
def reopen(application_id: int) -> ResponseReturnValue:
    """Take back how the application was settled."""
    form = DecisionForm()
    return _decide(
        application_id,
        form,
        lambda application: services.reopen(application, version=form.version.data, by=current_user),
        said="Application reopened.",
        asked=RequestedAction(REOPENED),
    )


def _told_nobody(unknown: list[str]) -> str:
    names = ", @".join(unknown)
    return (
        f"Nobody was notified: no one with access to this application is named @{names}." if unknown else ""
    )


def _decide(
    application_id: int,
    form: FlaskForm,
    act: Callable[[Application], Any],
    *,
    said: str,
    asked: RequestedAction | None = None,
    warned: Callable[[Any], str] = lambda _done: "",
    **forms: FlaskForm,
) -> ResponseReturnValue:
    # Whose application it is comes first: an invalid form must not tell that somebody else's is there.
    application = application_for(current_user, application_id)
    if not form.validate_on_submit():
        return application_page(application, trouble=_first_error(form), **forms), 422
    onward = next_step_after(application)
    try:
        # Tried again where it meets another: a candidate who books an interview holds those who take part first.
        done = in_transaction(lambda: act(application_for(current_user, application_id)))
    except EditConflict as error:
        if not asked or not _was_done(application_id, asked, form):
            return _stale_page(application_id, form, str(error), forms)
        done = None
    except DomainError as error:
        application = application_for(current_user, application_id)
        return application_page(application, trouble=str(error), **forms), 422
    if warning := warned(done):
        flash(warning, "warning")
    flash(said, "success")
    return redirect_to_next(application_id, onward)


def _was_done(application_id: int, asked: RequestedAction, form: Any) -> bool:
    application = application_for(current_user, application_id)
    return already_applied(application, asked, version=form.version.data, by=current_user)


def _stale_page(
    application_id: int, form: Any, sentence: str, forms: dict[str, FlaskForm]
) -> tuple[str, int]:
    # What was typed stands in its form again, which now carries the version that the page shows.
    application = application_for(current_user, application_id)
    changes = changes_since(application, form.version.data)
    return application_page(application, trouble=sentence, changes=changes, **forms), 409


def _first_error(form: FlaskForm) -> str:
    return str(next((text for errors in form.errors.values() for text in errors), "This form can't be sent."))
