"""The board of a posting by stage, and the comparison of finalists."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from careers.applications.models import Application
from careers.company.stages.queries import all_stages, stage_label
from careers.database import in_transaction
from careers.desk.application.timeline_presenters import TimelineEntry, changes_since
from careers.desk.blueprint import bp
from careers.desk.board import queries as board_queries
from careers.desk.board.presenters import comparison_of, shown_board
from careers.errors import DomainError
from careers.http.arguments import id_from
from careers.pipeline.access.queries import application_for
from careers.pipeline.blind_review.presenters import display_name
from careers.pipeline.decisions import services
from careers.pipeline.decisions.forms import BoardMoveForm
from careers.pipeline.decisions.idempotency import MOVED, RequestedAction, already_applied
from careers.security import Permission, is_allowed, requires
from careers.versions import EditConflict

POSTING = "/postings/<id:posting_id>"


@bp.get(f"{POSTING}/board")
@requires(Permission.READ_APPLICATIONS)
def board(posting_id: int) -> str:
    """Show the active applications of a posting, a column per stage."""
    return _board(posting_id)


@bp.post(f"{POSTING}/board")
@requires(Permission.MOVE)
def move_on_board(posting_id: int) -> ResponseReturnValue:
    """Move an application to another stage, if it's still where the board showed it."""
    posting, form = board_queries.posting_to_review(current_user, posting_id), BoardMoveForm()
    application = application_for(current_user, form.application.data)
    if application.posting_id != posting.id or not form.validate_on_submit():
        return _board(posting_id, trouble="Nothing was moved. Choose a stage on a card."), 422

    def act() -> None:
        application = _application(form)
        services.move_stage(application, form.target.data, version=form.version.data, by=current_user)

    try:
        in_transaction(act)
    except DomainError as error:
        if not _was_done(form, error):
            return _refused(posting_id, form, error)
    flash(f"{_name(form)} moved to {stage_label(form.target.data)}.", "success")
    return redirect(url_for(".board", posting_id=posting_id, **_places()), 303)


@bp.get(f"{POSTING}/comparison")
@requires(Permission.READ_APPLICATIONS)
def comparison(posting_id: int) -> str:
    """Show up to five finalists side by side."""
    posting = board_queries.posting_to_review(current_user, posting_id)
    ids = [number for number in map(id_from, request.args.getlist("application")) if number]
    return render_template(
        "desk/comparison.html",
        posting=posting,
        comparison=comparison_of(current_user, posting, ids),
        left_out=max(0, len(set(ids)) - board_queries.MAX_FINALISTS),
        most=board_queries.MAX_FINALISTS,
    )


def _was_done(form: BoardMoveForm, error: DomainError) -> bool:
    if not isinstance(error, EditConflict):
        return False
    application, asked = _application(form), RequestedAction((MOVED,), {"to": form.target.data})
    return already_applied(application, asked, version=form.version.data, by=current_user)


def _application(form: BoardMoveForm) -> Application:
    return application_for(current_user, form.application.data)


def _refused(posting_id: int, form: BoardMoveForm, error: DomainError) -> ResponseReturnValue:
    application = _application(form)
    is_stale = isinstance(error, EditConflict)
    changes = changes_since(application, form.version.data) if is_stale else []
    trouble = f"{display_name(application)}: {error}"
    return _board(posting_id, trouble=trouble, changes=changes), 409 if is_stale else 422


def _board(posting_id: int, *, trouble: str = "", changes: list[TimelineEntry] | None = None) -> str:
    posting = board_queries.posting_to_review(current_user, posting_id)
    columns, marks = shown_board(current_user, posting, _places())
    return render_template(
        "desk/board.html",
        posting=posting,
        columns=columns,
        marks=marks,
        places=_places(),
        can_move=is_allowed(current_user, Permission.MOVE),
        can_read_posting=is_allowed(current_user, Permission.READ_POSTINGS),
        trouble=trouble,
        changes=changes or [],
        most=board_queries.MAX_FINALISTS,
    )


def _name(form: BoardMoveForm) -> str:
    return display_name(_application(form))


def _places() -> dict[str, Any]:
    """Return from where each column continues, as the URL says."""
    keys = [stage.key for stage in all_stages()]
    found = {stage: id_from(request.args.get(stage)) for stage in keys}
    return {stage: number for stage, number in found.items() if number}
