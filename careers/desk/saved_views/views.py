"""Saved views of the applications list: save, rename, share, and delete them."""

from urllib.parse import parse_qsl

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from careers.database import in_transaction, transaction
from careers.desk.application_search.filters import ApplicationFilter, filter_from
from careers.desk.blueprint import bp
from careers.desk.saved_views import queries as saved_queries, services as saved_services
from careers.desk.saved_views.forms import NewViewForm, ViewForm
from careers.desk.saved_views.presenters import shown_views
from careers.errors import DomainError
from careers.security import Permission, requires

# The longest query string of the list: 2,000 characters of a search, each of which may take twelve, and the rest.
MAX_ASKED_LENGTH = 30_000
VIEW = "/views/<id:view_id>"


@bp.get("/views")
@requires(Permission.READ_APPLICATIONS)
def saved_views() -> str:
    """Show the user's own views and those that colleagues share."""
    return _page()


@bp.post("/views")
@requires(Permission.READ_APPLICATIONS)
def save_view() -> ResponseReturnValue:
    """Save the current filter of the list under a name."""
    form = NewViewForm()
    wanted = filter_from(dict(parse_qsl((form.asked.data or "")[:MAX_ASKED_LENGTH])))
    if not form.validate_on_submit():
        return _page(new=form, wanted=wanted), 422
    values = {"name": form.name.data, "is_shared": form.is_shared.data, "by": current_user}
    try:
        in_transaction(lambda: saved_services.save_view(wanted, **values))
    except DomainError as error:
        form.name.errors = [str(error)]
        return _page(new=form, wanted=wanted), 422
    flash("View saved.", "success")
    return redirect(url_for(".index", **wanted.query), 303)


@bp.post(VIEW)
@requires(Permission.READ_APPLICATIONS)
def change_view(view_id: int) -> ResponseReturnValue:
    """Rename a view, and share it or stop sharing it."""
    form = ViewForm()
    saved_queries.changeable_view(current_user, view_id)
    if not form.validate_on_submit():
        return _page(changed=form, view_id=view_id), 422
    values = {"name": form.name.data, "is_shared": form.is_shared.data}
    try:
        in_transaction(
            lambda: saved_services.change_view(saved_queries.changeable_view(current_user, view_id), **values)
        )
    except DomainError as error:
        form.name.errors = [str(error)]
        return _page(changed=form, view_id=view_id), 422
    flash("View updated.", "success")
    return redirect(url_for(".saved_views"), 303)


@bp.post(f"{VIEW}/deletion")
@requires(Permission.READ_APPLICATIONS)
def delete_view(view_id: int) -> ResponseReturnValue:
    """Delete a view."""
    with transaction():
        saved_services.delete_view(saved_queries.changeable_view(current_user, view_id))
    flash("View deleted.", "success")
    return redirect(url_for(".saved_views"), 303)


def _page(
    *,
    new: NewViewForm | None = None,
    wanted: ApplicationFilter | None = None,
    changed: ViewForm | None = None,
    view_id: int = 0,
) -> str:
    return render_template(
        "desk/saved_views.html",
        views=shown_views(current_user),
        new=new,
        wanted=wanted,
        changed=changed,
        changed_id=view_id,
    )
