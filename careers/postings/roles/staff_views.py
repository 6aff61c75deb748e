"""The settings pages for writing role overviews."""

from collections import Counter
from functools import partial

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.wrappers import Response

from careers.database import transaction
from careers.postings.models import RoleOverview
from careers.postings.roles import queries as role_queries, services as role_services
from careers.postings.roles.forms import RoleForm, sections_in, text_of
from careers.security import Permission, requires
from careers.versions import save_form

bp = Blueprint("role_settings", __name__, url_prefix="/hr/settings/roles")
ITEM_URL = "/<id:role_id>"


@bp.get("")
@requires(Permission.MANAGE_SITE)
def index() -> str:
    """Show all role overviews with the number of their open postings."""
    counts = Counter(offer.role_id for offer in role_queries.role_postings())
    roles = [(role, counts[role.id]) for role in role_queries.role_overviews()]
    return render_template("postings/role_settings.html", roles=roles)


@bp.get("/new")
@requires(Permission.MANAGE_SITE)
def new() -> str:
    """Show an empty form."""
    return render_template("postings/role_new.html", form=RoleForm())


@bp.post("")
@requires(Permission.MANAGE_SITE)
def create() -> ResponseReturnValue:
    """Publish a new role overview."""
    form = RoleForm()
    refused = save_form(
        form,
        lambda: role_services.create_role(*_content(form), by=current_user),
        page=lambda: render_template("postings/role_new.html", form=form),
    )
    if refused:
        return refused
    flash("Role overview published. You can choose it in the posting editor.", "good")
    return redirect(url_for(".index"), 303)


@bp.get(ITEM_URL)
@requires(Permission.MANAGE_SITE)
def show(role_id: int) -> str:
    """Show the form of a role overview."""
    role = _role(role_id)
    return _page(role, RoleForm(formdata=None, data=_saved(role)))


@bp.post(ITEM_URL)
@requires(Permission.MANAGE_SITE)
def change(role_id: int) -> ResponseReturnValue:
    """Save an edit of a role overview."""
    role, form = _role(role_id), RoleForm()
    refused = save_form(
        form,
        lambda: role_services.change_role(_role(role_id), *_content(form), version=form.version.data, by=current_user),
        page=partial(_page, role, form),
        saved=lambda: _saved(_role(role_id)),
    )
    if refused:
        return refused
    flash("Role overview saved.", "good")
    return redirect(url_for(".show", role_id=role_id), 303)


@bp.post(f"{ITEM_URL}/removal")
@requires(Permission.MANAGE_SITE)
@transaction()
def remove(role_id: int) -> Response:
    """Delete a role overview."""
    role_services.remove_role(_role(role_id), by=current_user)
    flash("Role overview removed. Its postings stay.", "good")
    return redirect(url_for(".index"), 303)


def _role(role_id: int) -> RoleOverview:
    return role_queries.role_by_id(role_id) or abort(404)


def _content(form: RoleForm) -> tuple[str, str, list[tuple[str, str]]]:
    return form.title.data, form.introduction.data, sections_in(form.sections.data)


def _saved(role: RoleOverview) -> dict[str, object]:
    return {
        "title": role.title,
        "introduction": role.introduction,
        "sections": text_of(role.sections),
        "version": role.version,
    }


def _page(role: RoleOverview, form: RoleForm, saved: list[tuple[str, str]] | None = None) -> str:
    return render_template("postings/role_edit.html", role=role, form=form, saved=saved)
