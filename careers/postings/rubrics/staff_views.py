"""The settings pages of the library of rubrics."""

from functools import partial

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import Field
from wtforms.validators import ValidationError

from careers.company.forms import line_field, text_field
from careers.database import transaction
from careers.postings.criteria_services import criteria_error, parse_criteria
from careers.postings.rubrics import services as rubric_services
from careers.postings.rubrics.models import Rubric
from careers.postings.rubrics.queries import rubric_by_id, rubrics
from careers.security import Permission, requires
from careers.versions import save_form, typed_values, version_field

bp = Blueprint("rubrics", __name__, url_prefix="/hr/settings/rubrics")
ITEM_URL = "/<id:rubric_id>"


class RubricForm(FlaskForm):
    """A named set of criteria."""

    version = version_field()
    name = line_field("Name", 120, needed="Enter a name.", hint="Like “Engineers”.")
    criteria = text_field(
        "Criteria",
        5000,
        needed="Enter at least one criterion.",
        hint="One per line: the name, a colon, and a sentence on what to look for.",
        rows=8,
    )

    def validate_criteria(self, control: Field) -> None:
        """Accept one criterion per line, none twice and none too long."""
        if problem := criteria_error(control.data):
            raise ValidationError(problem)


@bp.get("")
@requires(Permission.MANAGE_SITE)
def index() -> str:
    """Show all rubrics."""
    rows = [(rubric, len(parse_criteria(rubric.criteria))) for rubric in rubrics()]
    return render_template("postings/rubrics.html", rows=rows)


@bp.get("/new")
@requires(Permission.MANAGE_SITE)
def new() -> str:
    """Show an empty form."""
    return render_template("postings/rubric_new.html", form=RubricForm())


@bp.post("")
@requires(Permission.MANAGE_SITE)
def create() -> ResponseReturnValue:
    """Add a rubric."""
    form = RubricForm()
    refused = save_form(
        form,
        lambda: rubric_services.create_rubric(form.name.data, form.criteria.data, by=current_user),
        page=lambda: render_template("postings/rubric_new.html", form=form),
        error_field="name",
    )
    if refused:
        return refused
    flash("Rubric added. You can use it in the posting editor.", "good")
    return redirect(url_for(".index"), 303)


@bp.get(ITEM_URL)
@requires(Permission.MANAGE_SITE)
def show(rubric_id: int) -> str:
    """Show the form of a rubric."""
    rubric = _rubric(rubric_id)
    return _page(rubric, RubricForm(obj=rubric))


@bp.post(ITEM_URL)
@requires(Permission.MANAGE_SITE)
def change(rubric_id: int) -> ResponseReturnValue:
    """Save an edit of a rubric."""
    rubric, form = _rubric(rubric_id), RubricForm()
    refused = save_form(
        form,
        lambda: rubric_services.change_rubric(
            _rubric(rubric_id), **typed_values(form), version=form.version.data, by=current_user
        ),
        page=partial(_page, rubric, form),
        saved=lambda: _rubric(rubric_id),
    )
    if refused:
        return refused
    flash("Rubric saved. Postings that used it keep their criteria.", "good")
    return redirect(url_for(".index"), 303)


@bp.post(f"{ITEM_URL}/removal")
@requires(Permission.MANAGE_SITE)
@transaction()
def remove(rubric_id: int) -> Response:
    """Delete a rubric."""
    rubric_services.remove_rubric(_rubric(rubric_id), by=current_user)
    flash("Rubric removed.", "good")
    return redirect(url_for(".index"), 303)


def _rubric(rubric_id: int) -> Rubric:
    return rubric_by_id(rubric_id) or abort(404)


def _page(rubric: Rubric, form: RubricForm, saved: list[tuple[str, str]] | None = None) -> str:
    return render_template("postings/rubric_edit.html", rubric=rubric, form=form, saved=saved)
