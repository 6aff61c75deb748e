"""Every form on the application page: its URL, its form, who may send it, and the one call that it makes."""

from typing import Any

from flask import abort
from flask_login import current_user

from careers.accounts.queries import user_by_id
from careers.applications.models import HIRED, REJECTED, WITHDRAWN, Application
from careers.company.stages.queries import stage_label
from careers.desk.application.actions import Outcome, action
from careers.desk.application.forms import RejectionForm
from careers.http.arguments import id_from
from careers.pipeline.blind_review import services as blind_review
from careers.pipeline.decisions import services as decisions
from careers.pipeline.decisions.forms import DecisionForm, MoveForm, WithdrawalForm
from careers.pipeline.decisions.idempotency import MOVED, REOPENED, RequestedAction
from careers.review.notes import services as notes
from careers.review.notes.forms import NoteForm
from careers.review.notes.mention_queries import staff_who_can_see
from careers.review.notes.mentioning import unknown_in
from careers.review.reviewers import services as reviewers
from careers.review.reviewers.forms import AssignmentForm
from careers.review.scorecards.forms import CHOICES
from careers.review.scorecards.work_score_forms import WorkScoreForm
from careers.review.tags import services as tags
from careers.review.tags.forms import TagForm
from careers.review.tags.queries import tag_by_id
from careers.security import Permission

REJECTED_NOTICE = "Rejected. The candidate hasn’t been notified."
WITHDRAWN_NOTICE = "Marked as withdrawn."
REOPENED_NOTICE = "Application reopened."


def _moved(form: Any) -> tuple[RequestedAction, str]:
    target = form.target.data or ""
    return RequestedAction((MOVED,), {"to": target}), f"Moved to {stage_label(target)}."


@action("/stage", Permission.MOVE, MoveForm, repeats=_moved)
def move(application: Application, form: MoveForm) -> str:
    """Move the application to another stage."""
    decisions.move_stage(application, form.target.data, version=form.version.data, by=current_user)
    return _moved(form)[1]


@action("/notes", Permission.NOTE, NoteForm, slot="note", takes_long_texts=True)
def add_note(application: Application, form: NoteForm) -> Outcome:
    """Write a note, whatever the application's version is by now."""
    note = notes.add_note(application, form.body.data, by=current_user)
    unknown = ", @".join(unknown_in(note.body, staff_who_can_see(application)))
    warning = f"Nobody was notified: no one with access to this application is named @{unknown}."
    return Outcome("Note saved.", warning if unknown else "")


@action(
    "/rejection",
    Permission.DECIDE,
    RejectionForm,
    slot="rejection",
    repeats=lambda form: (RequestedAction((REJECTED,), {"reason": form.reason.data}), REJECTED_NOTICE),
)
def reject(application: Application, form: RejectionForm) -> str:
    """Reject the application without a message."""
    decisions.reject(application, reason=form.reason.data, version=form.version.data, by=current_user)
    if form.note.data and form.note.data.strip():
        notes.add_note(application, form.note.data, by=current_user)
    return REJECTED_NOTICE


@action("/hire", Permission.DECIDE, DecisionForm, repeats=lambda _form: (RequestedAction((HIRED,)), "Hired."))
def hire(application: Application, form: DecisionForm) -> str:
    """Hire the candidate."""
    decisions.hire(application, version=form.version.data, by=current_user)
    return "Hired."


@action(
    "/withdrawal",
    Permission.DECIDE,
    WithdrawalForm,
    slot="withdrawal",
    repeats=lambda form: (RequestedAction((WITHDRAWN,), {"reason": form.reason.data}), WITHDRAWN_NOTICE),
)
def withdraw(application: Application, form: WithdrawalForm) -> str:
    """Mark the application as withdrawn by the candidate."""
    decisions.withdraw(application, reason=form.reason.data, version=form.version.data, by=current_user)
    return WITHDRAWN_NOTICE


@action(
    "/reopening",
    Permission.DECIDE,
    DecisionForm,
    repeats=lambda _form: (RequestedAction(REOPENED), REOPENED_NOTICE),
)
def reopen(application: Application, form: DecisionForm) -> str:
    """Undo the decision about the application."""
    decisions.reopen(application, version=form.version.data, by=current_user)
    return REOPENED_NOTICE


@action("/tags", Permission.TAG, TagForm, slot="tag_form", field="tags")
def add_tags(application: Application, form: TagForm) -> str:
    """Tag the application."""
    added = tags.add_tags(application, form.tags.data, by=current_user)
    return "Tagged." if added else "These tags were already added."


@action("/tags/<id:tag_id>/removal", Permission.TAG)
def remove_tag(application: Application, _form: Any, tag_id: int) -> str:
    """Remove a tag from the application."""
    tag = tag_by_id(tag_id)
    removed = tags.remove_tag(application, tag, by=current_user)
    return f"Tag “{tag.name}” removed." if removed else "That tag was already removed."


@action("/reviewers", Permission.ASSIGN, AssignmentForm, slot="assignment_form", field="reviewer")
def assign(application: Application, form: AssignmentForm) -> str:
    """Ask a colleague to review the application."""
    user = user_by_id(id_from(form.reviewer.data) or 0) or abort(404)
    is_new = reviewers.assign(application, user, by=current_user)
    return f"{user.name} assigned as a reviewer." if is_new else f"{user.name} is already a reviewer."


@action("/reviewers/<id:user_id>/removal", Permission.ASSIGN)
def unassign(application: Application, _form: Any, user_id: int) -> str:
    """Remove a reviewer from the application."""
    reviewers.unassign(application, user_id, by=current_user)
    return "Reviewer removed."


@action("/identity", Permission.REVEAL)
def reveal(application: Application, _form: Any) -> str:
    """Reveal the candidate's name to the team."""
    blind_review.reveal_identity(application, by=current_user)
    return "Name and contact details revealed to the team."


@action("/resume-lock", Permission.REVEAL)
def unlock(application: Application, _form: Any) -> str:
    """Unlock the resume for the team before the work sample is scored."""
    blind_review.unlock_resume(application, by=current_user)
    return "Resume unlocked for the team."


@action("/work-score", Permission.SCORE, WorkScoreForm, slot="work_form", field="value")
def score_work(application: Application, form: WorkScoreForm) -> str:
    """Score the work sample, which unlocks the resume for this reviewer."""
    value = int(form.value.data) if form.value.data in CHOICES else 0
    is_new = blind_review.score_work(application, value=value, comment=form.comment.data, by=current_user)
    return "Work sample scored. You can open the resume now." if is_new else "Already scored."
