"""Revealing who applied, unlocking the resume, scoring the work sample that comes before it."""

from __future__ import annotations

from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm

from careers.applications.models import Application
from careers.desk.application.actions import run_action
from careers.desk.blueprint import APPLICATION_URL, bp
from careers.pipeline.blind_review import services as veil_services
from careers.review.scorecards.forms import CHOICES
from careers.review.scorecards.work_score_forms import WorkScoreForm
from careers.security import Permission, requires


@bp.post(f"{APPLICATION_URL}/identity")
@requires(Permission.REVEAL)
def reveal(application_id: int) -> ResponseReturnValue:
    """Let the whole team know who it is."""

    def act(application: Application) -> str:
        veil_services.reveal_identity(application, by=current_user)
        return "Name and contact details revealed to the team."

    return run_action(application_id, FlaskForm(), act)


@bp.post(f"{APPLICATION_URL}/resume-lock")
@requires(Permission.REVEAL)
def unlock(application_id: int) -> ResponseReturnValue:
    """Let the whole team read the resume."""

    def act(application: Application) -> str:
        veil_services.unlock_resume(application, by=current_user)
        return "Resume unlocked for the team."

    return run_action(application_id, FlaskForm(), act)


@bp.post(f"{APPLICATION_URL}/work-score")
@requires(Permission.SCORE)
def score_work(application_id: int) -> ResponseReturnValue:
    """Score the work sample; the resume opens with it."""
    form = WorkScoreForm()

    def act(application: Application) -> str:
        value = int(form.value.data) if form.value.data in CHOICES else 0
        is_new = veil_services.score_work(
            application, value=value, comment=form.comment.data, by=current_user
        )
        return "Work sample scored. You can open the resume now." if is_new else "Already scored."

    return run_action(application_id, form, act, field="value", work_form=form)
