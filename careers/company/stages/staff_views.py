"""The settings pages of the stages."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.wrappers import Response

from careers.company.settings_views import bp
from careers.company.stages import queries as stage_queries, services as stage_services
from careers.company.stages.forms import FirstStageForm, NewStageForm, StageForm
from careers.company.stages.models import FIRST_STAGE, Stage
from careers.company.stages.presenters import describe_count, format_count
from careers.database import transaction
from careers.errors import DomainError
from careers.security import Permission, requires
from careers.versions import run_action, save_form, typed_values

ITEM_URL = "/stages/<id:stage_id>"


@bp.get("/stages")
@requires(Permission.MANAGE_SITE)
def stages() -> str:
    """Show all stages in their order, with the number of applications in each."""
    found = stage_queries.all_stages()
    counts = stage_queries.active_applications([stage.key for stage in found])
    shown = [_stage_row(stage, counts.get(stage.key, 0)) for stage in found]
    for upper, lower in pairwise(shown[1:]):
        upper["below"], lower["above"] = lower["id"], upper["id"]
        upper["is_last"] = lower["is_first"] = False
    return render_template("company/stages.html", rows=shown)


@bp.get("/stages/new")
@requires(Permission.MANAGE_SITE)
def new_stage() -> str:
    """Show an empty form."""
    return _new_page(NewStageForm(after=stage_queries.all_stages()[-1].key))


@bp.post("/stages")
@requires(Permission.MANAGE_SITE)
def add_stage() -> ResponseReturnValue:
    """Add a stage."""
    form = NewStageForm()

    def add() -> None:
        values = typed_values(form)
        stage_services.add_stage(values, after=values.pop("after"), by=current_user)

    return save_form(form, add, page=partial(_new_page, form)) or _to_list("Stage added.")


@bp.get(ITEM_URL)
@requires(Permission.MANAGE_SITE)
def stage(stage_id: int) -> str:
    """Show the form of a stage."""
    found = stage_queries.stage_by_id(stage_id)
    return _page(found, _form_of(found)(obj=found))


@bp.post(ITEM_URL)
@requires(Permission.MANAGE_SITE)
def change_stage(stage_id: int) -> ResponseReturnValue:
    """Save an edit of a stage."""
    found = stage_queries.stage_by_id(stage_id)
    form = _form_of(found)()
    refused = save_form(
        form,
        lambda: stage_services.change_stage(
            stage_queries.stage_by_id(stage_id),
            typed_values(form),
            version=form.version.data,
            by=current_user,
        ),
        page=lambda saved=None: _page(stage_queries.stage_by_id(stage_id), form, saved),
        saved=lambda: stage_queries.stage_by_id(stage_id),
    )
    return refused or _to_list("Saved.")


@bp.post(f"{ITEM_URL}/move")
@requires(Permission.MANAGE_SITE)
def move_stage(stage_id: int) -> Response:
    """Swap the stage with the neighbor that the user saw."""
    direction = request.form.get("direction", "")
    neighbor = request.form.get(f"beside_{direction}", "")
    try:
        with transaction():
            found = stage_queries.stage_by_id(stage_id)
            neighbor_id = int(neighbor) if neighbor.isdecimal() and len(neighbor) < 19 else 0
            stage_services.reorder_stage(found, direction, neighbor_id, by=current_user)
    except DomainError as error:
        flash(str(error), "bad")
    return redirect(url_for(".stages", _anchor=f"row-{stage_id}"), 303)


@bp.post(f"{ITEM_URL}/retirement")
@requires(Permission.MANAGE_SITE)
def retire_stage(stage_id: int) -> Response:
    """Archive a stage, so that applications can't move into it."""
    return _set_retired(stage_id, is_archived=True)


@bp.post(f"{ITEM_URL}/return")
@requires(Permission.MANAGE_SITE)
def return_stage(stage_id: int) -> Response:
    """Restore an archived stage."""
    return _set_retired(stage_id, is_archived=False)


@bp.post(f"{ITEM_URL}/deletion")
@requires(Permission.MANAGE_SITE)
def delete_stage(stage_id: int) -> Response:
    """Delete a stage that nothing has ever used."""
    return _act(stage_id, stage_services.delete_stage, "Stage deleted.")


def _set_retired(stage_id: int, *, is_archived: bool) -> Response:
    act = partial(stage_services.archive_stage, is_archived=is_archived)
    return _act(stage_id, act, "Stage archived." if is_archived else "Stage restored.")


def _act(stage_id: int, act: Callable[..., object], success: str) -> Response:
    is_done = run_action(
        lambda version: act(stage_queries.stage_by_id(stage_id), version=version, by=current_user), success
    )
    address = url_for(".stages") if is_done else url_for(".stage", stage_id=stage_id)
    return redirect(address, 303)


def _form_of(found: Stage) -> Callable[..., StageForm]:
    return FirstStageForm if found.key == FIRST_STAGE else StageForm


def _to_list(said: str) -> Response:
    flash(said, "good")
    return redirect(url_for(".stages"), 303)


def _stage_row(found: Stage, count: int) -> dict[str, Any]:
    return {
        "id": found.id,
        "key": found.key,
        "version": found.version,
        "label": found.name,
        "told": found.candidate_name,
        "may_skip": found.may_skip,
        "is_archived": found.is_archived,
        "is_fixed": found.key == FIRST_STAGE,
        "count": format_count(count),
        "people": describe_count(count) if count else "",
        "above": None,
        "below": None,
        "is_first": True,
        "is_last": True,
    }


def _new_page(form: StageForm) -> str:
    return render_template("company/stage_new.html", form=form)


def _page(found: Stage, form: StageForm, saved: list[tuple[str, str]] | None = None) -> str:
    count = stage_queries.active_applications([found.key]).get(found.key, 0)
    return render_template("company/stage.html", row=_stage_row(found, count), form=form, saved=saved)
