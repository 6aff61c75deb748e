"""Bulk actions: select applications, plan, preview, and confirm; undo until they run."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.wrappers import Response

from careers.accounts.queries import active_users_with_role
from careers.database import in_transaction, transaction
from careers.desk.application_search import queries as queue
from careers.desk.application_search.filters import filter_from
from careers.desk.bulk_actions import queries, services
from careers.desk.bulk_actions.forms import SelectionForm, plan_form
from careers.desk.bulk_actions.models import REJECT, UNDONE, WAITING, BulkAction
from careers.desk.bulk_actions.presenters import shown_bulk_action, shown_items
from careers.errors import DomainError
from careers.http.arguments import id_argument, id_from
from careers.pipeline.message_templates.models import REJECTION
from careers.pipeline.message_templates.presenters import chosen_template, template_choices
from careers.pipeline.message_templates.queries import (
    best_template,
    decision_message_delay,
    message_templates,
)
from careers.search.query_timeout import SearchTooSlow
from careers.security import Permission, Role, requires

bp = Blueprint("bulk_actions", __name__, url_prefix="/hr/bulks")
ONE = "/<id:bulk_action_id>"


@bp.get("")
@requires(Permission.BULK)
def index() -> str:
    """Show the confirmed bulk actions, newest first."""
    bulk_actions = queries.newest_bulk_actions()
    counts = queries.item_counts([bulk_action.id for bulk_action in bulk_actions])
    return render_template(
        "desk/bulk_actions.html",
        bulk_actions=[shown_bulk_action(bulk_action, counts[bulk_action.id]) for bulk_action in bulk_actions],
    )


@bp.post("")
@requires(Permission.BULK)
def create() -> Response:
    """Create one from the selected applications, or from everything the filter finds."""
    form, wanted = SelectionForm(), filter_from(request.args)
    back = redirect(url_for("desk.index", **wanted.query), 303)
    if not form.validate_on_submit():
        flash("Choose an action for the selected applications.", "warning")
        return back
    try:
        found = queue.matching_ids(current_user, wanted, services.MAX_ITEMS + 1) if form.all.data else _ticked()
        with transaction():
            bulk_action_id = services.create_bulk_action(
                form.kind.data, found[: services.MAX_ITEMS], by=current_user
            ).id
    except (services.NothingSelected, SearchTooSlow) as error:
        flash(str(error), "warning")
        return back
    if len(found) > services.MAX_ITEMS:
        flash(f"More applications match; only the first {services.MAX_ITEMS} are included.", "warning")
    return redirect(url_for(".show", bulk_action_id=bulk_action_id), 303)


@bp.get(ONE)
@requires(Permission.BULK)
def show(bulk_action_id: int) -> str:
    """Show what will be done to which applications, with every message, and the progress."""
    return _page(queries.bulk_action_by_id(bulk_action_id))


@bp.post(f"{ONE}/plan")
@requires(Permission.BULK)
def plan(bulk_action_id: int) -> ResponseReturnValue:
    """Save the details and check every application."""
    bulk_action = queries.bulk_action_by_id(bulk_action_id)
    form = plan_form(bulk_action.kind, active_users_with_role(*Role))
    if not form.validate_on_submit():
        return _page(bulk_action, form=form), 422

    def act(fresh: BulkAction) -> None:
        services.plan_bulk_action(fresh, form.options(), version=form.version.data, by=current_user)

    return _act(
        bulk_action_id,
        act,
        said="",
        anchor="dry-run",
        is_done=lambda bulk_action: bulk_action.options == form.options(),
    )


@bp.post(f"{ONE}/confirmation")
@requires(Permission.BULK)
def confirm(bulk_action_id: int) -> ResponseReturnValue:
    """Confirm the bulk action; it runs after the delay."""
    version = id_from(request.form.get("version")) or 0

    def act(fresh: BulkAction) -> None:
        services.confirm_bulk_action(fresh, version=version, delay=decision_message_delay(), by=current_user)

    said = "Confirmed. You can undo it here until it runs."
    return _act(bulk_action_id, act, said=said, is_done=lambda bulk_action: bulk_action.state == WAITING)


@bp.post(f"{ONE}/undoing")
@requires(Permission.BULK)
def undo(bulk_action_id: int) -> ResponseReturnValue:
    """Undo the bulk action."""
    return _act(
        bulk_action_id,
        lambda fresh: services.undo_bulk_action(fresh, by=current_user),
        said="Undone. Nothing was changed.",
    )


@bp.post(f"{ONE}/hastening")
@requires(Permission.BULK)
def run_now(bulk_action_id: int) -> ResponseReturnValue:
    """Run the bulk action now."""
    return _act(
        bulk_action_id,
        lambda fresh: services.run_bulk_action_now(fresh, by=current_user),
        said="It’s running now. Reload the page in a moment.",
    )


def _act(
    bulk_action_id: int,
    act: Callable[[BulkAction], Any],
    *,
    said: str,
    anchor: str | None = None,
    is_done: Callable[[BulkAction], bool] = lambda _bulk_action: False,
) -> ResponseReturnValue:
    try:
        in_transaction(lambda: act(queries.bulk_action_by_id(bulk_action_id)))
    except DomainError as error:
        bulk_action = queries.bulk_action_by_id(bulk_action_id)
        # The same form submitted twice, by a double click or after a timeout, is not a conflict.
        if bulk_action.made_by_id != current_user.id or not is_done(bulk_action):
            return _page(bulk_action, trouble=str(error)), 409
    if said:
        flash(said, "success")
    return redirect(url_for(".show", bulk_action_id=bulk_action_id, _anchor=anchor), 303)


def _ticked() -> list[int]:
    found = (id_from(text) for text in request.form.getlist("application"))
    return [number for number in found if number]


def _page(bulk_action: BulkAction, form: Any = None, trouble: str = "") -> str:
    items = queries.items_of(bulk_action.id, id_argument("after") or 0, queries.PAGE_SIZE + 1)
    following = items[queries.PAGE_SIZE - 1].application_id if len(items) > queries.PAGE_SIZE else None
    counts = queries.item_counts([bulk_action.id])[bulk_action.id]
    return render_template(
        "desk/bulk_action.html",
        bulk_action=shown_bulk_action(bulk_action, counts),
        items=shown_items(items[: queries.PAGE_SIZE]),
        form=form or _begun(bulk_action),
        templates=template_choices(REJECTION) if bulk_action.kind == REJECT else [],
        chosen=id_argument("template"),
        minutes=int(decision_message_delay().total_seconds() // 60),
        trouble=trouble,
        left=queries.remaining_count(bulk_action.id) if bulk_action.state == UNDONE else 0,
        newest_url=url_for(".show", bulk_action_id=bulk_action.id) if "after" in request.args else None,
        older_url=url_for(".show", bulk_action_id=bulk_action.id, after=following) if following else None,
    )


def _begun(bulk_action: BulkAction) -> Any:
    options = dict(bulk_action.options)
    wanted = id_argument("template")
    if bulk_action.kind == REJECT and (wanted or not options):
        template = chosen_template(wanted, best_template(message_templates(REJECTION), ""))
        if template is not None:
            options |= {"subject": template.subject, "body": template.body}
    return plan_form(bulk_action.kind, active_users_with_role(*Role), formdata=None, data=options)
