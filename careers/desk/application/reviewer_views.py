"""Asking members of staff to review an application."""

from __future__ import annotations

from flask import abort
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm

from careers.accounts.queries import user_by_id
from careers.applications.models import Application
from careers.desk.application.actions import run_action
from careers.desk.blueprint import APPLICATION_URL, bp
from careers.http.arguments import id_from
from careers.review.reviewers import services as assignment_services
from careers.review.reviewers.forms import AssignmentForm
from careers.security import Permission, requires


@bp.post(f"{APPLICATION_URL}/reviewers")
@requires(Permission.ASSIGN)
def assign(application_id: int) -> ResponseReturnValue:
    """Ask somebody to review it."""
    form = AssignmentForm()

    def act(application: Application) -> str:
        user = user_by_id(id_from(form.reviewer.data) or 0) or abort(404)
        is_new = assignment_services.assign(application, user, by=current_user)
        return f"{user.name} assigned as a reviewer." if is_new else f"{user.name} is already a reviewer."

    return run_action(application_id, form, act, field="reviewer", assignment_form=form)


@bp.post(f"{APPLICATION_URL}/reviewers/<int(max=9223372036854775807):user_id>/removal")
@requires(Permission.ASSIGN)
def unassign(application_id: int, user_id: int) -> ResponseReturnValue:
    """No longer ask somebody."""

    def act(application: Application) -> str:
        assignment_services.unassign(application, user_id, by=current_user)
        return "Reviewer removed."

    return run_action(application_id, FlaskForm(), act)
