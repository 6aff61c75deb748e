"""The library of description templates."""

from flask import abort, flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from careers.database import in_transaction, transaction
from careers.errors import DomainError
from careers.postings.description_templates import (
    queries as template_queries,
    services as template_services,
)
from careers.postings.description_templates.forms import TemplateForm, TemplateNameForm
from careers.postings.description_templates.models import PostingTemplate
from careers.postings.description_templates.presenters import template_view
from careers.postings.description_templates.queries import SAVED_PREFIX, Template, saved_template
from careers.postings.staff.views import ITEM_URL, Page, bp, edit_page, editable, form_errors
from careers.security import Permission, is_allowed, requires


@bp.get("/templates")
@requires(Permission.DRAFT_POSTINGS)
def templates() -> str:
    """Show all templates."""
    return render_template("postings/templates.html", templates=template_queries.all_templates())


@bp.get("/templates/<key>")
@requires(Permission.DRAFT_POSTINGS)
def template(key: str) -> str:
    """Show a template: its text, search strings for sourcing, and related templates."""
    return _template_page(_template(key))


@bp.post(f"{ITEM_URL}/template")
@requires(Permission.PUBLISH_POSTINGS)
def save_template(posting_id: int) -> Response | Page:
    """Save a posting's content as a template."""
    form, posting = TemplateNameForm(), editable(posting_id)
    if not form.validate_on_submit():
        return edit_page(posting, template_form=form, problems=form_errors(form))
    name = form.template_name.data

    try:
        template_id = in_transaction(
            lambda: template_services.save_as_template(editable(posting_id), name, by=current_user).id
        )
    except DomainError as error:
        return edit_page(editable(posting_id), template_form=form, problems=[str(error)])
    flash("Template saved. You can add its purpose and search strings here.", "success")
    return redirect(url_for(".template", key=f"{SAVED_PREFIX}{template_id}"), 303)


@bp.post("/templates/<key>")
@requires(Permission.PUBLISH_POSTINGS)
def describe(key: str) -> Response | Page:
    """Change the notes on a saved template."""
    form, current = TemplateForm(), _template(key)
    if not form.validate_on_submit():
        return _template_page(current, form), 422
    try:
        in_transaction(
            lambda: template_services.describe_template(
                _own(_template(key)),
                name=form.template_name.data,
                note=form.note.data,
                sourcing=form.sourcing.data,
                related=form.related.data,
                by=current_user,
            )
        )
    except DomainError as error:
        form.template_name.errors = [str(error)]
        return _template_page(_template(key), form), 422
    flash("Saved.", "success")
    return redirect(url_for(".template", key=key), 303)


@bp.post("/templates/<key>/removal")
@requires(Permission.PUBLISH_POSTINGS)
def delete_template(key: str) -> Response:
    """Delete a saved template."""
    with transaction():
        template_services.delete_template(_own(_template(key)), by=current_user)
    flash("Template deleted. Postings based on it don’t change.", "success")
    return redirect(url_for(".templates"), 303)


def _template(key: str) -> Template:
    return template_queries.template_by_key(key) or abort(404)


def _own(template: Template) -> PostingTemplate:
    return saved_template(template.number or 0) or abort(404)


def _template_page(template: Template, form: TemplateForm | None = None) -> str:
    own = saved_template(template.number) if template.number else None
    may_change = own is not None and is_allowed(current_user, Permission.PUBLISH_POSTINGS)
    if own is not None and form is None:
        form = TemplateForm(formdata=None, obj=own, template_name=own.name)
    page = template_view(template)
    return render_template("postings/template.html", template=page, form=form if may_change else None)
