"""The settings pages of disposition reasons."""

from collections.abc import Callable
from functools import partial

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import StringField
from wtforms.validators import DataRequired

from careers.applications.models import HIRED, REJECTED, WITHDRAWN
from careers.database import in_transaction
from careers.errors import DomainError
from careers.pipeline.reasons import queries as stage_queries, services as stage_services
from careers.pipeline.reasons.queries import Reason
from careers.pipeline.stages.transitions import REASONS
from careers.security import Permission, requires
from careers.text import max_length, one_line
from careers.versions import EditConflict, compare_with_saved, version_field

bp = Blueprint("reasons", __name__, url_prefix="/hr/settings/reasons")
TITLES = {
    REJECTED: "Reasons for rejecting",
    WITHDRAWN: "Reasons for withdrawing",
    HIRED: "Reason for hiring",
}
EDITABLE_KINDS = (REJECTED, WITHDRAWN)  # kinds that may have reasons of the site's own


class ReasonForm(FlaskForm):
    """The name of a reason."""

    version = version_field()
    label = StringField(
        "Name",
        filters=[one_line],
        validators=[DataRequired("Enter a name."), max_length(80)],
        description="Past decisions keep the old name.",
    )


@bp.get("")
@requires(Permission.MANAGE_SITE)
def index() -> str:
    """Show all reasons."""
    groups = [(kind, title, stage_queries.all_reasons(kind), kind in EDITABLE_KINDS) for kind, title in TITLES.items()]
    return render_template("pipeline/reasons.html", groups=groups)


@bp.get("/<kind>/new")
@requires(Permission.MANAGE_SITE)
def new_reason(kind: str) -> str:
    """Show the form for a new reason."""
    return _new_page(_own_kind(kind), ReasonForm())


@bp.post("/<kind>")
@requires(Permission.MANAGE_SITE)
def add_reason(kind: str) -> str | tuple[str, int] | Response:
    """Add a reason."""
    form = ReasonForm()
    _own_kind(kind)
    if not form.validate_on_submit():
        return _new_page(kind, form), 422
    try:
        in_transaction(lambda: stage_services.add_reason(kind, form.label.data, by=current_user))
    except DomainError as error:
        form.label.errors = [str(error)]
        return _new_page(kind, form), 422
    return _saved("Reason added.")


@bp.get("/<kind>/<key>")
@requires(Permission.MANAGE_SITE)
def reason(kind: str, key: str) -> str:
    """Show a reason for editing."""
    found = _word(kind, key)
    return _page(kind, found, ReasonForm(formdata=None, data=found._asdict()))


@bp.post("/<kind>/<key>")
@requires(Permission.MANAGE_SITE)
def rename(kind: str, key: str) -> str | tuple[str, int] | Response:
    """Rename a reason."""
    found, form = _word(kind, key), ReasonForm()
    if not form.validate_on_submit():
        return _page(kind, found, form), 422
    version, label = form.version.data, form.label.data
    try:
        in_transaction(lambda: stage_services.rename(kind, key, label, version=version, by=current_user))
    except EditConflict:
        found = _word(kind, key)
        return _page(kind, found, form, compare_with_saved(form, found)), 409
    except DomainError as error:
        form.label.errors = [str(error)]
        return _page(kind, found, form), 422
    return _saved("Renamed.")


@bp.post("/<kind>/<key>/retirement")
@requires(Permission.MANAGE_SITE)
def archive(kind: str, key: str) -> Response:
    """Archive a reason."""
    return _set_retired(kind, key, is_archived=True)


@bp.post("/<kind>/<key>/return")
@requires(Permission.MANAGE_SITE)
def restore(kind: str, key: str) -> Response:
    """Restore a reason."""
    return _set_retired(kind, key, is_archived=False)


@bp.post("/<kind>/<key>/deletion")
@requires(Permission.MANAGE_SITE)
def delete(kind: str, key: str) -> Response:
    """Delete a reason that the company added and that was never used."""
    return _act(kind, key, stage_services.delete_reason, "Reason deleted.")


def _set_retired(kind: str, key: str, *, is_archived: bool) -> Response:
    act = partial(stage_services.set_archived, is_archived=is_archived)
    return _act(kind, key, act, "Reason archived." if is_archived else "Reason restored.")


def _act(kind: str, key: str, act: Callable[..., None], said: str) -> Response:
    _word(kind, key)
    form = ReasonForm()
    try:
        in_transaction(lambda: act(kind, key, version=form.version.data, by=current_user))
    except DomainError as error:
        flash(str(error), "bad")
        return redirect(url_for(".reason", kind=kind, key=key), 303)
    return _saved(said)


def _saved(said: str) -> Response:
    flash(said, "good")
    return redirect(url_for(".index"), 303)


def _own_kind(kind: str) -> str:
    return kind if kind in EDITABLE_KINDS else abort(404)


def _word(kind: str, key: str) -> Reason:
    if kind not in REASONS:
        abort(404)
    return next((reason for reason in stage_queries.all_reasons(kind) if reason.key == key), None) or abort(404)


def _new_page(kind: str, form: ReasonForm) -> str:
    return render_template("pipeline/reason_new.html", kind=kind, form=form, title=f"New: {TITLES[kind].lower()}")


def _page(kind: str, found: Reason, form: ReasonForm, saved: list[tuple[str, str]] | None = None) -> str:
    return render_template(
        "pipeline/reason.html",
        kind=kind,
        word=found,
        form=form,
        saved=saved,
        may_retire=kind in EDITABLE_KINDS,
    )
