"""The settings pages of message templates."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from careers.company.stages.queries import all_stage_names
from careers.database import in_transaction, transaction
from careers.pipeline.message_templates import queries, services
from careers.pipeline.message_templates.forms import DelayForm, DeletionForm, TemplateForm
from careers.pipeline.message_templates.merge_fields import EXAMPLES, FIELDS, fill_in, unfilled_fields_in
from careers.pipeline.message_templates.models import PURPOSES, MessageTemplate
from careers.security import Permission, requires
from careers.versions import EditConflict, compare_with_saved

bp = Blueprint("message_templates", __name__, url_prefix="/hr/settings/message-templates")
ONE = "/<id:template_id>"
Page = tuple[str, int]


@bp.get("")
@requires(Permission.MANAGE_SITE)
def index() -> str:
    """Show all templates and the delay."""
    minutes = int(queries.decision_message_delay().total_seconds() // 60)
    return _index_page(DelayForm(formdata=None, minutes=minutes))


@bp.post("/delay")
@requires(Permission.MANAGE_SITE)
def set_delay() -> Response | Page:
    """Change the delay."""
    form = DelayForm()
    if not form.validate_on_submit():
        return _index_page(form), 422
    with transaction():
        services.set_delay(form.minutes.data, by=current_user)
    flash("Saved. This applies to all decisions from now on.", "success")
    return redirect(url_for(".index"), 303)


@bp.get("/new")
@requires(Permission.MANAGE_SITE)
def new() -> str:
    """Show an empty template."""
    return _edit_page(TemplateForm(formdata=None), None)


@bp.post("")
@requires(Permission.MANAGE_SITE)
def create() -> Response | Page:
    """Save a new template."""
    form = TemplateForm()
    return _save(form, None, lambda: services.create_template(form.content(), by=current_user))


@bp.get(ONE)
@requires(Permission.MANAGE_SITE)
def edit(template_id: int) -> str:
    """Show a template for editing."""
    template = _template(template_id)
    return _edit_page(TemplateForm(formdata=None, obj=template), template)


@bp.post(ONE)
@requires(Permission.MANAGE_SITE)
def update(template_id: int) -> Response | Page:
    """Save an edit; one of an older version is refused and keeps what was typed."""
    template, form = _template(template_id), TemplateForm()
    version = form.version.data
    return _save(
        form,
        template,
        lambda: services.update_template(_template(template_id), form.content(), version=version, by=current_user),
    )


@bp.post(f"{ONE}/deletion")
@requires(Permission.MANAGE_SITE)
def delete(template_id: int) -> Response:
    """Delete a template."""
    with transaction():
        template = _template(template_id)
        name = template.name
        services.delete_template(template, by=current_user)
    flash(f"“{name}” deleted. Messages based on it don’t change.", "success")
    return redirect(url_for(".index"), 303)


def _save(form: TemplateForm, template: MessageTemplate | None, act: Any) -> Response | Page:
    if not form.validate_on_submit():
        return _edit_page(form, template), 422
    try:
        in_transaction(act)
    except services.NameTaken as error:
        form.name.errors = [str(error)]
        return _edit_page(form, template), 422
    except EditConflict:
        template = _template(template.id) if template else None
        return _edit_page(form, template, compare_with_saved(form, template)), 409
    flash("Template saved.", "success")
    return redirect(url_for(".index"), 303)


def _template(template_id: int) -> MessageTemplate:
    return queries.message_template_by_id(template_id) or abort(404)


def _index_page(delay: DelayForm) -> str:
    rows = [
        {
            "id": template.id,
            "name": template.name,
            "purpose": PURPOSES[template.purpose],
            "stage": all_stage_names().get(template.stage, "Any"),
        }
        for template in queries.message_templates()
    ]
    return render_template("pipeline/message_templates.html", rows=rows, delay=delay)


def _edit_page(form: TemplateForm, template: MessageTemplate | None, saved: list[tuple[str, str]] | None = None) -> str:
    text = form.body.data or ""
    return render_template(
        "pipeline/message_template.html",
        form=form,
        template=template,
        saved=saved,
        deletion=DeletionForm(formdata=None),
        fields=[(name, field.about, field.example) for name, field in FIELDS.items()],
        preview=fill_in(text, EXAMPLES) if not unfilled_fields_in(text) else "",
    )
