"""The settings pages of the company's lists: departments, locations, benefits, and hiring steps."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.wrappers import Response

from careers.company.lists import queries as list_queries, services as list_services
from careers.company.lists.definitions import LIST_TYPES, ListType, Row
from careers.company.lists.forms import ListForm
from careers.company.settings_views import bp
from careers.database import transaction
from careers.security import Permission, requires
from careers.versions import EditConflict, run_action, save_form, typed_values

ITEM_URL = "/<kind>/<id:row_id>"


@bp.get("/<kind>")
@requires(Permission.MANAGE_SITE)
def rows(kind: str) -> str:
    """Show a list in its order, with what can be done to each row."""
    wanted = _kind(kind)
    counts = list_queries.posting_counts(wanted)
    found = list_queries.rows_of(wanted)
    offered = [row for row in found if not getattr(row, "is_archived", False)]
    shown = [_shown(wanted, row, offered, counts.get(row.id, 0)) for row in found]
    for upper, lower in pairwise(shown):
        upper["below"], lower["above"] = lower["id"], upper["id"]
    return render_template("company/list.html", kind=wanted, rows=shown)


@bp.get("/<kind>/new")
@requires(Permission.MANAGE_SITE)
def new_row(kind: str) -> str:
    """Show an empty form."""
    wanted = _kind(kind)
    return _new_page(wanted, wanted.form())


@bp.post("/<kind>")
@requires(Permission.MANAGE_SITE)
def add_row(kind: str) -> ResponseReturnValue:
    """Add a row at the end of the list."""
    wanted = _kind(kind)
    form = wanted.form()
    refused = save_form(
        form,
        lambda: list_services.add_row(wanted, typed_values(form), by=current_user),
        page=partial(_new_page, wanted, form),
    )
    if refused:
        return refused
    flash(f"{wanted.one.capitalize()} added.", "good")
    return redirect(url_for(".rows", kind=kind), 303)


@bp.get(ITEM_URL)
@requires(Permission.MANAGE_SITE)
def row(kind: str, row_id: int) -> str:
    """Show the form of a row."""
    wanted = _kind(kind)
    found = list_queries.row_by_id(wanted, row_id)
    return _row_page(wanted, found, wanted.form(obj=found))


@bp.post(ITEM_URL)
@requires(Permission.MANAGE_SITE)
def change_row(kind: str, row_id: int) -> ResponseReturnValue:
    """Save an edit of a row."""
    wanted = _kind(kind)
    list_queries.row_by_id(wanted, row_id)
    form = wanted.form()
    refused = save_form(
        form,
        lambda: list_services.change_row(
            wanted,
            list_queries.row_by_id(wanted, row_id),
            typed_values(form),
            version=form.version.data,
            by=current_user,
        ),
        page=lambda saved=None: _row_page(wanted, list_queries.row_by_id(wanted, row_id), form, saved),
        saved=lambda: list_queries.row_by_id(wanted, row_id),
    )
    if refused:
        return refused
    flash("Saved.", "good")
    return redirect(url_for(".rows", kind=kind), 303)


@bp.post(f"{ITEM_URL}/move")
@requires(Permission.MANAGE_SITE)
def move_row(kind: str, row_id: int) -> Response:
    """Swap the row with the neighbor that the user saw."""
    wanted, direction = _kind(kind), request.form.get("direction", "")
    neighbor = request.form.get(f"beside_{direction}", "")
    try:
        with transaction():
            found = list_queries.row_by_id(wanted, row_id)
            neighbor_id = int(neighbor) if neighbor.isdecimal() and len(neighbor) < 19 else 0
            list_services.move_row(wanted, found, direction, neighbor_id, by=current_user)
    except EditConflict as error:
        flash(str(error), "bad")
    return redirect(url_for(".rows", kind=kind, _anchor=f"row-{row_id}"), 303)


@bp.post(f"{ITEM_URL}/retirement")
@requires(Permission.MANAGE_SITE)
def retire_row(kind: str, row_id: int) -> Response:
    """Archive a row, so that no new posting can choose it."""
    return _set_retired(_kind(kind), row_id, is_archived=True)


@bp.post(f"{ITEM_URL}/return")
@requires(Permission.MANAGE_SITE)
def return_row(kind: str, row_id: int) -> Response:
    """Restore an archived row."""
    return _set_retired(_kind(kind), row_id, is_archived=False)


@bp.post(f"{ITEM_URL}/removal")
@requires(Permission.MANAGE_SITE)
def remove_row(kind: str, row_id: int) -> Response:
    """Delete a row that no posting uses."""
    wanted = _kind(kind)
    return _act(wanted, row_id, list_services.remove_row, f"{wanted.one.capitalize()} removed.")


def _set_retired(kind: ListType, row_id: int, *, is_archived: bool) -> Response:
    if not kind.is_used:
        abort(404)
    retire = partial(list_services.archive_row, is_archived=is_archived)
    return _act(kind, row_id, retire, f"{kind.one.capitalize()} {'archived' if is_archived else 'restored'}.")


def _act(kind: ListType, row_id: int, act: Callable[..., object], success: str) -> Response:
    is_done = run_action(
        lambda version: act(kind, list_queries.row_by_id(kind, row_id), version=version, by=current_user),
        success,
    )
    if is_done:
        return redirect(url_for(".rows", kind=kind.key), 303)
    return redirect(url_for(".row", kind=kind.key, row_id=row_id), 303)


def _kind(name: str) -> ListType:
    return LIST_TYPES.get(name) or abort(404)


def _shown(kind: ListType, row: Row, offered: list[Row], postings: int) -> dict[str, Any]:
    return {
        "id": row.id,
        "version": row.version,
        "above": None,
        "below": None,
        "label": getattr(row, kind.name),
        "about": getattr(row, kind.about),
        "is_archived": row not in offered,
        "is_first": not offered or row is offered[0],
        "is_last": not offered or row is offered[-1],
        "postings": postings,
    }


def _new_page(kind: ListType, form: ListForm) -> str:
    return render_template("company/list_new.html", kind=kind, form=form)


def _row_page(kind: ListType, row: Row, form: ListForm, saved: list[tuple[str, str]] | None = None) -> str:
    uses = list_queries.posting_counts(kind).get(row.id, 0)
    shown = _shown(kind, row, [] if getattr(row, "is_archived", False) else [row], uses)
    return render_template("company/list_row.html", kind=kind, row=shown, form=form, saved=saved)
