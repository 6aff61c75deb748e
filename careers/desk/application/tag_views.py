"""Tags on one application."""

from __future__ import annotations

from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm

from careers.applications.models import Application
from careers.desk.application.actions import run_action
from careers.desk.blueprint import APPLICATION_URL, bp
from careers.review.tags import queries as tag_queries, services as tag_services
from careers.review.tags.forms import TagForm
from careers.security import Permission, requires


@bp.post(f"{APPLICATION_URL}/tags")
@requires(Permission.TAG)
def add_tags(application_id: int) -> ResponseReturnValue:
    """Put tags on the application."""
    form = TagForm()

    def act(application: Application) -> str:
        added = tag_services.add_tags(application, form.tags.data, by=current_user)
        return "Tagged." if added else "These tags were already added."

    return run_action(application_id, form, act, field="tags", tag_form=form)


@bp.post(f"{APPLICATION_URL}/tags/<int(max=9223372036854775807):tag_id>/removal")
@requires(Permission.TAG)
def remove_tag(application_id: int, tag_id: int) -> ResponseReturnValue:
    """Take a tag off the application."""

    def act(application: Application) -> str:
        tag = tag_queries.tag_by_id(tag_id)
        removed = tag_services.remove_tag(application, tag, by=current_user)
        return f"Tag “{tag.name}” removed." if removed else "That tag was already removed."

    return run_action(application_id, FlaskForm(), act)
